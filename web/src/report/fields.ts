// Which fields a person may change under each question, and how a filled form becomes changes for the service:
// one for each field that differs, so that the log says exactly what was changed.

import type { Event, Place } from "../api/types";
import type { Question, Value } from "../record/values";
import {
  bounds, certainties, country_codes, country_name, figure_roles, manners, modes_of, open, party_kinds, place_precisions, precision_name, sector_name,
  sectors, speaker_kinds, statuses, time_precisions, type_name, mode_name, types,
} from "../record/words";
import type { Change } from "../state/review";

export interface Field {
  name: string;
  words: string;
  kind: "text" | "number" | "choice" | "day" | "claim" | "names";
  options?: [string, string][]; // value and words
  must?: boolean;
}

export type Draft = Record<string, unknown>;

const options = (values: string[], say: (value: string) => string = open): [string, string][] => values.map((value) => [value, say(value)]);
const countries = (): [string, string][] => options(country_codes, country_name).sort((a, b) => a[1].localeCompare(b[1]));

const party: () => Field[] = () => [
  { name: "text", words: "As told", kind: "text", must: true },
  { name: "name", words: "Known name", kind: "text" },
  { name: "kind", words: "Kind", kind: "choice", options: options(party_kinds), must: true },
  { name: "country", words: "Country", kind: "choice", options: countries() },
  { name: "sector", words: "Sectors", kind: "names", options: options(sectors, (code) => `${code} ${sector_name(code)}`) },
  { name: "group", words: "Said to belong to", kind: "text" },
  { name: "suspected", words: "Only suspected", kind: "claim" },
  { name: "minor", words: "A minor", kind: "claim" },
];

const speaker: Field[] = [
  { name: "speaker", words: "Speaker as named", kind: "text", must: true },
  { name: "kind", words: "Kind", kind: "choice", options: options(speaker_kinds), must: true },
  { name: "manner", words: "Manner", kind: "choice", options: options(manners), must: true },
  { name: "via", words: "Passed on by", kind: "text" },
];

const figure: Field[] = [
  { name: "value", words: "Number", kind: "number" },
  { name: "bound", words: "How sharp", kind: "choice", options: options(bounds), must: true },
  { name: "what", words: "Counted", kind: "choice", options: options(figure_roles), must: true },
  { name: "low", words: "Lowest", kind: "number" },
  { name: "high", words: "Highest", kind: "number" },
  { name: "unit", words: "Unit as told", kind: "text" },
  { name: "subgroup", words: "Only of these", kind: "text" },
];

const when: Field[] = [
  { name: "earliest", words: "Earliest day", kind: "day" },
  { name: "latest", words: "Latest day", kind: "day" },
  { name: "precision", words: "Precision", kind: "choice", options: options(time_precisions), must: true },
  { name: "ongoing", words: "Still going on", kind: "claim" },
];

const place: Field[] = [
  { name: "text", words: "As told", kind: "text", must: true },
  { name: "precision", words: "Precision", kind: "choice", options: options(place_precisions, precision_name), must: true },
];

const sharp = ["exact", "at_least", "more_than", "at_most", "less_than"];

// The lowest and highest of a sharp figure follow from its number.
export const shown_fields = (fields: Field[], draft: Draft): Field[] =>
  fields.filter(({ name }) => !((name === "low" || name === "high") && sharp.includes(String(draft.bound))));

export function event_fields(type: string): Field[] {
  return [
    { name: "event", words: "Type", kind: "choice", options: options(types, (code) => `${type_name(code)} (${code})`), must: true },
    { name: "mode", words: "Mode", kind: "names", options: options(modes_of(type), (code) => mode_name(type, code)) },
    { name: "status", words: "Did it happen?", kind: "choice", options: options(statuses), must: true },
    { name: "certainty", words: "How sure is the report?", kind: "choice", options: options(certainties), must: true },
    { name: "background", words: "Background", kind: "claim" },
  ];
}

