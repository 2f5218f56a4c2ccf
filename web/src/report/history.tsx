// Who changed what, when and why; each change can be undone on its own.

import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";
import type { Edit, Event } from "../api/types";
import { say_moment } from "../record/when";
import { open } from "../record/words";
import { say_count } from "../state/filters";
import { undo } from "../state/review";
import type { Value } from "../record/values";
import { CommentForm } from "./record_actions";

const say_json = (value: unknown): string => {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length ? value.map(say_json).join(", ") : "nothing";
  const held = value as Record<string, unknown>;
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

const say_bulk = ({ action, events }: Bulk): string => `${action}: ${say_count(events.length, "event")} at once`;

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

interface Props {
  event: Event;
  lit: Value | undefined;
  choose: (path: string) => void; // shows the value that an entry is about
  undone: () => void;
}

export function History({ event, lit, choose, undone }: Props) {
  const [edits, set_edits] = useState<Edit[]>([]);
  const [turn, set_turn] = useState(0);
  const count = (event.review?.edits ?? 0) + (event.review?.comments ?? 0);
  useEffect(() => {
    const abort = new AbortController();
    get<{ items: Edit[] }>(`/events/${encodeURIComponent(event.id)}/history`, {}, abort.signal).then(({ items }) => set_edits(items), () => undefined);
    return () => abort.abort();
  }, [event.id, count, event.review?.state, event.review?.updated, turn]);
  const undo_edit = async (id: number) => {
    if (await undo(id)) undone();
  };
  return (
    <section class="history">
      <CommentForm event={event} lit={lit} changed={() => set_turn(turn + 1)} />
      {edits.length > 0 && (
        <details open={edits.length < 12}>
          <summary>{say_count(edits.length, "entry", "entries")} in the log of this record</summary>
          <ol>
            {edits.map((edit) => (
              <li key={edit.id}>
                <b>{edit.who}</b> <time>{say_moment(edit.at)}</time> <bdi>{say_edit(edit)}</bdi>
                {value_path(edit.path) && <button type="button" class="link" onClick={() => choose(value_path(edit.path)!)}>show</button>}
                {edit.reason && edit.action !== "comment" && <em dir="auto"> {edit.reason}</em>}
                {edit.action !== "undo" && (edit.undone_by ? <span class="tag">undone</span> : <button type="button" class="link" onClick={() => void undo_edit(edit.id)}>undo</button>)}
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
