// Review: the records that need a person most come first. One key accepts and goes on; everything can be undone.

import { useEffect, useMemo, useState } from "preact/hooks";
import { get } from "../api/client";
import type { Event, Page, ReportLine } from "../api/types";
import { FilterChips } from "../desk/desk";
import { Cautions, Empty, EventName, Failure, Key, Loading, StateBadge } from "../parts/bits";
import { number_of } from "../record/parts";
import { say_parties } from "../record/values";
import { lit_of, useBench, useBenchKeys } from "../report/bench";
import { History } from "../report/history";
import { marking_keys, useMarking } from "../report/marking";
import { AddEventButton, NewEventPane } from "../report/new_event_pane";
import { can_add, RecordPane } from "../report/record_pane";
import { ReportHead, report_id_of } from "../report/report";
import { Legend, TextPane } from "../report/text_pane";
import { WordsBar } from "../report/words_bar";
import { filters_in, say_count } from "../state/filters";
import { useInView, useKeys, useLoad } from "../state/hooks";
import { current_route, go_to, type Route, with_params, write_route } from "../state/url";
import { BulkDialog } from "./bulk";
import { useQueue } from "./queue";

const page_size = 40;

interface WorkProps {
  event: Event;
  act: (action: string) => void;
  changed: (event: Event) => void;
  undone: () => void;
  back: () => void;
}

const verdict_buttons: Record<string, string> = { accept: "Accept", reject: "Reject", dispute: "Dispute", skip: "Skip", back: "Back", edit: "Edit", comment: "Comment", undo: "Undo" };

// The report of the record in hand.
function Work(props: WorkProps) {
  const id = report_id_of(props.event);
  const loaded = useLoad<ReportLine>(`report ${id}`, (signal) => get(`/reports/${encodeURIComponent(id)}`, {}, signal));
  if (!loaded.value) return <><Loading is_loading={loaded.is_loading} /><Failure error={loaded.error} retry={loaded.reload} /></>;
  return <WorkBench {...props} line={loaded.value} reload={loaded.reload} />;
}

// That record alone open, with its verdict at one key each.
function WorkBench({ event, act, changed, undone, back, line, reload }: WorkProps & { line: ReportLine; reload: () => void }) {
  const events = useMemo(() => line.events.map((one) => (one.id === event.id ? event : one)), [line, event]);
  const bench = useBench(events, { event: event.id });
  const marking = useMarking(line, event);
  const edit = () => bench.edit([...bench.lit][0] ?? `${event.id} event`);
  const comment = () => document.querySelector<HTMLInputElement>(".comment-field")?.focus();
  useBenchKeys(bench, { edit, comment, ...marking_keys(marking) });
  const verdicts: [string, () => void][] = [
    ["accept", () => act("accept")], ["reject", () => act("reject")], ["dispute", () => act("dispute")], ["skip", () => act("skip")],
    ["back", back], ["edit", edit], ["comment", comment], ["undo", undone],
  ];
  return (
    <div class="report-view">
      <section class="text-side">
        <h2 class="work-title"><a href={write_route({ view: "report", id: report_id_of(event), params: { event: event.id } })} dir="auto">{line.report.headline ?? line.report.source_id}</a></h2>
        <ReportHead line={line} />
        <Legend bench={bench} />
        <TextPane report={line.report} bench={bench} marking={marking} />
        <WordsBar marking={marking} number={number_of(event, events)} can_add={(question) => can_add(event, question)} />
      </section>
      <section class="record-side" aria-label="Record in hand">
        {marking.draft ? (
          <NewEventPane marking={marking} events={events} added={reload} taken_back={reload} />
        ) : (
          <>
            <div class="verdicts buttons">
              {verdicts.map(([id, work]) => <button key={id} type="button" class={id === "accept" ? "main" : ""} onClick={work}>{verdict_buttons[id]} <Key of={id} /></button>)}
              <AddEventButton marking={marking} />
            </div>
            <RecordPane bench={bench} editing={{ changed, marking }} after={(one) => one.id === event.id && <History event={one} lit={lit_of(bench, one)} choose={(path) => bench.choose_value(`${one.id} ${path}`)} undone={reload} />} />
          </>
        )}
      </section>
    </div>
  );
}

export function ReviewView({ route }: { route: Route }) {
  const filters = filters_in(route.params);
  const question = JSON.stringify(filters);
  const loaded = useLoad<Page<Event>>(`queue ${question}`, (signal) => get("/review/queue", { ...filters, limit: page_size }, signal));
  const { queue, at, finished, put, act, undo_last, go_back, go_to_row } = useQueue(loaded, route.params.sel);
  const [is_bulk, set_bulk] = useState(false);
  const open_count = loaded.value?.total ?? queue.length;
  const event = queue[at];
  useEffect(() => {
    const here = current_route();
    if (event && here.view === "review") go_to(with_params(here, { sel: event.id }), "replace");
  }, [event?.id]);
  useKeys({
    accept: () => act("accept"), reject: () => act("reject"), dispute: () => act("dispute"), skip: () => act("skip"), next: () => act("skip"),
    back: go_back, previous: go_back, undo: undo_last,
  });
  useInView(".queue li.at", event?.id);
  const change = (changes: Record<string, string | undefined>) => go_to(with_params(route, { sel: undefined, ...changes }));
  return (
    <div class="review">
      <Loading is_loading={loaded.is_loading} />
      <aside class="queue" aria-label="Queue">
        <div class="queue-head">
          <h1>Review</h1>
          <p class="count"><b>{say_count(Math.max(0, open_count - finished), "event")}</b> to look at, most doubtful first{finished > 0 && `; ${finished} done`}</p>
          <progress max={Math.max(1, open_count)} value={finished} aria-label="Done in this sitting" />
          <div class="buttons">
            <label>State <select value={filters.state ?? ""} onChange={(input) => change({ state: input.currentTarget.value })}><option value="">open ones</option><option value="machine">machine</option><option value="coded">coded</option><option value="disputed">disputed</option><option value="reviewed">reviewed, to look again</option><option value="rejected">rejected, to look again</option></select></label>
            <button type="button" onClick={() => set_bulk(true)}>Several at once…</button>
          </div>
          <FilterChips filters={filters} change={change} />
        </div>
        <ol>
          {queue.map((one, index) => (
            <li key={one.id} class={index === at ? "at" : ""}>
              <button type="button" aria-current={index === at ? "true" : undefined} onClick={() => go_to_row(index)}>
                <span class="line"><EventName event={one} /><Cautions event={one} /><StateBadge state={one.review?.state} /></span>
                <bdi class="parties">{say_parties(one) || one.headline}</bdi>
                {one.doubt !== undefined && <span class="doubt" title={`Doubt ${Math.round(one.doubt * 100)} of 100`}><span style={{ width: `${Math.round(one.doubt * 100)}%` }} /></span>}
              </button>
            </li>
          ))}
        </ol>
      </aside>
      <div class="work">
        <Failure error={loaded.error} retry={loaded.reload} />
        {event ? <Work key={report_id_of(event) + event.id} event={event} act={act} changed={put} undone={undo_last} back={go_back} /> : loaded.value && !loaded.is_loading && <Empty>Nothing is waiting for review{Object.keys(filters).length ? " with these filters" : ""}.</Empty>}
      </div>
      {is_bulk && <BulkDialog filters={filters} on_close={() => set_bulk(false)} done={loaded.reload} />}
    </div>
  );
}
