// The records beside the text: parts under their wholes, the chosen one open with every value under its question.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Event } from "../api/types";
import { Cautions, Confidence, EventName, StateBadge } from "../parts/bits";
import { in_tree_order, whole_of, with_parts } from "../record/parts";
import { say_amount, say_sum, say_sums, tree_of_figures, type FigureNode } from "../record/figures";
import { place_words, question_words, questions, say_parties, type Question, type Value } from "../record/values";
import { say_when } from "../record/when";
import { open } from "../record/words";
import type { Bench } from "./bench";
import { AddValue, Editor } from "./editor";
import type { Marking } from "./marking";

export interface Editing {
  marking: Marking;
  changed: (event: Event) => void;
}

// Whether a value can be added under the question: an event has one time and one type; what is added to the type is the means.
export const can_add = (event: Event, question: Question): boolean => question !== "when" || !event.when;

function ValueRow({ value, bench, event, editing }: { value: Value; bench: Bench; event: Event; editing?: Editing }) {
  const at = useRef<HTMLDivElement>(null);
  const is_lit = bench.lit.has(value.key);
  useEffect(() => {
    if (is_lit && bench.from === "text") at.current?.scrollIntoView({ block: "nearest" });
  }, [is_lit, bench.lit]);
  if (bench.editing === value.key && editing) return <Editor value={value} event={event} changed={editing.changed} close={() => bench.edit(undefined)} />;
  return (
    <div ref={at} class={`value${is_lit ? " lit" : ""}`}>
      <button type="button" class="value-words" aria-pressed={is_lit} title={value.because && `Because: ${value.because}`} onClick={() => bench.choose_value(value.key)}>
        <bdi class="words">{value.words || "—"}</bdi>
        {value.marks.map((mark) => <span key={mark} class={`tag ${mark}`}>{mark}</span>)}
        {value.is_inferred && <span class="tag inferred" title={value.because}>~ inferred</span>}
        {!value.spans.length && !value.is_inferred && !value.is_edited && <span class="tag inferred">no words of its own</span>}
        {value.is_edited && <span class="tag edited">changed by a person</span>}
        {value.detail && <span class="detail"><bdi>{value.detail}</bdi></span>}
      </button>
      {editing && <button type="button" class="quiet icon pencil" aria-label={`Edit ${question_words[value.question]}: ${value.words}`} title="Edit" onClick={() => bench.edit(value.key)}>✎</button>}
    </div>
  );
}

function FigureTree({ nodes, bench, depth = 0 }: { nodes: FigureNode[]; bench: Bench; depth?: number }) {
  return (
    <ul class={depth ? "figures part" : "figures"}>
      {nodes.map((node) => {
        const { figure, event } = node;
        const key = `${event.id} how_many/${figure.id}`;
        const sum = say_sum(node);
        const of = depth ? (figure.subgroup ?? (place_words(event) || figure.unit)) : figure.unit;
        return (
          <li key={key}>
            <button type="button" class={bench.lit.has(key) ? "lit" : ""} aria-pressed={bench.lit.has(key)} onClick={() => bench.choose_value(key)}>
              <span class="amount">{say_amount(figure)}</span> <bdi>{[depth ? "" : open(figure.what ?? ""), of].filter(Boolean).join(", ")}</bdi>
              {figure.says_who?.speaker && <small> says {figure.says_who.speaker}</small>}
            </button>
            {node.parts.length > 0 && <FigureTree nodes={node.parts} bench={bench} depth={depth + 1} />}
            {sum && <p class={`sum ${sum.verdict}`}>{sum.verdict === "above" ? "⚠ " : "= "}{sum.words}</p>}
          </li>
        );
      })}
    </ul>
  );
}

function PartsAndWholes({ event, bench }: { event: Event; bench: Bench }) {
  const larger = whole_of(event, bench.events);
  const nodes = tree_of_figures(with_parts(event, bench.events)).filter((node) => node.parts.length > 0);
  const sums = say_sums(event.sums);
  if (!nodes.length && !sums && !larger) return null;
  return (
    <section class="parts">
      <h4>Parts and whole</h4>
      {larger && <p>A part of <button type="button" class="link" onClick={() => bench.choose_event(larger.id)}><EventName event={larger} /> {say_parties(larger)}</button></p>}
      {nodes.length > 0 && <FigureTree nodes={nodes} bench={bench} />}
      {sums && <p class={sums.is_conflict ? "sum above" : "sum"}>{sums.words}</p>}
    </section>
  );
}

export function OpenRecord({ event, bench, editing }: { event: Event; bench: Bench; editing?: Editing }) {
  const values = bench.values.filter((value) => value.event_id === event.id);
  return (
    <div class="record-values">
      {questions.map((question) => {
        const mine = values.filter((value) => value.question === question);
        return (
          <div key={question} class={`answers q-${question}`}>
            <h4>{question_words[question]}</h4>
            {editing && can_add(event, question) && <AddValue question={question} event={event} {...editing} />}
            <div class="answer-list">
              {mine.map((value) => <ValueRow key={value.key} value={value} bench={bench} event={event} editing={editing} />)}
              {!mine.length && <p class="untold">not told</p>}
            </div>
          </div>
        );
      })}
      <PartsAndWholes event={event} bench={bench} />
      {event.context.length > 0 && <p class="context">Context: {event.context.map(open).join(", ")}</p>}
    </div>
  );
}

const summary_of = (event: Event): string =>
  [say_parties(event), say_when(event.when), place_words(event), event.how_many[0] && `${open(event.how_many[0].what ?? "")} ${say_amount(event.how_many[0])}`].filter(Boolean).join(" · ");

interface PaneProps {
  bench: Bench;
  editing?: Editing;
  verdict?: (event: Event) => ComponentChildren; // what is said of the record as a whole
  after?: (event: Event) => ComponentChildren; // below its values
}

export function RecordPane({ bench, editing, verdict, after }: PaneProps) {
  const at = useRef<HTMLDivElement>(null);
  useEffect(() => at.current?.querySelector(".record.chosen")?.scrollIntoView({ block: "start" }), []);
  useEffect(() => {
    if (bench.from === "text" && !bench.lit.size) at.current?.querySelector(".record.chosen")?.scrollIntoView({ block: "nearest" });
  }, [bench.chosen]);
  return (
    <div ref={at} class="record-pane">
      {in_tree_order(bench.events).map(({ event, number, depth }) => {
        const is_open = event.id === bench.chosen;
        return (
          <section key={event.id} class={`record depth-${Math.min(depth, 3)}${is_open ? " chosen" : ""}${event.background ? " is-background" : ""}${event.review?.state === "rejected" ? " is-rejected" : ""}`} aria-label={`Record ${number}`}>
            <button type="button" class="record-head" aria-expanded={is_open} onClick={() => bench.choose_event(is_open ? undefined : event.id)}>
              <span class="number">{number}</span>
              <EventName event={event} />
              <Cautions event={event} />
              <StateBadge state={event.review?.state} />
              {event.review?.gone && <span class="tag" title="The newest reading of the report does not find it; it stays because people have worked on it">not in the newest reading</span>}
              {event.review?.added ? <span class="tag edited">added by a person</span> : <Confidence value={event.confidence} />}
              {!is_open && <bdi class="summary">{summary_of(event)}</bdi>}
            </button>
            {is_open && verdict?.(event)}
            {is_open && <OpenRecord event={event} bench={bench} editing={editing} />}
            {is_open && after?.(event)}
          </section>
        );
      })}
      {!bench.events.length && <p class="empty">No event in this report: nothing that somebody does to somebody at a place and a time was found.</p>}
    </div>
  );
}