export function fields_of(value: Pick<Value, "question" | "path">): Field[] {
  if (value.path.startsWith("instrument")) return [{ name: "text", words: "Means as told", kind: "text", must: true }];
  switch (value.question) {
    case "what": return event_fields("");
    case "who":
    case "whom": return party();
    case "when": return when;
    case "where": return place;
    case "how_many": return figure;
    case "says_who": return speaker;
  }
}

// What a person adds under "what" is the means.
const list_names: Record<string, "actor" | "recipient" | "where" | "how_many" | "says_who" | "instrument"> = {
  what: "instrument", who: "actor", whom: "recipient", where: "where", how_many: "how_many", says_who: "says_who",
};

export const list_of = (question: Question): string => list_names[question] ?? question;

// What now stands at the value's path: the whole event for its type and status, an item for a list.
export function held_at(event: Event, path: string): Draft {
  const [field, item] = path.split("/");
  if (path === "event") return event as unknown as Draft;
  const held = (event as unknown as Record<string, unknown>)[field!];
  if (item === undefined) return (held ?? {}) as Draft;
  const list = held as Draft[];
  return list.find((one) => one.id === item) ?? list[Number(item)] ?? {};
}

const is_same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null) || ((a === undefined || a === null || a === "" || a === false) && (b === undefined || b === null || b === "" || b === false));

// One change for each field that differs. An emptied field is taken out; `names` fields become empty lists.
export function changes_between(path: string, fields: Field[], before: Draft, after: Draft, reason: string): Change[] {
  const changed = fields.filter(({ name }) => name in after && !is_same(before[name], after[name]));
  return changed.map(({ name, kind }): Change => {
    const given = after[name];
    const value = given === "" || given === undefined ? (kind === "names" ? [] : null) : given;
    const change: Change = { action: "set", path: path === "event" ? name : `${path}/${name}`, value };
    return reason ? { ...change, reason } : change;
  });
}

// The first reason why the form cannot be saved; nothing when it can.
export function trouble_in(fields: Field[], draft: Draft): string | undefined {
  const empty = fields.find(({ name, must }) => must && (draft[name] === undefined || draft[name] === ""));
  if (empty) return `“${empty.words}” is needed.`;
  if (typeof draft.earliest === "string" && typeof draft.latest === "string" && draft.earliest > draft.latest && draft.latest) return "The earliest day is after the latest.";
  if (typeof draft.low === "number" && typeof draft.high === "number" && draft.low > draft.high) return "The lowest number is above the highest.";
  return undefined;
}

// A place as the gazetteer has it, with what the form tells beside.
export function place_item(place: Place, draft: Draft): Draft {
  const { text: _text, begin: _begin, end: _end, because: _because, score: _score, runners_up: _others, ...found } = place;
  return { ...found, ...(draft.text !== undefined && { text: draft.text }), precision: draft.precision };
}

// What is added to a record. The words' place in the text goes along as long as the words are those that were chosen there.
export function added_item(question: Question, start: Draft, draft: Draft, place: Place | undefined): Draft {
  const filled = Object.fromEntries(Object.entries(draft).filter(([key, value]) => key !== "runners_up" && value !== "" && value !== undefined && value !== false));
  const item = place ? { ...place_item(place, draft), begin: draft.begin, end: draft.end } : filled;
  const words = question === "says_who" ? "speaker" : "text";
  if (item[words] !== start[words] || start.begin === undefined) {
    delete item.begin;
    delete item.end;
  }
  if (question === "how_many") item.text ??= String(draft.value ?? draft.what);
  if (question === "when") item.basis ??= "stated";
  return item;
}

export function first_draft(question: Question): Draft {
  if (question === "what") return { text: "" };
  if (question === "who" || question === "whom") return { text: "", kind: "group" };
  if (question === "where") return { text: "", precision: "city" };
  if (question === "how_many") return { what: "killed", bound: "exact" };
  if (question === "says_who") return { speaker: "", kind: "other", manner: "says" };
  return { precision: "day" };
}
