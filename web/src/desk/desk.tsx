// The desk: map, timeline, list and facets, all showing the same filtered events. Its whole state is the URL.

import { useMemo, useState } from "preact/hooks";
import { get, url_of } from "../api/client";
import type { Cell, Event, Facets, Page, Timeline } from "../api/types";
import { Empty, Failure, Key, Loading } from "../parts/bits";
import { facet_names, filter_words, filters_in, say_count, say_value, tell_place, values_in, without, type Filters } from "../state/filters";
import { is_phone, useKeys, useLoad, useMedia } from "../state/hooks";
import { say_day } from "../record/when";
import { useNews } from "../state/news";
import { current_route, go_to, type Route, with_params, write_route } from "../state/url";
import { FacetPane } from "./facets";
import { EventRow, PlaceTable, report_of_event } from "./list";
import { MapPane } from "./map";
import { SavedViews } from "./saved_views";
import { main_bins } from "./scale";
import { TimelinePane } from "./timeline";

const page_size = 60;
const most_places = 8000; // events; above, places are joined by the service
const cells_across = 40;

export function FilterChips({ filters, change }: { filters: Filters; change: (changes: Record<string, string | undefined>) => void }) {
  const names = Object.keys(filters);
  if (!names.length) return null;
  return (
    <ul class="chips" aria-label="Filters in force">
      {names.flatMap((name) =>
        values_in(filters, name).map((value) => (
          <li key={name + value}><button type="button" onClick={() => change({ [name]: without(filters, name, value) })} title="Take this filter away"><span>{filter_words[name]}:</span> <bdi>{say_value(name, value)}</bdi> ✕</button></li>
        )),
      )}
      <li><button type="button" class="link" onClick={() => change(Object.fromEntries(names.map((name) => [name, undefined])))}>clear all</button></li>
    </ul>
  );
}

interface Listed {
  items: Event[];
  next: string | null;
  total: number;
}

function use_events(filters: Filters, sort: string) {
  const question = JSON.stringify([filters, sort]);
  const loaded = useLoad<Listed>(question, async (signal) => {
    const page = await get<Page<Event>>("/events", { ...filters, sort, limit: page_size }, signal);
    return { items: page.items, next: page.next, total: page.total ?? page.items.length };
  });
  const more = async () => {
    const held = loaded.value;
    if (!held?.next) return;
    const page = await get<Page<Event>>("/events", { ...filters, sort, limit: page_size, cursor: held.next });
    loaded.set({ items: [...held.items, ...page.items], next: page.next, total: held.total });
  };
  return { ...loaded, more };
}

// Distinct places while they are few or the map is near; a grid as wide as the zoom otherwise.
// Nothing as long as it is not known how many events there are.
function map_query(filters: Filters, events: number | undefined, zoom: number, bounds: string): Record<string, string | number> | undefined {
  if (events === undefined) return undefined;
  if (events <= most_places) return { cell: 0 };
  const seen = filters.bbox ?? bounds;
  return zoom >= 8 ? { cell: 0, bbox: seen } : { cell: Number((360 / 2 ** zoom / (cells_across / 8)).toFixed(3)), bbox: seen };
}

// How many events the timeline cannot show, and with a time chosen whether the list has them.
function Undated({ count, filters, change }: { count: number | undefined; filters: Filters; change: (changes: Record<string, string | undefined>) => void }) {
  if (count === undefined) return <span />;
  const is_timed = filters.from !== undefined || filters.to !== undefined;
  const is_shown = filters.undated === "true";
  return (
    <span>
      {say_count(count, "event")} without a date{is_timed && count > 0 && (is_shown ? ", listed too" : ", not listed")}{" "}
      {is_timed && count > 0 && <button type="button" class="link" onClick={() => change({ undated: is_shown ? undefined : "true" })}>{is_shown ? "leave them out" : "list them too"}</button>}
    </span>
  );
}

interface Places {
  cells: Cell[];
  unplaced: number;
}

const nowhere: Places = { cells: [], unplaced: 0 };

