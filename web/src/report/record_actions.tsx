// What a person says of a whole record: accept, reject, dispute, reopen, comment.

import { useState } from "preact/hooks";
import type { Event } from "../api/types";
import { Key } from "../parts/bits";
import { change_event } from "../state/review";
import { question_words, type Value } from "../record/values";
import { write_route } from "../state/url";

interface Props {
  event: Event;
  act: (action: string) => void;
  changed: (event: Event) => void;
  undo: () => void;
}

// How well the event is borne out, as casualty recorders grade it: a person's judgement, apart from the machine's confidence.
const grades: Record<string, string> = {
  confirmed: "the party that did it accepts it", fair: "at least two credible sources agree", weak: "a single source",
  contested: "sources name different parties", discounted: "shown not to be so",
};

export const verdict_words: Record<string, string> = { accept: "Accepted", reject: "Rejected", dispute: "Marked as disputed", reopen: "Open again" };

export function RecordActions({ event, act, changed, undo }: Props) {
  const grade = async (value: string) => {
    const now = await change_event(event.id, { action: "grade", value: value || null });
    if (now) changed(now);
  };
  const state = event.review?.state ?? "machine";
  const is_open = state === "machine" || state === "coded";
  return (
    <div class="record-actions buttons">
      <span class="quiet-words">{state}</span>
      {state !== "reviewed" && <button type="button" onClick={() => act("accept")}>Accept <Key of="accept" /></button>}
      {state !== "rejected" && <button type="button" onClick={() => act("reject")}>Reject <Key of="reject" /></button>}
      {state !== "disputed" && <button type="button" onClick={() => act("dispute")}>Dispute <Key of="dispute" /></button>}
      {!is_open && <button type="button" onClick={() => act("reopen")}>Open again</button>}
      <button type="button" onClick={undo}>Undo <Key of="undo" /></button>
      <label class="grade">Grade <select value={event.review?.grade ?? ""} onChange={(input) => void grade(input.currentTarget.value)}>
        <option value="">none</option>
        {Object.entries(grades).map(([name, meaning]) => <option key={name} value={name}>{name}: {meaning}</option>)}
      </select></label>
      {event.review?.grade && <span class="quiet-words">{grades[event.review.grade]}</span>}
      {event.story && <a class="button" href={write_route({ view: "story", id: event.story, params: {} })}>Story</a>}
    </div>
  );
}

// A comment goes to the value whose words are lit, or to the record as a whole.
export function CommentForm({ event, lit, changed }: { event: Event; lit: Value | undefined; changed: (event: Event) => void }) {
  const label = `Comment on ${lit ? `${question_words[lit.question].toLowerCase()}: ${lit.words}` : "this record"}`;
  const [words, set_words] = useState("");
  const send = async (submit: SubmitEvent) => {
    submit.preventDefault();
    if (!words.trim()) return;
    const now = await change_event(event.id, lit ? { action: "comment", path: lit.path, reason: words.trim() } : { action: "comment", reason: words.trim() });
    if (!now) return;
    set_words("");
    changed(now);
  };
  return (
    <form class="comment-form" onSubmit={(submit) => void send(submit)}>
      <input class="comment-field" type="text" value={words} dir="auto" placeholder={label} aria-label={label} onInput={(input) => set_words(input.currentTarget.value)} onKeyDown={(key) => key.key === "Escape" && key.currentTarget.blur()} />
      <button type="submit">Comment <Key of="comment" /></button>
    </form>
  );
}
