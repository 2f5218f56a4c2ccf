// A story's fields: what was said of each, by which source, in words. Copies of one wire count as one source.

import type { Saying } from "../api/types";
import { say_when } from "../record/when";
import { country_name, open, type_name } from "../record/words";

// A field's value in words, whatever its shape.
export function say_field(value: unknown): string {
  if (value === null || value === undefined) return "not told";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(say_field).join(", ");
  const range = typeof value === "string" ? /^([\d-]*)\/([\d-]*)$/.exec(value) : null;
  if (range) return say_when({ earliest: range[1] || undefined, latest: range[2] || undefined }) || "not told";
  if (typeof value !== "object") return open(String(value));
  const held = value as Record<string, unknown>;
  if ("earliest" in held || "latest" in held) return say_when(held as { earliest?: string; latest?: string });
  if ("low" in held || "high" in held) return held.low === held.high ? String(held.low) : `${String(held.low ?? "?")} to ${String(held.high ?? "?")}`;
  const words = held.name ?? held.text ?? held.speaker;
  return words ? [String(words), held.country && country_name(String(held.country))].filter(Boolean).join(", ") : JSON.stringify(value);
}

// What copies of one wire say stands once, under the first of them.
export interface Source extends Saying {
  copies: Saying[];
}

export interface Group {
  words: string;
  sources: Source[];
  is_agreed: boolean;
}

const say_told = (field: string, value: unknown): string =>
  (field === "event" || field === "type") && typeof value === "string" ? type_name(value) : say_field(value);

const filing = (saying: Saying): string => saying.filed ?? "";

export function by_source(sayings: Saying[], wires: string[][]): Source[] {
  const sources = new Map<string, Source>();
  for (const saying of [...sayings].sort((a, b) => (filing(a) < filing(b) ? -1 : filing(a) > filing(b) ? 1 : 0))) {
    const wire = wires.findIndex((reports) => reports.includes(saying.report));
    const name = wire < 0 ? `${saying.report} ${saying.speaker ?? ""}` : `wire ${wire} ${saying.speaker ?? ""}`;
    const first = sources.get(name);
    if (first && first.report !== saying.report) first.copies.push(saying);
    else if (!first) sources.set(name, { ...saying, copies: [] });
  }
  return [...sources.values()];
}

// What was told of a field, the agreed value first, then what most sources say.
export function grouped(field: string, sayings: Saying[], wires: string[][]): Group[] {
  const groups = new Map<string, Saying[]>();
  for (const saying of sayings) {
    const words = say_told(field, saying.value);
    groups.set(words, [...(groups.get(words) ?? []), saying]);
  }
  return [...groups]
    .map(([words, told]) => ({ words, sources: by_source(told, wires), is_agreed: told.some(({ agreed }) => agreed) }))
    .sort((a, b) => Number(b.is_agreed) - Number(a.is_agreed) || b.sources.length - a.sources.length);
}

const field_order = ["event", "type", "mode", "status", "certainty", "actor", "recipient", "when", "where"];
export const field_rank = (field: string): number => (field_order.includes(field) ? field_order.indexOf(field) : field_order.length);
