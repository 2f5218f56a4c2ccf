// Words that a person chooses in a report's text, with the mouse or with keys, and what becomes of them: a value of the chosen
// record, or a part of an event that the program missed.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Event, ReportLine } from "../api/types";
import type { Question } from "../record/values";
import { span_of_units } from "../text/bytes";
import { whole_words, words_of, type Stretch } from "../text/words";
import { first_draft, type Draft } from "./fields";
import { empty_event, item_at, with_part, type NewEvent, type Role } from "./new_event";

export interface Chosen extends Stretch {
  by: "pointer" | "keys"; // the browser shows what the pointer chose, the text pane what keys chose
}

export interface Marking {
  line: ReportLine;
  words: Stretch[];
  chosen: Chosen | undefined;
  last: Stretch | undefined; // where keys go on from
  choose: (stretch: Stretch | undefined, by: Chosen["by"]) => void;
  draft: NewEvent | undefined;
  set_draft: (draft: NewEvent | undefined) => void;
  begin_event: () => void;
  adding: { question: Question; start: Draft } | undefined; // a value that is being added to the chosen record
  add: (question: Question | undefined) => void;
  give_role: (role: Role) => void; // to the chosen words
}

export const marking_keys = (marking: Marking): Record<string, () => void> => ({ words: () => text_pane()?.focus(), add_event: marking.begin_event });

const text_pane = (): HTMLElement | null => document.querySelector(".text-pane");

// Units of the report's text at a point of the page's selection; nothing outside the text.
function units_at(pane: HTMLElement, node: Node, offset: number): number | undefined {
  if (!pane.contains(node)) return undefined;
  if (node.nodeType === Node.TEXT_NODE) {
    const holder = node.parentElement?.closest<HTMLElement>("[data-at]");
    return holder ? Number(holder.dataset.at) + offset : undefined;
  }
  const point = document.createRange();
  point.setStart(node, offset);
  let reached = 0;
  for (const holder of pane.querySelectorAll<HTMLElement>("[data-at]")) {
    if (point.comparePoint(holder, holder.childNodes.length) > 0) break;
    reached = Number(holder.dataset.at) + (holder.textContent?.length ?? 0);
  }
  return reached;
}

function selected_units(): Stretch | "none" | "elsewhere" {
  const pane = text_pane();
  const selection = getSelection();
  if (!pane || !selection?.rangeCount) return "elsewhere";
  const range = selection.getRangeAt(0);
  const begin = units_at(pane, range.startContainer, range.startOffset);
  const end = units_at(pane, range.endContainer, range.endOffset);
  if (begin === undefined || end === undefined) return "elsewhere";
  return begin < end ? { begin, end } : "none";
}

export function useMarking(line: ReportLine, chosen_event: Event | undefined): Marking {
  const { text } = line.report;
  const words = useRef<{ text: string; list: Stretch[] }>({ text: "", list: [] });
  if (words.current.text !== text) words.current = { text, list: words_of(text) };
  const [chosen, set_chosen] = useState<Chosen>();
  const last = useRef<Stretch | undefined>(undefined);
  const [draft, set_draft] = useState<NewEvent>();
  const [adding, set_adding] = useState<Marking["adding"]>();
  useEffect(() => set_adding(undefined), [chosen_event?.id]);
  const latest = useRef(chosen);
  latest.current = chosen;
  useEffect(() => {
    const follow = () => {
      const units = selected_units();
      if (units === "elsewhere") return;
      const found = units === "none" ? undefined : whole_words(words.current.list, units);
      if (found) set_chosen((before) => (before?.by === "pointer" && before.begin === found.begin && before.end === found.end ? before : { ...found, by: "pointer" }));
      else if (latest.current?.by === "pointer") set_chosen(undefined);
    };
    document.addEventListener("selectionchange", follow);
    return () => document.removeEventListener("selectionchange", follow);
  }, []);
  const choose = (stretch: Stretch | undefined, by: Chosen["by"]) => {
    if (by === "keys") getSelection()?.removeAllRanges();
    if (stretch) last.current = stretch;
    set_chosen(stretch && { ...stretch, by });
  };
  const spent = () => {
    if (chosen) last.current = chosen;
    getSelection()?.removeAllRanges();
    set_chosen(undefined);
  };
  const words_at = (stretch: Stretch): string => text.slice(stretch.begin, stretch.end);
  const add = (question: Question | undefined) => {
    if (question === undefined) return set_adding(undefined);
    const span = chosen && span_of_units(text, chosen);
    const told = span && { ...item_at(question, span, line.answers), ...span, [question === "says_who" ? "speaker" : "text"]: words_at(chosen) };
    set_adding({ question, start: { ...first_draft(question), ...told } });
    spent();
  };
  return {
    line, words: words.current.list, chosen, last: last.current, choose, draft, set_draft, adding, add,
    begin_event: () => {
      set_adding(undefined);
      const span = chosen && span_of_units(text, chosen);
      set_draft(span ? with_part(empty_event, "what", span, words_at(chosen), line.answers) : empty_event);
      if (span) spent();
      text_pane()?.focus();
    },
    give_role: (role) => {
      if (!chosen) return;
      if (draft) set_draft(with_part(draft, role, span_of_units(text, chosen), words_at(chosen), line.answers));
      else if (role === "instrument") return add("what");
      else return add(role);
      spent();
    },
  };
}
