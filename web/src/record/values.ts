// An event as a list of values, each under its question, with its words in the text and what may be changed of
// it. All views show records through this list, so that a value looks and behaves the same everywhere.

import type { Attribution, Event, Party, Place, Told } from "../api/types";
import { say_amount } from "./figures";
import { say_when } from "./when";
import { country_name, event_name, open, precision_name, sector_name } from "./words";

export const questions = ["what", "who", "whom", "when", "where", "how_many", "says_who"] as const;
export type Question = (typeof questions)[number];

export const question_words: Record<Question, string> = {
  what: "What", who: "Who", whom: "To whom", when: "When", where: "Where", how_many: "How many", says_who: "Says who",
};

export interface Value {
  key: string; // event id and path; unique on the screen
  event_id: string;
  question: Question;
  path: string; // as POST /api/events/{id}/review takes it
  words: string;
  detail: string; // codes and canonical names
  marks: string[]; // "suspected", "minor", "best", "ongoing" …
  spans: { begin: number; end: number }[];
  quote?: string;
  because?: string;
  is_inferred: boolean;
  is_edited: boolean;
  is_evidence?: boolean;
}

const join = (parts: (string | undefined | false)[]): string => parts.filter(Boolean).join(" · ");
const span_of = ({ begin, end }: Partial<{ begin: number; end: number }>) =>
  begin !== undefined && end !== undefined && end > begin ? [{ begin, end }] : [];

function party_detail(party: Party): string {
  return join([
    party.name && party.name !== party.text && party.name,
    country_name(party.country),
    party.sector?.map(sector_name).join(", "),
    party.group && `of ${party.group}`,
  ]);
}

export function place_detail(place: Place): string {
  const name = [place.name !== place.text && place.name, place.admin1 !== place.name && place.admin1, country_name(place.country)];
  return join([name.filter(Boolean).join(", "), precision_name(place.precision)]);
}

const speaker_detail = (said: Attribution): string =>
  join([said.kind && open(said.kind), said.manner && open(said.manner), said.via && `via ${said.via}`]);

export function values_of(event: Event): Value[] {
  const edited = event.review?.edited ?? [];
  const value = (question: Question, path: string, told: Told, words: string, detail: string, marks: (string | false | undefined)[]): Value => ({
    key: `${event.id} ${path}`,
    event_id: event.id,
    question,
    path,
    words,
    detail,
    marks: marks.filter((mark): mark is string => Boolean(mark)),
    spans: span_of(told),
    quote: told.text,
    because: told.because,
    is_inferred: Boolean(told.inferred),
    is_edited: edited.some((one) => one === path || one.startsWith(`${path}/`)),
  });
  const found: Value[] = [];
  const kind = value("what", "event", {}, event_name(event.event, event.mode), [event.event, ...event.mode].join(" "), []);
  found.push({
    ...kind,
    spans: event.evidence.flatMap(span_of),
    because: event.evidence[0]?.because,
    is_edited: kind.is_edited || edited.some((path) => ["mode", "status", "certainty", "background"].includes(path)),
    is_evidence: true,
  });
  event.instrument.forEach((means, at) => found.push(value("what", `instrument/${at}`, means, means.text ?? "", "with what", [])));
  const parties = (list: Party[], question: Question, field: string) =>
    list.forEach((party, at) =>
      found.push(value(question, `${field}/${at}`, party, party.text ?? party.name ?? "", party_detail(party), [party.suspected && "suspected", party.minor && "minor"])),
    );
  parties(event.actor, "who", "actor");
  parties(event.recipient, "whom", "recipient");
  if (event.when) {
    const basis = event.when.basis === "filing" ? "bounded by the filing day" : event.when.basis === "relative" ? "worked out from the filing day" : undefined;
    const detail = join([event.when.precision && event.when.precision !== "day" && `to the ${open(event.when.precision)}`, basis]);
    found.push(value("when", "when", event.when, say_when(event.when), detail, [event.when.ongoing && "ongoing"]));
  }
  event.where.forEach((place, at) => found.push(value("where", `where/${at}`, place, place.text ?? place.name ?? "", place_detail(place), [])));
  event.how_many.forEach((figure) => {
    const unit = figure.unit && figure.unit !== figure.what ? figure.unit : undefined;
    const detail = join([[unit, figure.subgroup && `of them ${figure.subgroup}`].filter(Boolean).join(", "), figure.says_who?.speaker && `says ${figure.says_who.speaker}`]);
    found.push(value("how_many", `how_many/${figure.id}`, figure, `${open(figure.what ?? "other")} ${say_amount(figure)}`, detail, [figure.best && "best", figure.bound === "vague" && "vague"]));
  });
  event.says_who.forEach((said, at) => found.push(value("says_who", `says_who/${at}`, said, said.speaker ?? "", speaker_detail(said), [])));
  return found;
}

// What stands beside the name of an event so that nobody takes it for a plain fact.
export function cautions_of(event: Event): string[] {
  const cautions: string[] = [];
  if (event.status !== "happened") cautions.push(event.status === "negated" ? "did not happen" : event.status);
  if (event.certainty !== "stated") cautions.push(event.certainty);
  if (event.background) cautions.push("background");
  return cautions;
}

const list = (words: string[]): string => (words.length > 2 ? `${words.slice(0, 2).join(", ")} and ${words.length - 2} more` : words.join(" and "));
// Each name apart from the words around it, whichever way it is written (Unicode's isolates).
const isolated = (words: string): string => `\u2068${words}\u2069`;
export const party_words = (parties: Party[]): string => list(parties.map((party) => party.text ?? party.name ?? "").filter(Boolean).map(isolated));

// "Police, 212 people": who to whom, for lists; empty when neither is told.
export function say_parties(event: Event): string {
  const who = party_words(event.actor);
  const whom = party_words(event.recipient);
  return who && whom ? `${who} → ${whom}` : who || (whom ? `→ ${whom}` : "");
}

export const place_words = (event: Event): string => event.where.map((place) => place.name ?? place.text ?? "").filter(Boolean)[0] ?? "";
