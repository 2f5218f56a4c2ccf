// Tells an event that the program missed: its type, and under each role the words of the text that were given it.

import { useRef, useState } from "preact/hooks";
import type { Event, Place } from "../api/types";
import { Key } from "../parts/bits";
import { in_tree_order } from "../record/parts";
import { question_words, values_of, say_parties, type Value } from "../record/values";
import { modes_of } from "../record/words";
import { say_done } from "../state/notices";
import { add_event, undo } from "../state/review";
import { FieldInput } from "./editor";
import { event_fields, fields_of, place_item, shown_fields, type Draft, type Field } from "./fields";
import type { Marking } from "./marking";
import { as_event, record_of, role_words, roles, trouble_with, type NewEvent, type Part } from "./new_event";
import { PlacePicker } from "./place_picker";

// Its words are those marked in the text.
const fields_beside = (part: Part): Field[] =>
  part.role === "what" || part.role === "instrument" ? [] : fields_of({ question: part.role, path: "" }).filter(({ name }) => name !== "text" && name !== "speaker");

// Open where the words alone do not say enough.
const is_thin = ({ role, item }: Part): boolean =>
  (role === "when" && !item.earliest && !item.latest) || (role === "where" && item.lat === undefined) || (role === "how_many" && (item.value === undefined || item.what === "other"));

interface PartProps {
  part: Part;
  value: Value | undefined;
  set: (item: Draft) => void;
  remove: () => void;
}

function PartRow({ part, value, set, remove }: PartProps) {
  const fields = fields_beside(part);
  const [is_open] = useState(() => is_thin(part));
  const detail = [value?.words !== part.text && value?.words, value?.detail].filter(Boolean).join(" · ");
  const label = role_words(part.role, question_words);
  const words = <><b>{label}</b> <bdi dir="auto">{part.text}</bdi></>;
  return (
    <li class={`new-part q-${part.role === "instrument" ? "what" : part.role}`}>
      {fields.length ? (
        <details open={is_open}>
          <summary>{words} {detail && <small><bdi>{detail}</bdi></small>}</summary>
          <div class="fields">
            {part.role === "where" && <PlacePicker words={part.text} place={part.item as Place} picked={part.item as Place} pick={(place) => set({ ...part.item, ...place_item(place, { precision: place.precision ?? part.item.precision }) })} />}
            {shown_fields(fields, part.item).map((field) => <FieldInput key={field.name} field={field} draft={part.item} set={(name, given) => set({ ...part.item, [name]: given })} />)}
          </div>
        </details>
      ) : <p>{words}</p>}
      <button type="button" class="quiet icon" aria-label={`Take away: ${label}: ${part.text}`} title="Take away" onClick={remove}>✕</button>
    </li>
  );
}

interface Props {
  marking: Marking;
  events: Event[];
  added: (event: Event) => void;
  taken_back: () => void;
}

export function NewEventPane({ marking, events, added, taken_back }: Props) {
  const draft = marking.draft!;
  const at = useRef<HTMLFormElement>(null);
  const [reason, set_reason] = useState("");
  const [trouble, set_trouble] = useState<string>();
  const [is_saving, set_saving] = useState(false);
  const put = (changes: Partial<NewEvent>) => (set_trouble(undefined), marking.set_draft({ ...draft, ...changes }));
  const set_field = (name: string, value: unknown) =>
    put(name === "event" ? { event: String(value), mode: draft.mode.filter((mode) => modes_of(String(value)).includes(mode)) } : { [name]: value });
  const values = values_of(as_event(draft, "draft"));
  const value_of = (part: Part) => values.find((value) => value.question === part.role && value.spans.some(({ begin, end }) => begin === part.begin && end === part.end));
  const sorted = [...draft.parts].sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.begin - b.begin);
  const save = async (event?: SubmitEvent) => {
    event?.preventDefault();
    const found = trouble_with(draft);
    set_trouble(found);
    if (found) return;
    set_saving(true);
    const done = await add_event(marking.line.report.id!, record_of(draft), reason.trim());
    set_saving(false);
    if (!done) return;
    marking.set_draft(undefined);
    say_done("The event is added", () => void undo(done.edit.id).then((events_now) => events_now && taken_back()));
    added(done.event);
  };
  return (
    <form ref={at} class="new-event" aria-label="A missed event" onSubmit={(event) => void save(event)} onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && (event.preventDefault(), void save())}>
      <h2>A missed event</h2>
      <p class="quiet-words">Choose words in the text, with the mouse or with <kbd>←</kbd> <kbd>→</kbd> and Shift, and say what they tell: <Key of="question_1" /> to <Key of="question_7" /> or the buttons below the text.</p>
      <ol class="new-parts">
        {sorted.map((part) => (
          <PartRow key={`${part.role} ${part.begin} ${part.end}`} part={part} value={value_of(part)} set={(item) => put({ parts: draft.parts.map((one) => (one === part ? { ...part, item } : one)) })} remove={() => put({ parts: draft.parts.filter((one) => one !== part) })} />
        ))}
        {!sorted.length && <li class="quiet-words">No words yet.</li>}
      </ol>
      <div class="fields q-what">
        {event_fields(draft.event).map((field) => <FieldInput key={field.name} field={field} draft={draft as unknown as Draft} set={set_field} />)}
        {events.length > 0 && (
          <label><span>Part of</span>
            <select value={draft.part_of} onChange={(event) => put({ part_of: event.currentTarget.value })}>
              <option value="">no other event</option>
              {in_tree_order(events).map(({ event, number }) => <option key={event.id} value={event.id}>{number} {say_parties(event) || event.event}</option>)}
            </select>
          </label>
        )}
        <label><span>Why (optional)</span><input type="text" value={reason} onInput={(event) => set_reason(event.currentTarget.value)} /></label>
      </div>
      {trouble && <p class="failure" role="alert">{trouble}</p>}
      <div class="buttons">
        <button type="submit" class="main" disabled={is_saving}>Add the event <kbd>Ctrl ↵</kbd></button>
        <button type="button" onClick={() => marking.set_draft(undefined)}>Cancel</button>
      </div>
    </form>
  );
}

export const AddEventButton = ({ marking }: { marking: Marking }) => <button type="button" class="quiet" onClick={marking.begin_event}>Add a missed event <Key of="add_event" /></button>;
