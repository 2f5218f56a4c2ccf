// All reports of the project, newest first.

import { useState } from "preact/hooks";
import { get, remove } from "../api/client";
import type { Page, ReportRow } from "../api/types";
import { Empty, Failure, Loading } from "../parts/bits";
import { say_moment } from "../record/when";
import { utf16_offsets } from "../text/bytes";
import { say_count } from "../state/filters";
import { useInView, useKeys, useLoad } from "../state/hooks";
import { say_done, say_error } from "../state/notices";
import { go_to, type Route, with_params, write_route } from "../state/url";

const page_size = 50;

interface Found {
  reports: { id: string; snippet: string; marks: [number, number][] }[];
}

// The words found, as they stand in the report; marks are bytes of the snippet.
function Snippet({ snippet, marks }: { snippet: string; marks: [number, number][] }) {
  const at = utf16_offsets(snippet, marks.flat());
  let reached = 0;
  const parts = marks.map(([begin, end], index) => {
    const before = snippet.slice(reached, at.get(begin));
    reached = at.get(end)!;
    return <>{before}<mark key={index}>{snippet.slice(at.get(begin), reached)}</mark></>;
  });
  return <span class="snippet" dir="auto">{parts}{snippet.slice(reached)}</span>;
}

export function ReportsView({ route }: { route: Route }) {
  const { q, outlet, from, to, sort = "-filed", cursor } = route.params;
  const loaded = useLoad<Page<ReportRow>>(JSON.stringify(route.params), (signal) => get("/reports", { q, outlet, from, to, sort, cursor, limit: page_size }, signal));
  const found = useLoad<Found>(`search ${q ?? ""}`, async (signal) => (q ? get<Found>("/search", { q }, signal) : { reports: [] }));
  const [at, set_at] = useState(0);
  const items = loaded.value?.items ?? [];
  const open = (index: number) => items[index] && go_to({ view: "report", id: items[index]!.id, params: {} });
  useKeys({ next: () => set_at(Math.min(items.length - 1, at + 1)), previous: () => set_at(Math.max(0, at - 1)), open: () => open(at) });
  useInView(".report-list li.at", at);
  const change = (changes: Record<string, string | undefined>) => go_to(with_params(route, { cursor: undefined, ...changes }), "replace");
  const take_out = async (row: ReportRow) => {
    if (!confirm(`Take “${row.headline ?? row.id}” and its events out of the project?`)) return;
    try {
      await remove(`/reports/${encodeURIComponent(row.id)}`);
      say_done("The report is out of the project");
      dispatchEvent(new CustomEvent("nutgraf:changed"));
      loaded.reload();
    } catch (error) {
      say_error(error as Error);
    }
  };
  return (
    <div class="page">
      <Loading is_loading={loaded.is_loading} />
      <div class="page-head">
        <h1>Reports</h1>
        <p class="count">{loaded.value?.total !== undefined && `${say_count(loaded.value.total, "report")}${q ? ` with “${q}”` : ""}`}</p>
        <label>Filed from <input type="date" value={from ?? ""} onChange={(event) => change({ from: event.currentTarget.value })} /></label>
        <label>to <input type="date" value={to ?? ""} onChange={(event) => change({ to: event.currentTarget.value })} /></label>
        <label>Sorted by <select value={sort} onChange={(event) => change({ sort: event.currentTarget.value })}>
          <option value="-filed">newest filed</option><option value="filed">oldest filed</option><option value="-imported">newest imported</option><option value="headline">headline</option>
        </select></label>
      </div>
      <Failure error={loaded.error} retry={loaded.reload} />
      {loaded.value && !items.length && <Empty>No reports{q ? ` with “${q}”` : " yet"}. <a href="#/import">Import some</a> or <a href="#/read">read a text</a>.</Empty>}
      <ol class="report-list">
        {items.map((row, index) => (
          <li key={row.id} class={index === at ? "at" : ""}>
            <a href={write_route({ view: "report", id: row.id, params: {} })} onFocus={() => set_at(index)}>
              <b dir="auto">{row.headline ?? row.source_id ?? row.id}</b>
              <span class="quiet-words" dir="auto">{[row.outlet ?? row.agency, row.dateline, row.filed ? say_moment(row.filed) : "no filing date"].filter(Boolean).join(" · ")}</span>
              {found.value?.reports.filter((one) => one.id === row.id).slice(0, 1).map((one) => <Snippet key={one.id} {...one} />)}
            </a>
            <span>{say_count(row.events, "event")}</span>
            {row.wire_of && <a class="tag" href={write_route({ view: "report", id: row.wire_of, params: {} })}>wire copy</a>}
            <button type="button" class="quiet icon" aria-label={`Take out: ${row.headline ?? row.id}`} title="Take out of the project" onClick={() => void take_out(row)}>✕</button>
          </li>
        ))}
      </ol>
      <p class="pager">
        {cursor && <button type="button" onClick={() => history.back()}>Back</button>}
        {loaded.value?.next && <button type="button" onClick={() => go_to(with_params(route, { cursor: loaded.value!.next! }))}>More reports</button>}
      </p>
    </div>
  );
}
