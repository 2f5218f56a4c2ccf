// Stories: the same event across reports. Several can be picked and merged.

import { useState } from "preact/hooks";
import { get, post } from "../api/client";
import type { Page, StoryRow } from "../api/types";
import { FilterChips } from "../desk/desk";
import { Empty, Failure, Key, Loading, TypeDot } from "../parts/bits";
import { say_amount } from "../record/figures";
import { say_when } from "../record/when";
import { open, type_name } from "../record/words";
import { filters_in, say_count } from "../state/filters";
import { useInView, useKeys, useLoad } from "../state/hooks";
import { say_done, say_error } from "../state/notices";
import { name_of_person } from "../state/person";
import { undo } from "../state/review";
import { go_to, type Route, with_params, write_route } from "../state/url";

const page_size = 50;

const figure_words = (row: StoryRow): string =>
  row.figures.map((figure) => `${open(figure.what)} ${figure.best !== undefined && figure.low === undefined && figure.high === undefined ? figure.best : say_amount({ low: figure.low, high: figure.high, value: figure.low === figure.high ? figure.low : undefined })}`).join(", ");

function MergeBar({ picked, rows, done }: { picked: string[]; rows: StoryRow[]; done: () => void }) {
  const [reason, set_reason] = useState("");
  const merge = async (event: SubmitEvent) => {
    event.preventDefault();
    const who = await name_of_person();
    if (!who) return;
    try {
      await post("/stories/merge", { stories: picked, reason: reason.trim(), who });
      dispatchEvent(new CustomEvent("nutgraf:changed"));
      say_done(`${picked.length} stories are one`, () => void undo().then(done));
      done();
    } catch (error) {
      say_error(error as Error);
    }
  };
  return (
    <form class="merge-bar" onSubmit={(event) => void merge(event)}>
      <p><b>{say_count(picked.length, "story", "stories")} picked</b> {picked.map((id) => rows.find((row) => row.id === id)?.title ?? id).join(" · ")}</p>
      <input required value={reason} placeholder="Why they are the same event" aria-label="Why they are the same event" onInput={(event) => set_reason(event.currentTarget.value)} />
      <button type="submit" class="main" disabled={picked.length < 2}>Merge</button>
      <button type="button" onClick={done}>Leave</button>
    </form>
  );
}

export function StoriesView({ route }: { route: Route }) {
  const filters = filters_in(route.params);
  const { sort = "-when", cursor, only } = route.params;
  const loaded = useLoad<Page<StoryRow>>(JSON.stringify(route.params), (signal) => get("/stories", { ...filters, sort, cursor, limit: page_size }, signal));
  const [at, set_at] = useState(0);
  const [picked, set_picked] = useState<string[]>([]);
  const all = loaded.value?.items ?? [];
  const rows = only === "several" ? all.filter((row) => row.reports > 1) : only === "disagrees" ? all.filter((row) => row.disagrees) : all;
  const open_row = (index: number) => rows[index] && go_to({ view: "story", id: rows[index]!.id, params: {} });
  const pick = (id: string) => set_picked(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id]);
  useKeys({
    next: () => set_at(Math.min(rows.length - 1, at + 1)),
    previous: () => set_at(Math.max(0, at - 1)),
    open: () => open_row(at),
    pick: () => rows[at] && pick(rows[at]!.id),
  });
  useInView(".story-list li.at", at);
  const change = (changes: Record<string, string | undefined>) => go_to(with_params(route, { cursor: undefined, ...changes }));
  return (
    <div class="page">
      <Loading is_loading={loaded.is_loading} />
      <div class="page-head">
        <h1>Stories</h1>
        <p class="count">{loaded.value?.total !== undefined && say_count(loaded.value.total, "story", "stories")}{only && `, ${rows.length} of those listed`}</p>
        <label>Show <select value={only ?? ""} onChange={(event) => change({ only: event.currentTarget.value })}><option value="">all</option><option value="several">told by several reports</option><option value="disagrees">where reports disagree</option></select></label>
        <label>Sorted by <select value={sort} onChange={(event) => change({ sort: event.currentTarget.value })}><option value="-when">latest</option><option value="when">earliest</option><option value="reports">most reports</option><option value="events">most events</option></select></label>
        <span class="quiet-words"><Key of="pick" /> picks for merging</span>
      </div>
      <FilterChips filters={filters} change={change} />
      {picked.length > 0 && <MergeBar picked={picked} rows={all} done={() => (set_picked([]), loaded.reload())} />}
      <Failure error={loaded.error} retry={loaded.reload} />
      {loaded.value && !rows.length && <Empty>No stories here.</Empty>}
      <ol class="story-list">
        {rows.map((row, index) => (
          <li key={row.id} class={`${index === at ? "at" : ""}${picked.includes(row.id) ? " picked" : ""}`}>
            <input type="checkbox" aria-label={`Pick ${row.title}`} checked={picked.includes(row.id)} onChange={() => pick(row.id)} onFocus={() => set_at(index)} />
            <a href={write_route({ view: "story", id: row.id, params: {} })} onFocus={() => set_at(index)}>
              <span class="line"><TypeDot type={row.type} /> <b>{type_name(row.type)}</b> <q dir="auto">{row.title}</q></span>
              <span class="facts">
                {row.status && row.status !== "happened" && <span class={`caution ${row.status}`}>{row.status}</span>}
                <span class="q-when">{say_when({ earliest: row.earliest, latest: row.latest }) || "no date"}</span>
                {row.place && <span class="q-where"><bdi>{row.place}</bdi></span>}
                {row.figures.length > 0 && <span class="q-how_many">{figure_words(row)}</span>}
              </span>
            </a>
            <span class="story-counts">{say_count(row.reports, "report")}{row.sources !== row.reports && <>, {say_count(row.sources, "source")}</>}{row.disagrees && <span class="tag disagrees">reports disagree</span>}</span>
          </li>
        ))}
      </ol>
      <p class="pager">
        {cursor && <button type="button" onClick={() => history.back()}>Back</button>}
        {loaded.value?.next && <button type="button" onClick={() => change({ cursor: loaded.value!.next! })}>More stories</button>}
      </p>
    </div>
  );
}
