// The report's text with the words of its values in the colours of their questions. Text nodes alone: nothing
// that a report contains is ever markup. The marks are one stop for Tab; the arrow keys go from mark to mark.

import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Report } from "../api/types";
import { question_words, questions, type Value } from "../record/values";
import { cut_into_paragraphs, type Segment } from "../text/segments";
import type { Bench } from "./bench";

const block_tag = (kind: string) => (kind === "headline" ? "h1" : kind === "subheading" || kind === "subhead" ? "h3" : "p");

function mark_class(values: Value[], bench: Bench): string {
  const is_chosen = values.some((value) => value.event_id === bench.chosen);
  const is_lit = values.some((value) => bench.lit.has(value.key));
  return `mark q-${values[0]!.question}${is_chosen || !bench.chosen ? " chosen" : ""}${is_lit ? " lit" : ""}`;
}

function Words({ segment, bench, is_stop }: { segment: Segment; bench: Bench; is_stop: boolean }) {
  const all = segment.keys.map((key) => bench.by_key.get(key)).filter((value): value is Value => value !== undefined && !bench.hidden.has(value.question));
  if (!all.length) return <>{segment.text}</>;
  const rank = (value: Value) => (bench.lit.has(value.key) ? 0 : value.event_id === bench.chosen ? 1 : 2);
  const values = [...all].sort((a, b) => rank(a) - rank(b));
  const second = values.find((value) => value.question !== values[0]!.question);
  const label = [...new Set(all.map((value) => question_words[value.question]))].join(", ");
  return (
    <span
      class={`${mark_class(values, bench)}${second ? ` second-${second.question}` : ""}`}
      role="button"
      tabIndex={is_stop ? 0 : -1}
      title={label}
      data-at={segment.begin}
      onClick={() => bench.choose_words(values.map((value) => value.key))}
      onKeyDown={(event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), bench.choose_words(values.map((value) => value.key)))}
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

export function TextPane({ report, bench }: { report: Report; bench: Bench }) {
  const at = useRef<HTMLElement>(null);
  const marks = useMemo(() => bench.values.flatMap((value) => value.spans.map((span) => ({ key: value.key, ...span }))), [bench.values]);
  const paragraphs = useMemo(() => cut_into_paragraphs(report, marks), [report, marks]);
  useEffect(() => {
    if (bench.from !== "record") return;
    at.current?.querySelector(bench.lit.size ? ".lit" : ".mark.chosen")?.scrollIntoView({ block: "nearest" });
  }, [bench.lit, bench.from, bench.chosen]);
  let has_stop = false;
  return (
    <article ref={at} class={bench.lit.size ? "text-pane has-lit" : "text-pane"} onKeyDown={step} aria-label="Text of the report">
      {paragraphs.map(({ kind, repeats, segments }, index) => {
        const Tag = block_tag(kind);
        return (
          <Tag key={index} class={`block ${kind}${repeats ? " repeats" : ""}`} dir="auto">
            {segments.map((segment) => {
              const is_stop = !has_stop && segment.keys.length > 0;
              has_stop ||= is_stop;
              return <Words key={segment.begin} segment={segment} bench={bench} is_stop={is_stop} />;
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
      <button key={question} type="button" class={`q-${question}`} aria-pressed={!bench.hidden.has(question)} onClick={() => bench.toggle_question(question)} title={`${question_words[question]} (key ${index + 1} goes through its values)`}>
        {question_words[question]}
      </button>
    ))}
  </div>
);
