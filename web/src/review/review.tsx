// Review: the records that need a person most come first. One key accepts and goes on; everything can be undone.

import { useMemo, useState } from "preact/hooks";
import { get } from "../api/client";
import type { Event, Page, ReportLine } from "../api/types";
import { FilterChips } from "../desk/desk";
import { Cautions, Empty, EventName, Failure, Key, Loading, StateBadge } from "../parts/bits";
import { say_parties } from "../record/values";
import { lit_of, useBench, useBenchKeys } from "../report/bench";
import { History } from "../report/history";
import { RecordPane } from "../report/record_pane";
import { ReportHead, report_id_of } from "../report/report";
import { Legend, TextPane } from "../report/text_pane";
import { filters_in, say_count } from "../state/filters";
import { useKeys, useLoad } from "../state/hooks";
import { go_to, type Route, with_params, write_route } from "../state/url";
import { BulkDialog } from "./bulk";
import { useQueue } from "./queue";

const page_size = 40;

interface WorkProps {
  event: Event;
  act: (action: string) => void;
  changed: (event: Event) => void;
  undone: () => void;
}

// The report of the record in hand, with that record alone open.
function Work({ event, act, changed, undone }: WorkProps) {
  const id = report_id_of(event);
  const loaded = useLoad<ReportLine>(`report ${id}`, (signal) => get(`/reports/${encodeURIComponent(id)}`, {}, signal));
  const line = loaded.value && report_id_of({ ...event, report_id: loaded.value.report.id ?? id }) === id ? loaded.value : undefined;
  const events = useMemo(() => (line ? line.events.map((one) => (one.id === event.id ? event : one)) : [event]), [line, event]);
  const bench = useBench(events, { event: event.id });
  useBenchKeys(bench, {
    edit: () => bench.edit([...bench.lit][0] ?? `${event.id} event`),
    comment: () => document.querySelector<HTMLInputElement>(".comment-field")?.focus(),
  });
  if (!line) return <><Loading is_loading={loaded.is_loading} /><Failure error={loaded.error} retry={loaded.reload} /></>;
  return (
    <div class="report-view">
      <section class="text-side">
        <h2 class="work-title"><a href={write_route({ view: "report", id, params: { event: event.id } })} dir="auto">{line.report.headline ?? line.report.source_id}</a></h2>
        <ReportHead line={line} />
        <Legend bench={bench} />
        <TextPane report={line.report} bench={bench} />
      </section>
      <section class="record-side" aria-label="Record in hand">
        <div class="verdicts buttons">
          <button type="button" class="main" onClick={() => act("accept")}>Accept <Key of="accept" /></button>
          <button type="button" onClick={() => act("reject")}>Reject <Key of="reject" /></button>
          <button type="button" onClick={() => act("dispute")}>Dispute <Key of="dispute" /></button>
          <button type="button" onClick={() => act("skip")}>Skip <Key of="skip" /></button>
          <button type="button" onClick={() => bench.edit([...bench.lit][0] ?? `${event.id} event`)}>Edit <Key of="edit" /></button>
          <button type="button" onClick={undone}>Undo <Key of="undo" /></button>
        </div>
        <RecordPane bench={bench} editing={{ changed }} actions={(one) => one.id === event.id && <History event={one} lit={lit_of(bench, one)} choose={(path) => bench.choose_value(`${one.id} ${path}`)} undone={loaded.reload} />} />
      </section>
    </div>
  );
}

export function ReviewView({ route }: { route: Route }) {
  const filters = filters_in(route.params);
  const question = JSON.stringify(filters);
  const loaded = useLoad<Page<Event>>(`queue ${question}`, (signal) => get("/review/queue", { ...filters, limit: page_size }, signal));
  const { queue, at, finished, put, act, undo_last, go_back, go_to_row } = useQueue(loaded);
  const [is_bulk, set_bulk] = useState(false);
  const open_count = loaded.value?.total ?? queue.length;
  const event = queue[at];
  useKeys({
    accept: () => act("accept"), reject: () => act("reject"), dispute: () => act("dispute"), skip: () => act("skip"), next: () => act("skip"),
    back: go_back, previous: go_back, undo: undo_last,
  });
  const change = (changes: Record<string, string | undefined>) => go_to(with_params(route, changes));
  return (
    <div class="review">
      <Loading is_loading={loaded.is_loading} />
      <aside class="queue" aria-label="Queue">
        <div class="queue-head">
          <h1>Review</h1>
          <p class="count">{say_count(Math.max(0, open_count - finished), "event")} to look at, most doubtful first</p>
          <progress max={Math.max(1, open_count)} value={finished} aria-label="Done in this sitting" />
          <div class="buttons">
            <label>State <select value={filters.state ?? ""} onChange={(input) => change({ state: input.currentTarget.value })}><option value="">open ones</option><option value="machine">machine</option><option value="coded">coded</option><option value="disputed">disputed</option></select></label>
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
        {event ? <Work key={report_id_of(event) + event.id} event={event} act={act} changed={put} undone={undo_last} /> : loaded.value && !loaded.is_loading && <Empty>Nothing is waiting for review{Object.keys(filters).length ? " with these filters" : ""}.</Empty>}
      </div>
      {is_bulk && <BulkDialog filters={filters} on_close={() => set_bulk(false)} done={loaded.reload} />}
    </div>
  );
}
