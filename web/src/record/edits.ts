// What a person did, in words, and which value it is about.

import type { Edit } from "../api/types";
import { country_name, open } from "./words";

const say_json = (value: unknown): string => {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length ? value.map(say_json).join(", ") : "nothing";
  const held = value as Record<string, unknown>;
  if (held.geonameid) return [held.name, held.admin1 !== held.name && held.admin1, country_name(String(held.country ?? ""))].filter(Boolean).join(", ");
  return String(held.text ?? held.speaker ?? held.name ?? JSON.stringify(value));
};

// The path of the value that a field belongs to: "actor/0" for "actor/0/country", "event" for "mode"; nothing for other fields.
export function value_path(path: string | undefined): string | undefined {
  const [field, item] = (path ?? "").split("/");
  if (["actor", "recipient", "where", "how_many", "says_who", "instrument"].includes(field!)) return item ? `${field}/${item}` : undefined;
  if (field === "when") return "when";
  return ["event", "mode", "status", "certainty", "background"].includes(field!) ? "event" : undefined;
}

interface Bulk {
  action: string;
  events: string[];
}

const say_bulk = ({ action, events }: Bulk): string => `${action}: ${events.length === 1 ? "1 event" : `${events.length} events`} at once`;

// "how many/f1/value: 12 → 14" for a correction, the words of a comment, otherwise the action.
export function say_edit(edit: Edit): string {
  if (edit.action === "set") return `${open(edit.path ?? "")}: ${say_json(edit.old ?? edit.old_value)} → ${say_json(edit.value)}`;
  if (edit.action === "comment") return `“${edit.reason ?? say_json(edit.value)}”${edit.path ? ` (on ${open(edit.path)})` : ""}`;
  if (edit.action === "add_item") return `added to ${open(edit.path ?? "")}: ${say_json(edit.value)}`;
  if (edit.action === "remove_item") return `removed ${open(edit.path ?? "")}: ${say_json(edit.old ?? edit.old_value)}`;
  if (edit.action === "bulk") return say_bulk(edit.value as Bulk);
  if (edit.action === "add_event") return "added an event that the program missed";
  if (edit.action === "unmask_export") return "exported with names unmasked";
  if (edit.action === "grade") return edit.value ? `graded ${say_json(edit.value)}` : "took the grade away";
  if (edit.action === "undo") return `undid change ${say_json(edit.value)}`;
  return open(edit.action);
}
