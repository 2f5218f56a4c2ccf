// Who changed what, when and why; each change can be undone on its own.

import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";
import type { Edit, Event } from "../api/types";
import { say_moment } from "../record/when";
import { say_count } from "../state/filters";
import { undo } from "../state/review";
import type { Value } from "../record/values";
import { say_edit, value_path } from "../record/edits";
import { CommentForm } from "./record_actions";

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
