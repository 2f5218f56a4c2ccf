// The events as a list, and as a table for those who would rather read than look at a map.

import { useEffect, useRef } from "preact/hooks";
import type { Cell, Event } from "../api/types";
import { Cautions, EventName, StateBadge } from "../parts/bits";
import { say_amount } from "../record/figures";
import { place_words, say_parties } from "../record/values";
import { say_moment, say_when } from "../record/when";
import { country_name, open, precision_name } from "../record/words";
import { go_to, write_route, type Route } from "../state/url";
import { report_id_of } from "../report/report";

export const report_of_event = (event: Event): Route => ({ view: "report", id: report_id_of(event), params: { event: event.id } });

const figures_of = (event: Event): string =>
  event.how_many.slice(0, 3).map((figure) => `${open(figure.what ?? "")} ${say_amount(figure)}`).join(", ");

export function EventRow({ event, is_chosen, choose }: { event: Event; is_chosen: boolean; choose: (id: string) => void }) {
  const at = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!is_chosen) return;
    at.current?.scrollIntoView({ block: "nearest" });
    if (document.activeElement?.closest(".event-list")) at.current?.querySelector("button")?.focus();
  }, [is_chosen]);
  const place = place_words(event);
  return (
    <li ref={at} class={`event-row${is_chosen ? " at" : ""}${event.background ? " is-background" : ""}`}>
      <button type="button" aria-pressed={is_chosen} onClick={() => choose(event.id)} onKeyDown={(key) => key.key === "Enter" && is_chosen && (key.preventDefault(), go_to(report_of_event(event)))}>
        <span class="line"><EventName event={event} /><Cautions event={event} /><StateBadge state={event.review?.state} /></span>
        {say_parties(event) && <bdi class="parties" dir="auto">{say_parties(event)}</bdi>}
        <span class="facts">
          <span class="q-when">{say_when(event.when) || "no date"}</span>
          <span class="q-where"><bdi>{place ? [place, event.where[0]?.name !== country_name(event.where[0]?.country) && country_name(event.where[0]?.country)].filter(Boolean).join(", ") : "no place"}</bdi></span>
          {event.how_many.length > 0 && <span class="q-how_many">{figures_of(event)}</span>}
        </span>
      </button>
      <a class="source" href={write_route(report_of_event(event))} dir="auto">{[event.outlet, event.filed && say_moment(event.filed.slice(0, 10)), event.headline ?? event.report].filter(Boolean).join(" · ")}</a>
    </li>
  );
}

export function PlaceTable({ cells, choose }: { cells: Cell[]; choose: (cell: Cell) => void }) {
  const sorted = [...cells].sort((a, b) => b.count - a.count || (a.name ?? "").localeCompare(b.name ?? ""));
  return (
    <div class="place-table">
      <table>
        <caption>Places of the events shown</caption>
        <thead><tr><th scope="col">Place</th><th scope="col">Country</th><th scope="col">How exactly</th><th scope="col" class="n">Events</th></tr></thead>
        <tbody>
          {sorted.map((cell) => (
            <tr key={`${cell.geonameid ?? ""}${cell.lat},${cell.lon}`}>
              <td><button type="button" class="link" onClick={() => choose(cell)}><bdi>{cell.name ?? `${cell.lat.toFixed(2)}, ${cell.lon.toFixed(2)}`}</bdi></button></td>
              <td>{country_name(cell.country)}</td>
              <td>{precision_name(cell.precision)}</td>
              <td class="n">{cell.count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
