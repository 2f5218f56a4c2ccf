// One report and its records side by side.

import { useMemo } from "preact/hooks";
import { get, url_of } from "../api/client";
import type { Event, Report, ReportLine } from "../api/types";
import { NotHad } from "../parts/bits";
import { in_tree_order, number_of } from "../record/parts";
import { say_moment } from "../record/when";
import { say_count } from "../state/filters";
import { useLoad } from "../state/hooks";
import { say_done } from "../state/notices";
import { change_event, undo } from "../state/review";
import { go_to, type Route, with_params, write_route } from "../state/url";
import { lit_of, useBench, useBenchKeys } from "./bench";
import { History } from "./history";
import { marking_keys, useMarking } from "./marking";
import { AddEventButton, NewEventPane } from "./new_event_pane";
import { RecordActions, verdict_words } from "./record_actions";
import { can_add, RecordPane } from "./record_pane";
import { Legend, TextPane } from "./text_pane";
import { WordsBar } from "./words_bar";

export const report_id_of = (event: Event): string => event.report_id ?? event.report;

export function ReportHead({ line }: { line: ReportLine }) {
  const { report, wire } = line;
  const told = [report.outlet ?? report.agency, report.outlet && report.agency && report.agency !== report.outlet && `from ${report.agency}`, report.dateline, report.filed && `filed ${say_moment(report.filed)}`, report.updated && `updated ${say_moment(report.updated)}`].filter(Boolean);
  const copies = wire?.copies?.length ?? 0;
  return (
    <div class="report-head">
      <p><bdi dir="auto">{told.join(" · ") || "No outlet or filing date was found in the text"}</bdi>{report.id && <> · <a href={url_of(`/reports/${encodeURIComponent(report.id)}`)} target="_blank" rel="noreferrer">JSON</a></>}</p>
      {wire?.first && wire.first !== report.id && <p><a href={write_route({ view: "report", id: wire.first, params: {} })}>A wire copy</a> of an earlier report: counted as one source.</p>}
      {copies > 0 && wire?.first === report.id && <p>{say_count(copies, "wire copy", "wire copies")} of it in this project, counted as one source.</p>}
      {report.replaced_bytes ? <p class="warning">{say_count(report.replaced_bytes, "byte")} of the file could not be read as text.</p> : null}
    </div>
  );
}

export function ReportView({ route }: { route: Route }) {
  const id = route.id ?? "";
  const loaded = useLoad<ReportLine>(`report ${id}`, (signal) => get(`/reports/${encodeURIComponent(id)}`, {}, signal));
  if (!loaded.value) return <NotHad error={loaded.error} is_loading={loaded.is_loading} retry={loaded.reload} list="reports" words="All reports" />;
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
    if (await undo()) reload();
  };
  const step = (by: number) => {
    const order = in_tree_order(events);
    const at = order.findIndex(({ event }) => event.id === bench.chosen);
    const next = order[Math.max(0, Math.min(order.length - 1, at + by))];
    if (next) bench.choose_event(next.event.id);
  };
  const marking = useMarking(line, chosen);
  const decide = async (action: string, then: "stay" | "go on") => {
    const now = chosen && (await change_event(chosen.id, { action }));
    if (!now) return;
    changed(now);
    say_done(verdict_words[action]!, () => void undo_last());
    if (then === "go on") step(1);
  };
  useBenchKeys(bench, {
    ...marking_keys(marking),
    accept: () => void decide("accept", "go on"),
    reject: () => void decide("reject", "go on"),
    dispute: () => void decide("dispute", "go on"),
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
        <TextPane report={report} bench={bench} marking={marking} />
        <WordsBar marking={marking} number={number_of(chosen, events)} can_add={(question) => chosen !== undefined && can_add(chosen, question)} />
      </section>
      <section class="record-side" aria-label="Records">
        {marking.draft ? (
          <NewEventPane marking={marking} events={events} added={(event) => (reload(), bench.choose_event(event.id))} taken_back={reload} />
        ) : (
          <>
            <div class="record-side-head">
              <p class="count">{say_count(events.length, "event")} in this report</p>
              <AddEventButton marking={marking} />
            </div>
            <RecordPane
              bench={bench}
              editing={{ changed, marking }}
              verdict={(event) => <RecordActions event={event} act={(action) => void decide(action, "stay")} changed={changed} undo={() => void undo_last()} />}
              after={(event) => <History event={event} lit={lit_of(bench, event)} choose={(path) => bench.choose_value(`${event.id} ${path}`)} undone={reload} />}
            />
          </>
        )}
      </section>
    </div>
  );
}
