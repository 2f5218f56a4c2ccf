// The report's text with the words of its values in the colours of their questions. Text nodes alone: nothing
// that a report contains is ever markup. The marks are one stop for Tab; the arrow keys go from mark to mark. Where records can
// be changed, words are chosen with the mouse or, on the text itself, with the arrow keys.

import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Report } from "../api/types";
import { Key } from "../parts/bits";
import { question_words, questions, type Value } from "../record/values";
import { key_of } from "../state/keys";
import { span_of_units } from "../text/bytes";
import { cut_into_paragraphs, type Segment } from "../text/segments";
import { stretched, word_beside, type Stretch } from "../text/words";
import type { Bench } from "./bench";
import type { Marking } from "./marking";

const block_tag = (kind: string) => (kind === "headline" ? "h1" : kind === "subheading" || kind === "subhead" ? "h3" : "p");

const chosen_key = "+chosen";
const part_key = (role: string): string => `+part ${role}`;

function mark_class(values: Value[], bench: Bench, is_chosen: boolean): string {
  const is_lit = values.some((value) => bench.lit.has(value.key));
  return `mark q-${values[0]!.question}${is_chosen ? " chosen" : ""}${is_lit ? " lit" : ""}`;
}

interface WordsProps {
  segment: Segment;
  bench: Bench;
  marking?: Marking;
  is_stop: boolean;
}

function Words({ segment, bench, marking, is_stop }: WordsProps) {
  const is_picked = segment.keys.includes(chosen_key) ? " picked" : "";
  const part = segment.keys.find((key) => key.startsWith("+part"))?.slice(6);
  const all = segment.keys.map((key) => bench.by_key.get(key)).filter((value): value is Value => value !== undefined && !bench.hidden.has(value.question));
  if (part) return <span class={`mark chosen new q-${part === "instrument" ? "what" : part}${is_picked}`} data-at={segment.begin}>{segment.text}</span>;
  if (!all.length) return <span class={is_picked.trim()} data-at={segment.begin}>{segment.text}</span>;
  const rank = (value: Value) => (bench.lit.has(value.key) ? 0 : value.event_id === bench.chosen ? 1 : 2);
  const values = [...all].sort((a, b) => rank(a) - rank(b));
  const second = values.find((value) => value.question !== values[0]!.question);
  const label = [...new Set(all.map((value) => question_words[value.question]))].join(", ");
  const is_chosen = !marking?.draft && (!bench.chosen || values.some((value) => value.event_id === bench.chosen));
  const choose = () => (marking?.draft ? marking.choose({ begin: segment.begin, end: segment.begin + segment.text.trimEnd().length }, "keys") : bench.choose_words(values.map((value) => value.key)));
  return (
    <span
      class={`${mark_class(values, bench, is_chosen)}${second ? ` second-${second.question}` : ""}${is_picked}`}
      role="button"
      tabIndex={is_stop ? 0 : -1}
      title={label}
      data-at={segment.begin}
      onClick={() => (getSelection()?.isCollapsed ?? true) && choose()}
      onKeyDown={(event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), choose())}
    >
      {segment.text}
    </span>
  );
}

