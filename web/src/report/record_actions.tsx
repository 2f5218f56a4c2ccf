// What a person says of a whole record: accept, reject, dispute, reopen, comment.

import { useState } from "preact/hooks";
import type { Event } from "../api/types";
import { Key } from "../parts/bits";
import { say_done } from "../state/notices";
import { change_event } from "../state/review";
import { write_route } from "../state/url";

interface Props {
  event: Event;
  changed: (event: Event) => void;
  undo: () => void;
}

const state_words: Record<string, string> = { accept: "Accepted", reject: "Rejected", dispute: "Marked as disputed", reopen: "Open again" };

export function RecordActions({ event, changed, undo }: Props) {
  const act = async (action: string) => {
    const now = await change_event(event.id, { action });
    if (!now) return;
    changed(now);
    say_done(state_words[action]!, undo);
  };
  const state = event.review?.state ?? "machine";
  const is_open = state === "machine" || state === "coded";
  return (
    <div class="record-actions buttons">
      {state !== "reviewed" && <button type="button" onClick={() => void act("accept")}>Accept</button>}
      {state !== "rejected" && <button type="button" onClick={() => void act("reject")}>Reject</button>}
      {state !== "disputed" && <button type="button" onClick={() => void act("dispute")}>Dispute</button>}
      {!is_open && <button type="button" onClick={() => void act("reopen")}>Open again</button>}
      <button type="button" onClick={undo}>Undo <Key of="undo" /></button>
      {event.story && <a class="button" href={write_route({ view: "story", id: event.story, params: {} })}>Story</a>}
    </div>
  );
}

export function CommentForm({ event, path, changed }: { event: Event; path?: string; changed: (event: Event) => void }) {
  const [words, set_words] = useState("");
  const send = async (submit: SubmitEvent) => {
    submit.preventDefault();
    if (!words.trim()) return;
    const now = await change_event(event.id, path ? { action: "comment", path, reason: words.trim() } : { action: "comment", reason: words.trim() });
    if (!now) return;
    set_words("");
    changed(now);
  };
  return (
    <form class="comment-form" onSubmit={(submit) => void send(submit)}>
      <input class="comment-field" type="text" value={words} dir="auto" placeholder="Comment on this record" aria-label="Comment on this record" onInput={(input) => set_words(input.currentTarget.value)} onKeyDown={(key) => key.key === "Escape" && key.currentTarget.blur()} />
      <button type="submit">Comment <Key of="comment" /></button>
    </form>
  );
}