export function Desk({ route }: { route: Route }) {
  const phone = useMedia(is_phone);
  const { params } = route;
  const filters = useMemo(() => filters_in(params), [JSON.stringify(filters_in(params))]);
  const sort = params.sort ?? "-when";
  const question = JSON.stringify(filters);
  const [near, set_near] = useState<{ zoom: number; bounds: string }>({ zoom: 2, bounds: "-180,-85,180,85" });
  const change = (changes: Record<string, string | undefined>) => go_to(with_params(current_route(), changes));
  const events = use_events(filters, sort);
  const facets = useLoad<Facets>(`facets ${question}`, (signal) => get("/facets", { ...filters, facets: facet_names.join(",") }, signal));
  const { from: _from, to: _to, ...timeless } = filters;
  const time_filters = params.zoomed ? filters : timeless;
  const timeline = useLoad<Timeline>(`timeline ${JSON.stringify(time_filters)}`, (signal) => get("/timeline", { ...time_filters, unit: "auto" }, signal));
  const cell_query = map_query(filters, facets.value?.counts.events, near.zoom, near.bounds);
  const map = useLoad<Places>(`map ${question} ${JSON.stringify(cell_query)}`, async (signal) => (cell_query ? get("/map", { ...filters, ...cell_query }, signal) : nowhere));
  const all_bins = timeline.value?.bins ?? [];
  const drawn_bins = params.whole || filters.from || filters.to ? all_bins : main_bins(all_bins);
  const items = events.value?.items ?? [];
  const at = items.findIndex((event) => event.id === params.sel);
  for (const cell of map.value?.cells ?? []) if (cell.geonameid && cell.name) tell_place(cell.geonameid, cell.name);
  const choose = (id: string) => go_to(with_params(current_route(), { sel: id === params.sel ? undefined : id }), "replace");
  const step = (by: number) => {
    const next = items[Math.max(0, Math.min(items.length - 1, at + by))];
    if (next && next.id !== params.sel) choose(next.id);
  };
  useKeys({ next: () => step(1), previous: () => step(-1), open: () => items[at] && go_to(report_of_event(items[at]!)) });
  const reload = () => (events.reload(), facets.reload(), map.reload(), timeline.reload());
  const [has_news, forget_news] = useNews();
  // A place of several events filters, a single event is chosen.
  const choose_cells = (cells: Cell[], least: number) => {
    const place = cells.find((cell) => cell.geonameid)?.geonameid;
    if (place && cells.reduce((sum, cell) => sum + cell.count, 0) >= least) change({ place: filters.place === place ? undefined : place });
    else if (cells[0]?.events[0]) go_to(with_params(current_route(), { sel: cells[0].events[0] }), "replace");
  };
  const moved = (view: string, bounds: string, zoom: number) => {
    set_near({ zoom, bounds });
    const here = current_route();
    if (here.view !== "desk") return;
    if (here.params.bbox) go_to(with_params(here, { at: view, bbox: bounds }), "replace");
    else remember_view(view);
  };
  const counts = facets.value?.counts;
  const shown = phone ? (params.pane ?? "list") : "all";
  const pane = (name: string) => shown === "all" || shown === name;
  const is_table = params.table === "1";
  return (
    <div class={`desk pane-${shown}`}>
      <Loading is_loading={events.is_loading || facets.is_loading} />
      {phone && (
        <div class="pane-tabs" role="tablist">
          {[["list", "List"], ["map", "Map"], ["time", "Time"], ["filter", "Filter"]].map(([name, words]) => <button key={name} type="button" role="tab" aria-selected={shown === name} onClick={() => go_to(with_params(current_route(), { pane: name }), "replace")}>{words}</button>)}
        </div>
      )}
      {pane("filter") && <aside class="filter-side"><FacetPane facets={facets.value} filters={filters} change={change} /><SavedViews route={route} /></aside>}
      <section class="middle" aria-label="Map and timeline">
        {pane("map") && (
          <div class="map-side">
            <div class="map-tools">
              <button type="button" aria-pressed={!is_table} onClick={() => go_to(with_params(current_route(), { table: undefined }), "replace")}>Map</button>
              <button type="button" aria-pressed={is_table} onClick={() => go_to(with_params(current_route(), { table: "1" }), "replace")}>Table</button>
              <label class="claim"><input type="checkbox" checked={filters.bbox !== undefined} onChange={(event) => change({ bbox: event.currentTarget.checked ? near.bounds : undefined })} /> only what the map shows</label>
            </div>
            {is_table ? <PlaceTable cells={map.value?.cells ?? []} choose={(cell) => choose_cells([cell], 1)} /> : <MapPane cells={map.value?.cells ?? []} view={params.at} chosen={params.sel} choose={(mark) => choose_cells(mark.cells, 2)} moved={moved} />}
            <p class="map-foot">
              <span>{counts ? `${say_count(counts.unplaced, "event")} without a place` : ""}</span>
              {!is_table && <span>events at <i class="sign sharp" /> a town or spot <i class="sign several" /> several <i class="sign wide" /> somewhere in a wider area</span>}
              <span class="credit" title="There are no streets and no tiles on this map">Natural Earth, GeoNames</span>
            </p>
          </div>
        )}
        {pane("time") && (
          <div class="time-side">
            <div class="time-tools">
              <Undated count={timeline.value?.undated} filters={filters} change={change} />
              {drawn_bins.length < all_bins.length && <>
                few are before {say_day(drawn_bins[0]!.start)} or after {say_day(drawn_bins[drawn_bins.length - 1]!.end)}
                <button type="button" class="link" onClick={() => change({ whole: "1" })}>show all time</button>
              </>}
              {params.whole && <button type="button" class="link" onClick={() => change({ whole: undefined })}>only where most are</button>}
              {(filters.from || filters.to) && <>
                <button type="button" class="link" onClick={() => change({ zoomed: params.zoomed ? undefined : "1" })}>{params.zoomed ? "show all time" : "zoom in"}</button>
                <button type="button" class="link" onClick={() => change({ from: undefined, to: undefined, zoomed: undefined })}>clear time</button>
              </>}
            </div>
            <TimelinePane timeline={timeline.value && { ...timeline.value, bins: drawn_bins }} events={items} from={filters.from} to={filters.to} chosen={params.sel} brush={(from, to) => change({ from, to })} choose={choose} />
          </div>
        )}
      </section>
      {pane("list") && (
        <section class="list-side" aria-label="Events">
          <div class="list-head">
            <p class="count" aria-live="polite">{counts && <><b>{say_count(counts.events, "event")}</b> in {say_count(counts.reports, "report")}, {say_count(counts.stories, "story", "stories")}</>}</p>
            <label>sorted by <select value={sort} onChange={(event) => change({ sort: event.currentTarget.value === "-when" ? undefined : event.currentTarget.value })}>
              <option value="-when">latest event</option><option value="when">earliest event</option><option value="-filed">latest report</option><option value="doubt">most doubt</option><option value="confidence">confidence</option><option value="type">type</option>
            </select></label>
            {!phone && items.length > 0 && <p class="key-hints"><Key of="next" /> <Key of="previous" /> go through, <Key of="open" /> opens the report</p>}
          </div>
          {has_news && <p class="news"><button type="button" onClick={() => (forget_news(), reload())}>The project has changed: show it as it is now</button></p>}
          <FilterChips filters={filters} change={change} />
          {items.length > 0 && <p class="onward"><a href={write_route({ view: "review", params: filters })}>Review these</a> <a href={write_route({ view: "stories", params: filters })}>Their stories</a> <a href={url_of("/events", filters)} target="_blank" rel="noreferrer">As JSON</a></p>}
          <Failure error={events.error ?? facets.error} retry={() => (events.reload(), facets.reload())} />
          {events.value && !items.length && !events.is_loading && <Empty>{Object.keys(filters).length ? <>No events match these filters. <button type="button" class="link" onClick={() => change(Object.fromEntries(Object.keys(filters).map((name) => [name, undefined])))}>Show all events</button></> : <>Nothing here yet. <a href="#/import">Import reports</a>, or <a href="#/read">read a text</a> to see what the program makes of it.</>}</Empty>}
          <ol class="event-list">
            {items.map((event) => <EventRow key={event.id} event={event} is_chosen={event.id === params.sel} choose={choose} />)}
          </ol>
          {events.value?.next && <p class="pager">{say_count(items.length, "event")} of {events.value.total} listed <button type="button" onClick={() => void events.more()}>List more</button></p>}
        </section>
      )}
    </div>
  );
}

// The map's section is part of the URL, but moving it is no step to go back to.
function remember_view(view: string): void {
  const route = current_route();
  if (route.view === "desk") history.replaceState(null, "", write_route(with_params(route, { at: view })));
}