function step(event: KeyboardEvent): void {
  if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
  const marks = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=button]")];
  const at = marks.indexOf(document.activeElement as HTMLElement);
  const next = marks[at + (event.key === "ArrowRight" ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

// Chromium begins no selection on words that take the focus; so they do not while the pointer is down.
function let_words_be_selected(event: PointerEvent): void {
  const mark = (event.target as Element).closest<HTMLElement>(".mark[tabindex]");
  if (!mark) return;
  const stop = mark.tabIndex;
  mark.removeAttribute("tabindex");
  addEventListener("pointerup", () => (mark.tabIndex = stop), { once: true });
}

// Where keys begin to choose: at the words that are lit, else at the first of the chosen record, else at the first of the text.
function first_place(pane: HTMLElement): Stretch {
  const at = Number(pane.querySelector<HTMLElement>(".lit, .mark.chosen")?.dataset.at ?? 0);
  return { begin: at, end: at };
}

function choose_by_key(event: KeyboardEvent, marking: Marking): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { words, chosen } = marking;
  const from = chosen ?? marking.last ?? first_place(event.currentTarget as HTMLElement);
  const take = (stretch: Stretch | undefined) => {
    event.preventDefault();
    marking.choose(stretch, "keys");
  };
  if (event.key === "Escape" && chosen) return take(undefined);
  if (event.key === "ArrowRight") return take(event.shiftKey && chosen ? stretched(words, chosen, "more") : word_beside(words, from, "after"));
  if (event.key === "ArrowLeft") return take(event.shiftKey && chosen ? stretched(words, chosen, "less") : word_beside(words, from, "before"));
  const role = chosen && questions.find((_, at) => key_of(`question_${at + 1}`) === event.key);
  if (!role) return;
  event.preventDefault();
  marking.give_role(role);
}

interface Props {
  report: Report;
  bench: Bench;
  marking?: Marking;
}

export function TextPane({ report, bench, marking }: Props) {
  const at = useRef<HTMLElement>(null);
  const chosen = marking?.chosen?.by === "keys" ? marking.chosen : undefined;
  const parts = marking?.draft?.parts;
  const marks = useMemo(() => [
    ...bench.values.flatMap((value) => value.spans.map((span) => ({ key: value.key, ...span }))),
    ...(parts ?? []).map(({ role, begin, end }) => ({ key: part_key(role), begin, end })),
    ...(chosen ? [{ key: chosen_key, ...span_of_units(report.text, chosen) }] : []),
  ], [bench.values, parts, chosen?.begin, chosen?.end]);
  const paragraphs = useMemo(() => cut_into_paragraphs(report, marks), [report, marks]);
  useEffect(() => {
    if (bench.from !== "record") return;
    at.current?.querySelector(bench.lit.size ? ".lit" : ".mark.chosen")?.scrollIntoView({ block: "nearest" });
  }, [bench.lit, bench.from, bench.chosen]);
  useEffect(() => at.current?.querySelector(".picked")?.scrollIntoView({ block: "nearest" }), [chosen?.begin, chosen?.end]);
  const keys = (event: KeyboardEvent) => (marking && event.target === event.currentTarget ? choose_by_key(event, marking) : step(event));
  const forget = (event: MouseEvent) => marking?.chosen?.by === "keys" && !(event.target as Element).closest(".mark") && marking.choose(undefined, "keys");
  let has_stop = false;
  return (
    <article
      ref={at}
      class={`text-pane${bench.lit.size && !marking?.draft ? " has-lit" : ""}${marking?.draft ? " is-marking" : ""}`}
      tabIndex={marking ? 0 : undefined}
      onKeyDown={keys}
      onPointerDown={marking && let_words_be_selected}
      onClick={forget}
      aria-label={marking ? "Text of the report: the arrow keys choose words, with Shift several" : "Text of the report"}
    >
      {paragraphs.map(({ kind, repeats, segments }, index) => {
        const Tag = block_tag(kind);
        return (
          <Tag key={index} class={`block ${kind}${repeats ? " repeats" : ""}`} dir="auto">
            {segments.map((segment) => {
              const is_stop = !has_stop && segment.keys.some((key) => bench.by_key.has(key));
              has_stop ||= is_stop;
              return <Words key={segment.begin} segment={segment} bench={bench} marking={marking} is_stop={is_stop} />;
            })}
          </Tag>
        );
      })}
    </article>
  );
}

export const Legend = ({ bench }: { bench: Bench }) => (
  <div class="legend" role="group" aria-label="Colours by question: switch one off or on">
    {questions.map((question, index) => (
      <button key={question} type="button" class={`q-${question}`} aria-pressed={!bench.hidden.has(question)} onClick={() => bench.toggle_question(question)} title={`${question_words[question]}: its key goes through the values, a click hides or shows them`}>
        {question_words[question]} <Key of={`question_${index + 1}`} />
      </button>
    ))}
  </div>
);
