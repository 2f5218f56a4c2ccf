// An event that the program missed, while a person tells it: words of the text under their roles, each with what the program
// itself had read in them, and from them the record that the service takes.

import type { Answers, Event, Span } from "../api/types";
import { questions, type Question } from "../record/values";
import { manners, modes_of, time_precisions } from "../record/words";
import { first_draft, list_of, type Draft } from "./fields";

export type Role = Question | "instrument";

export const roles: Role[] = [...questions, "instrument"];

export interface Part extends Span {
  text: string;
  role: Role;
  item: Draft; // what is told of it besides its words
}

export interface NewEvent {
  event: string; // empty while no type is chosen
  mode: string[];
  status: string;
  certainty: string;
  background: boolean;
  part_of: string; // empty: of none
  parts: Part[];
}

export const empty_event: NewEvent = { event: "", mode: [], status: "happened", certainty: "stated", background: false, part_of: "", parts: [] };

// The answer that shares most of the words; of equals the one that has least beside them.
function best_of<T extends Span>(answers: T[] | undefined, { begin, end }: Span): T | undefined {
  const shared = (one: T) => Math.min(one.end, end) - Math.max(one.begin, begin);
  return (answers ?? []).filter((one) => shared(one) > 0).sort((a, b) => shared(b) - shared(a) || a.end - a.begin - (b.end - b.begin))[0];
}

const kinds_of_sector: Record<string, string> = { COP: "police", MIL: "military", GOV: "government", JUD: "court", JRN: "media", NGO: "ngo", REB: "armed_group", UAF: "armed_group" };

function with_keys(from: object | undefined, keys: string[]): Draft {
  const held = (from ?? {}) as Draft;
  return Object.fromEntries(keys.filter((key) => held[key] !== undefined).map((key) => [key, held[key]]));
}

// What the program read in these words under the role; what it did not read is as in an empty form.
export function item_at(role: Role, span: Span, answers: Answers | undefined, figure_role?: string): Draft {
  if (role === "what" || role === "instrument") return {};
  const { text: _text, speaker: _speaker, ...first } = first_draft(role);
  switch (role) {
    case "who":
    case "whom":
      return { ...first, ...with_keys(best_of(answers?.who, span), ["name", "kind", "country", "sector", "group", "suspected", "minor"]) };
    case "when": {
      const found = best_of(answers?.when, span);
      const is_dated = found?.earliest !== undefined || found?.latest !== undefined;
      const told = with_keys(found, ["earliest", "latest", "part_of_day", "ongoing", ...(time_precisions.includes(found?.precision ?? "") ? ["precision"] : [])]);
      return { ...first, ...told, basis: is_dated && found?.basis === "relative" ? "relative" : "stated" };
    }
    case "where":
      return { ...first, ...with_keys(best_of(answers?.where, span), ["name", "country", "admin1", "geonameid", "lat", "lon", "precision", "runners_up"]) };
    case "how_many": {
      const found = best_of(answers?.how_many, span);
      return { ...first, what: figure_role ?? "other", ...with_keys(found, ["value", "bound", "unit", ...(found?.bound === "range" || found?.bound === "about" ? ["low", "high"] : [])]) };
    }
    case "says_who": {
      const said = answers?.says_who.find(({ speaker }) => speaker && speaker.begin < span.end && speaker.end > span.begin);
      const sector = best_of(answers?.who, span)?.sector?.[0] ?? "";
      return { ...first, kind: kinds_of_sector[sector] ?? "other", ...(said?.manner && manners.includes(said.manner) && { manner: said.manner }) };
    }
  }
}

const what_at = (draft: NewEvent, answers: Answers | undefined) =>
  draft.parts.filter(({ role }) => role === "what").map((part) => best_of(answers?.what, part)).find(Boolean);

// With these words under a role. An event has one time, so that a second one takes the place of the first; words that tell
// the event bring the type that the program reads in them, as long as no type is chosen.
export function with_part(draft: NewEvent, role: Role, span: Span, text: string, answers: Answers | undefined): NewEvent {
  const kept = draft.parts.filter((part) => !(part.role === role && (role === "when" || (part.begin === span.begin && part.end === span.end))));
  const next = { ...draft, parts: [...kept, { role, begin: span.begin, end: span.end, text, item: item_at(role, span, answers, what_at(draft, answers)?.figure_role) }] };
  const what = role === "what" && !draft.event ? best_of(answers?.what, span) : undefined;
  return what ? { ...next, event: what.event, mode: what.mode.filter((mode) => modes_of(what.event).includes(mode)) } : next;
}

export function trouble_with(draft: NewEvent): string | undefined {
  if (!draft.parts.some(({ role }) => role === "what")) return "Choose the words that tell the event, and call them What.";
  return draft.event ? undefined : "Choose the event’s type.";
}

// The record for POST /api/reports/{id}/events.
export function record_of({ event, mode, status, certainty, background, part_of, parts }: NewEvent): Record<string, unknown> {
  const record: Record<string, unknown> = { event, mode, status, certainty, evidence: [], ...(background && { background }), ...(part_of && { part_of }) };
  for (const { role, begin, end, item } of parts) {
    const told = Object.fromEntries(Object.entries(item).filter(([key, value]) => key !== "runners_up" && value !== "" && value !== undefined && value !== null && value !== false));
    const value = { begin, end, ...told };
    if (role === "what") (record.evidence as Span[]).push({ begin, end });
    else if (role === "when") record.when = value;
    else ((record[list_of(role === "instrument" ? "what" : role)] ??= []) as object[]).push(value);
  }
  return record;
}

// The draft as a record, to be shown like all others.
export function as_event(draft: NewEvent, id: string): Event {
  const record = record_of(draft) as Partial<Event>;
  const at = (begin: number | undefined) => draft.parts.find((part) => part.begin === begin)?.text;
  const lists = { actor: [], recipient: [], instrument: [], where: [], how_many: [], says_who: [], context: [], evidence: [] };
  const event = { id, report: "", confidence: 1, ...lists, ...record } as unknown as Event;
  for (const list of [event.actor, event.recipient, event.instrument, event.where]) for (const item of list) item.text = at(item.begin);
  event.how_many.forEach((figure, index) => Object.assign(figure, { id: `p${index + 1}`, text: at(figure.begin) }));
  event.says_who.forEach((said) => (said.speaker = at(said.begin)));
  return event;
}

export const role_words = (role: Role, words: Record<Question, string>): string => (role === "instrument" ? "With what" : words[role]);
