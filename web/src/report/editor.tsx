// Changes one value in place: a form under the value's row, saved with Enter, left with Escape.

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Event, Place } from "../api/types";
import { question_words, type Question, type Value } from "../record/values";
import { modes_of } from "../record/words";
import { change_event } from "../state/review";
import { added_item, changes_between, event_fields, fields_of, held_at, list_of, place_item, shown_fields, trouble_in, type Draft, type Field } from "./fields";
import type { Marking } from "./marking";
import { PlacePicker } from "./place_picker";

interface InputProps {
  field: Field;
  draft: Draft;
  set: (name: string, value: unknown) => void;
}

function NamesInput({ field, draft, set }: InputProps) {
  const chosen = (draft[field.name] as string[] | undefined) ?? [];
  const toggle = (value: string) => set(field.name, chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  if (!field.options?.length) return null;
  return (
    <fieldset class="names">
      <legend>{field.words}</legend>
      {field.options.map(([value, words]) => (
        <label key={value}><input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} /> {words}</label>
      ))}
    </fieldset>
  );
}

export function FieldInput({ field, draft, set }: InputProps) {
  const value = draft[field.name];
  if (field.kind === "names") return <NamesInput field={field} draft={draft} set={set} />;
  if (field.kind === "claim") return <label class="claim"><input type="checkbox" checked={Boolean(value)} onChange={(event) => set(field.name, event.currentTarget.checked)} /> {field.words}</label>;
  const read = (text: string) => set(field.name, field.kind === "number" && text !== "" ? Number(text) : text);
  return (
    <label>
      <span>{field.words}</span>
      {field.kind === "choice" ? (
        <select value={String(value ?? "")} onChange={(event) => read(event.currentTarget.value)}>
          {(!field.must || !value) && <option value="">{field.must ? "choose one" : "unknown"}</option>}
          {field.options!.map(([option, words]) => <option key={option} value={option}>{words}</option>)}
        </select>
      ) : (
        <input type={(field.kind === "day" ? "date" : field.kind) as "text"} value={String(value ?? "")} step={field.kind === "number" ? "any" : undefined} dir={field.kind === "text" ? "auto" : undefined} onInput={(event) => read(event.currentTarget.value)} />
      )}
    </label>
  );
}

interface FormProps {
  title: string;
  question: Question;
  fields: Field[];
  start: Draft;
  place?: Place;
  save: (draft: Draft, reason: string, place: Place | undefined) => Promise<boolean>;
  remove?: (reason: string) => Promise<boolean>;
  close: () => void;
}

function EditForm({ title, question, fields: fixed, start, place, save, remove, close }: FormProps) {
  const at = useRef<HTMLFormElement>(null);
  // What has been typed, and what of it is drawn: Enter may follow a key at once.
  const typed = useRef({ draft: { ...start } as Draft, reason: "", picked: undefined as Place | undefined });
  const [{ draft, reason, picked }, draw] = useState(typed.current);
  const put = (part: Partial<typeof typed.current>) => draw((typed.current = { ...typed.current, ...part }));
  const [trouble, set_trouble] = useState<string>();
  const [is_saving, set_saving] = useState(false);
  useLayoutEffect(() => {
    at.current?.querySelector<HTMLElement>("input, select")?.focus();
    at.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const is_event = question === "what" && "event" in start;
  const fields = is_event ? event_fields(String(draft.event)) : fixed;
  const set = (name: string, value: unknown) => {
    const next: Draft = { ...typed.current.draft, [name]: value };
    if (is_event && name === "event") next.mode = ((next.mode as string[]) ?? []).filter((mode) => modes_of(String(value)).includes(mode));
    put({ draft: next });
  };
  const pick = (one: Place) => {
    const told = typed.current.draft;
    put({ picked: one, draft: { ...told, text: told.text || one.name, precision: one.precision ?? told.precision } });
  };
  const run = async (work: () => Promise<boolean>) => {
    set_saving(true);
    const is_done = await work();
    set_saving(false);
    if (is_done) close();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { draft: told, reason: words, picked: place_told } = typed.current;
    const found = trouble_in(is_event ? event_fields(String(told.event)) : fixed, told);
    set_trouble(found);
    if (!found) void run(() => save(told, words.trim(), place_told));
  };
  return (
    <form ref={at} class={`editor q-${question}`} aria-label={title} onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && (event.stopPropagation(), close())}>
      <div class="fields">
        {question === "where" && <PlacePicker words={String(draft.text ?? "")} place={place} picked={picked} pick={pick} />}
        {shown_fields(fields, draft).map((field) => <FieldInput key={field.name} field={field} draft={draft} set={set} />)}
        <label><span>Why (optional)</span><input type="text" value={reason} onInput={(event) => put({ reason: event.currentTarget.value })} /></label>
      </div>
      {trouble && <p class="failure" role="alert">{trouble}</p>}
      <div class="buttons">
        <button type="submit" class="main" disabled={is_saving}>Save <kbd>↵</kbd></button>
        <button type="button" onClick={close}>Cancel <kbd>Esc</kbd></button>
        {remove && <button type="button" class="danger" disabled={is_saving} onClick={() => void run(() => remove(reason.trim()))}>Remove</button>}
      </div>
    </form>
  );
}

export function Editor({ value, event, changed, close }: { value: Value; event: Event; changed: (event: Event) => void; close: () => void }) {
  const before = held_at(event, value.path);
  const save = async (draft: Draft, reason: string, place: Place | undefined) => {
    const words = reason ? { reason } : {};
    const fields = value.path === "event" ? event_fields(String(draft.event)) : fields_of(value);
    const changes = place ? [{ action: "set", path: value.path, value: place_item(place, draft), ...words }] : changes_between(value.path, fields, before, draft, reason);
    for (const change of changes) {
      const now = await change_event(event.id, change);
      if (!now) return false;
      changed(now);
    }
    return true;
  };
  const remove = async (reason: string) => {
    const now = await change_event(event.id, value.path === "when" ? { action: "set", path: "when", value: null, reason } : { action: "remove_item", path: value.path, reason });
    if (now) changed(now);
    return now !== null;
  };
  return (
    <EditForm
      title={`Edit ${question_words[value.question]}`}
      question={value.question}
      fields={fields_of(value)}
      start={before}
      place={value.question === "where" ? (before as Place) : undefined}
      save={save}
      remove={value.path === "event" ? undefined : remove}
      close={close}
    />
  );
}

interface AddProps {
  question: Question;
  event: Event;
  marking: Marking;
  changed: (event: Event) => void;
}

// A value that the record lacks, from the words chosen in the text where there are some.
export function AddValue({ question, event, marking, changed }: AddProps) {
  const label = question === "what" ? "Add with what" : `Add ${question_words[question]}`;
  if (marking.adding?.question !== question) return <button type="button" class="quiet icon add" onClick={() => marking.add(question)} aria-label={label} title={label}>+</button>;
  const { start } = marking.adding;
  const save = async (draft: Draft, reason: string, place: Place | undefined) => {
    const value = added_item(question, start, draft, place);
    const change = question === "when" ? { action: "set", path: "when", value } : { action: "add_item", path: list_of(question), value };
    const now = await change_event(event.id, reason ? { ...change, reason } : change);
    if (now) changed(now);
    return now !== null;
  };
  return <EditForm title={label} question={question} fields={fields_of({ question, path: list_of(question) })} start={start} place={question === "where" && start.lat !== undefined ? (start as Place) : undefined} save={save} close={() => marking.add(undefined)} />;
}
