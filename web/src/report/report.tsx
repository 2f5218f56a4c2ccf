// One report and its records side by side.

import { useMemo } from "preact/hooks";
import { get } from "../api/client";
import type { Event, Report, ReportLine } from "../api/types";
import { Failure, Loading, StateBadge } from "../parts/bits";
import { in_tree_order } from "../record/parts";
import { say_moment } from "../record/when";
import { say_count } from "../state/filters";
import { useLoad } from "../state/hooks";
import { undo } from "../state/review";
import { go_to, type Route, with_params, write_route } from "../state/url";
import { lit_of, useBench, useBenchKeys } from "./bench";
import { History } from "./history";
import { RecordActions } from "./record_actions";
import { RecordPane } from "./record_pane";
import { Legend, TextPane } from "./text_pane";

export const report_id_of = (event: Event): string => event.report_id ?? event.report;

export function ReportHead({ line }: { line: ReportLine }) {
  const { report, wire } = line;
  const told = [report.outlet ?? report.agency, report.dateline, report.filed && `filed ${say_moment(report.filed)}`, report.updated && `updated ${say_moment(report.updated)}`].filter(Boolean);
  const copies = wire?.copies?.length ?? 0;
  return (
    <div class="report-head">
      <p dir="auto">{told.join(" · ") || "No outlet or filing date was found in the text"}</p>
      {wire?.first && wire.first !== report.id && <p><a href={write_route({ view: "report", id: wire.first, params: {} })}>A wire copy</a> of an earlier report: counted as one source.</p>}
      {copies > 0 && wire?.first === report.id && <p>{say_count(copies, "wire copy", "wire copies")} of it in this project, counted as one source.</p>}
      {report.replaced_bytes ? <p class="warning">{say_count(report.replaced_bytes, "byte")} of the file could not be read as text.</p> : null}
    </div>
  );
}

export function ReportView({ route }: { route: Route }) {
  const id = route.id ?? "";
  const loaded = useLoad<ReportLine>(`report ${id}`, (signal) => get(`/reports/${encodeURIComponent(id)}`, {}, signal));
  if (!loaded.value) return <><Loading is_loading={loaded.is_loading} /><Failure error={loaded.error} retry={loaded.reload} /></>;
  return <ReportBench line={loaded.value} set={loaded.set} reload={loaded.reload} route={route} />;
}

interface BenchProps {
  line: ReportLine;
  set: (line: ReportLine) => void;
  reload: () => void;
  route: Route;
}

function ReportBench({ line, set, reload, route }: BenchProps) {
  const { events } = line;
  const report: Report = useMemo(() => line.report, [line.report]);
  const choose = (id: string | undefined, path?: string) => go_to(with_params(route, { event: id, value: path }), "replace");
  const bench = useBench(events, { event: route.params.event ?? events[0]?.id, path: route.params.value }, choose);
  const changed = (event: Event) => set({ ...line, events: events.map((one) => (one.id === event.id ? event : one)) });
  const chosen = events.find((event) => event.id === bench.chosen);
  const undo_last = async () => {
    if ((await undo()).length) reload();
  };
  const step = (by: number) => {
    const order = in_tree_order(events);
    const at = order.findIndex(({ event }) => event.id === bench.chosen);
    const next = order[Math.max(0, Math.min(order.length - 1, at + by))];
    if (next) bench.choose_event(next.event.id);
  };
  useBenchKeys(bench, {
    edit: () => bench.edit([...bench.lit][0] ?? (chosen && `${chosen.id} event`)),
    undo: () => void undo_last(),
    comment: () => document.querySelector<HTMLInputElement>(".comment-field")?.focus(),
    next: () => step(1),
    previous: () => step(-1),
  });
  return (
    <div class="report-view">
      <section class="text-side">
        <ReportHead line={line} />
        <Legend bench={bench} />
        <TextPane report={report} bench={bench} />
      </section>
      <section class="record-side" aria-label="Records">
        <p class="count">{say_count(events.length, "event")} in this report {chosen && <StateBadge state={chosen.review?.state} />}</p>
        <RecordPane
          bench={bench}
          editing={{ changed }}
          actions={(event) => (
            <>
              <RecordActions event={event} changed={changed} undo={undo_last} />
              <History event={event} lit={lit_of(bench, event)} choose={(path) => bench.choose_value(`${event.id} ${path}`)} undone={reload} />
            </>
          )}
        />
      </section>
    </div>
  );
}
