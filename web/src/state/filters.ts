// The filters that the service takes, in words. They travel in the URL under the service's own names, so that
// `#/desk?type=ASSAULT` and `/api/events?type=ASSAULT` mean the same.

import { say_number } from "../record/figures";
import { say_day } from "../record/when";
import { country_name, open, sector_name, type_name, bare_mode_name, precision_name } from "../record/words";
import type { Question } from "../record/values";

export const filter_words: Record<string, string> = {
  q: "Words", type: "Type", mode: "Mode", context: "Context", status: "Status", certainty: "Certainty", background: "Background",
  state: "Review", actor: "Who", actor_country: "Country of who", actor_sector: "Sector of who", recipient: "To whom",
  recipient_country: "Country of whom", recipient_sector: "Sector of whom", country: "Country", place: "Place", precision: "How exactly", bbox: "Map section",
  from: "From", to: "To", undated: "Undated", what: "Counts", min: "At least", max: "At most", speaker: "Speaker",
  speaker_kind: "Kind of speaker", outlet: "Outlet", report: "Report", story: "Story", min_confidence: "Confidence from",
  max_confidence: "Confidence to", minor: "Minors",
};

export type Filters = Record<string, string>;

export function filters_in(params: Record<string, string>): Filters {
  return Object.fromEntries(Object.entries(params).filter(([key]) => key in filter_words));
}

export interface FacetGroup {
  question: Question | "review";
  words: string;
  facets: { name: string; words: string }[];
}

export const facet_groups: FacetGroup[] = [
  { question: "what", words: "What", facets: [{ name: "type", words: "Type" }, { name: "mode", words: "Mode" }, { name: "status", words: "Did it happen?" }, { name: "certainty", words: "How sure is the report?" }, { name: "background", words: "Background" }, { name: "context", words: "Context" }] },
  { question: "who", words: "Who", facets: [{ name: "actor_sector", words: "Sector" }, { name: "actor_country", words: "Country" }, { name: "actor", words: "Party" }] },
  { question: "whom", words: "To whom", facets: [{ name: "recipient_sector", words: "Sector" }, { name: "recipient_country", words: "Country" }] },
  { question: "where", words: "Where", facets: [{ name: "country", words: "Country" }, { name: "precision", words: "How exactly" }] },
  { question: "how_many", words: "How many", facets: [{ name: "what", words: "Counted" }] },
  { question: "says_who", words: "Says who", facets: [{ name: "speaker_kind", words: "Kind of speaker" }, { name: "speaker", words: "Speaker" }, { name: "outlet", words: "Outlet" }] },
  { question: "review", words: "Review", facets: [{ name: "state", words: "State" }] },
];

export const facet_names = facet_groups.flatMap((group) => group.facets.map((facet) => facet.name));

const place_names = new Map<string, string>();

// Places are filtered by their number in the gazetteer; whoever has seen the name tells it here.
export const tell_place = (geonameid: string, name: string): void => void place_names.set(geonameid, name);

// A filter's value in words: "Turkey" for country TUR.
export function say_value(name: string, value: string): string {
  if (name === "type") return type_name(value);
  if (name === "mode") return bare_mode_name(value);
  if (name.endsWith("country")) return country_name(value);
  if (name.endsWith("sector")) return sector_name(value);
  if (name === "from" || name === "to") return say_day(value);
  if (name === "background") return value === "true" ? "told as background" : "news of the day";
  if (name === "bbox") return "what the map shows";
  if (name === "precision") return precision_name(value);
  if (name === "place") return place_names.get(value) ?? value;
  if (name === "report" || name === "story") return "one alone";
  return open(value);
}

// The words of a search and the map's section are one value, whatever commas they have.
const whole = new Set(["q", "bbox", "from", "to"]);

// A filter's values, parted by commas; one that has a comma itself has it as "\,", as the service takes it.
export function values_in(filters: Filters, name: string): string[] {
  const given = filters[name];
  if (!given) return [];
  return whole.has(name) ? [given] : (given.match(/(?:\\.|[^,\\])+/gs) ?? []).map((value) => value.replace(/\\(.)/gs, "$1"));
}

export const join_values = (values: string[]): string => values.map((value) => value.replace(/[\\,]/g, "\\$&")).join(",");

// The filter without one of its values; undefined when none is left.
export const without = (filters: Filters, name: string, value: string): string | undefined => join_values(values_in(filters, name).filter((one) => one !== value)) || undefined;

// The filter with one value of a list switched on or off; undefined when the list gets empty.
export function toggled(filters: Filters, name: string, value: string): string | undefined {
  const values = values_in(filters, name);
  return values.includes(value) ? without(filters, name, value) : join_values([...values, value]);
}

// "134 events", "1 event": a count never stands without what it counts.
export function say_count(count: number, one: string, many = `${one}s`): string {
  return `${say_number(count)} ${count === 1 ? one : many}`;
}
