// What is chosen while a report and its records lie side by side: one record, and the values whose words are lit.
// Clicking a value lights its words; clicking words lights every value that
// came from them, and the telling of the event itself where there is no narrower one.

import { useEffect, useMemo, useState } from "preact/hooks";
import type { Event } from "../api/types";
import { questions, values_of, type Question, type Value } from "../record/values";
import { useKeys } from "../state/hooks";

export interface Bench {
  events: Event[];
  values: Value[];
  by_key: Map<string, Value>;
  chosen: string | undefined; // event id
  lit: Set<string>; // value keys
  editing: string | undefined; // value key
  from: "text" | "record"; // where the last choice was made: the other side scrolls
  hidden: Set<Question>;
  choose_event: (id: string | undefined) => void;
  choose_value: (key: string) => void;
  choose_words: (keys: string[]) => void;
  edit: (key: string | undefined) => void;
  toggle_question: (question: Question) => void;
}

interface First {
  event: string | undefined; // id
  path?: string; // of the value whose words are lit
}

export function useBench(events: Event[], first: First, on_choose?: (id: string | undefined, path?: string) => void): Bench {
  const [chosen, set_chosen] = useState<string | undefined>(first.event);
  const [lit, set_lit] = useState<Set<string>>(() => new Set(first.path ? [`${first.event} ${first.path}`] : []));
  const [editing, set_editing] = useState<string>();
  const [from, set_from] = useState<"text" | "record">("record");
  const [hidden, set_hidden] = useState<Set<Question>>(new Set());
  useEffect(() => {
    if (first.event === undefined || first.event === chosen) return; // chosen here, or nothing to follow
    set_chosen(first.event);
    set_lit(new Set(first.path ? [`${first.event} ${first.path}`] : []));
    set_from("record");
  }, [first.event]);
  const values = useMemo(() => events.flatMap(values_of), [events]);
  const by_key = useMemo(() => new Map(values.map((value) => [value.key, value])), [values]);
  const choose_event = (id: string | undefined, path?: string) => {
    set_chosen(id);
    on_choose?.(id, path);
  };
  const light = (keys: string[], side: "text" | "record") => {
    set_lit(new Set(keys));
    set_from(side);
    set_editing(undefined);
  };
  const bench: Bench = {
    events, values, by_key, chosen, lit, editing, from, hidden,
    choose_event: (id) => {
      choose_event(id);
      light([], "record");
    },
    choose_value: (key) => {
      choose_event(by_key.get(key)?.event_id, by_key.get(key)?.path);
      light([key], "record");
    },
    choose_words: (keys) => {
      const owners = keys.map((key) => by_key.get(key)?.event_id).filter(Boolean);
      if (owners.length && !owners.includes(chosen)) choose_event(owners[0]);
      const narrow = keys.filter((key) => !by_key.get(key)?.is_evidence);
      light(narrow.length ? narrow : keys, "text");
    },
    edit: (key) => {
      if (key) {
        set_lit(new Set([key]));
        set_from("record");
      }
      set_editing(key);
    },
    toggle_question: (question) => {
      const next = new Set(hidden);
      if (!next.delete(question)) next.add(question);
      set_hidden(next);
    },
  };
  return bench;
}

// The value of this record whose words are lit, when it is the only one.
export function lit_of(bench: Bench, event: Event): Value | undefined {
  const mine = [...bench.lit].map((key) => bench.by_key.get(key)).filter((value) => value?.event_id === event.id);
  return mine.length === 1 ? mine[0] : undefined;
}

// The keys that a report has wherever it is shown: 1 to 7 go through the values of a question of the chosen record.
export function useBenchKeys(bench: Bench, more: Record<string, () => void>): void {
  const choose = (question: Question) => () => {
    const id = bench.chosen ?? bench.events[0]?.id;
    const keys = bench.values.filter((value) => value.event_id === id && value.question === question).map((value) => value.key);
    if (!keys.length) return document.querySelector<HTMLElement>(`.record.chosen .answers.q-${question} .add`)?.focus();
    const at = keys.findIndex((key) => bench.lit.has(key));
    bench.choose_value(keys[(at + 1) % keys.length]!);
  };
  useKeys({ ...Object.fromEntries(questions.map((question, at) => [`question_${at + 1}`, choose(question)])), ...more });
}
