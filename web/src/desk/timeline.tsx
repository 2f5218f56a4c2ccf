// When: bars count events per day, week, month or year (hatched: those with an open end, which may reach further), and
// under them each listed event is the range that it may lie in. Dragging over it filters by time.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Event, Timeline } from "../api/types";
import { say_day, say_when } from "../record/when";
import { event_name, quad_of } from "../record/words";
import { say_count } from "../state/filters";
import { day_number, day_of, extent_of, ticks_between } from "./scale";

interface Props {
  timeline: Timeline | undefined;
  events: Event[];
  from: string | undefined;
  to: string | undefined;
  chosen: string | undefined;
  brush: (from: string | undefined, to: string | undefined) => void;
  choose: (id: string) => void;
}

const side = 10;
const bars_height = 58;
const axis_height = 16;
const lane_height = 7;
const bounded_reach = 44; // how far the dots go back from an event that only the filing day bounds

// A day or two alone would fill the whole width: some room is left around few bars.
const fewest_bins = 14;
const days_of = { day: 1, week: 7, month: 30, year: 365 };

function useWidth(): [preact.RefObject<HTMLDivElement | null>, number, number] {
  const at = useRef<HTMLDivElement>(null);
  const [size, set_size] = useState<[number, number]>([600, 150]);
  useEffect(() => {
    const sizes = new ResizeObserver(([entry]) => set_size([entry!.contentRect.width, entry!.contentRect.height]));
    sizes.observe(at.current!);
    return () => sizes.disconnect();
  }, []);
  return [at, ...size];
}

function Handle({ at, day, words, move }: { at: number; day: number; words: string; move: (by: number) => void }) {
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageDown: -7, PageUp: 7 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(by);
  };
  return <rect class="handle" x={at - 4} y={0} width={8} height={bars_height} role="slider" tabIndex={0} aria-label={words} aria-valuenow={day} aria-valuetext={say_day(day_of(day))} onKeyDown={keys} />;
}

export function TimelinePane({ timeline, events, from, to, chosen, brush, choose }: Props) {
  const [at, width, height] = useWidth();
  const [drag, set_drag] = useState<[number, number] | null>(null);
  const bins = timeline?.bins ?? [];
  const margin = Math.max(0, Math.ceil(((fewest_bins - bins.length) / 2) * days_of[timeline?.unit ?? "day"]));
  const first = (day_number(bins[0]?.start) ?? 0) - margin;
  const last = Math.max(first + 1, (day_number(bins[bins.length - 1]?.end) ?? 0) + 1 + margin);
  const inner = Math.max(50, width - 2 * side);
  const x_of = (day: number) => side + (inner * (Math.max(first, Math.min(last, day)) - first)) / (last - first);
  const day_at = (client_x: number) => {
    const x = client_x - at.current!.getBoundingClientRect().left - side;
    return Math.max(first, Math.min(last - 1, Math.floor(first + (x / inner) * (last - first))));
  };
  const highest = Math.max(1, ...bins.map((bin) => bin.count));
  const unit = timeline?.unit ?? "day";
  const lanes_top = bars_height + axis_height + 2;
  const lane_count = Math.max(0, Math.floor((height - lanes_top - 2) / lane_height));
  const chosen_day = day_number(from);
  const last_day = day_number(to);
  const band = drag ? [Math.min(...drag), Math.max(...drag) + 1] : from || to ? [chosen_day ?? first, (last_day ?? last - 1) + 1] : null;
  const end_drag = () => {
    if (drag) {
      const [a, b] = [Math.min(...drag), Math.max(...drag)];
      const bin_of = (day: number) => bins.find((bin) => day_number(bin.start)! <= day && day <= day_number(bin.end)!);
      if (a === b && from && to) brush(undefined, undefined);
      else brush(bin_of(a)?.start ?? day_of(a), bin_of(b)?.end ?? day_of(b));
    }
    set_drag(null);
  };
  if (!timeline) return <div ref={at} class="timeline" />;
  const dated = events.map((event) => ({ event, extent: extent_of(event.when, first, last - 1) })).filter(({ extent }) => extent !== undefined && extent.end > first && extent.begin < last);
  const shown = dated.slice(0, lane_count);
  return (
    <div ref={at} class="timeline">
      {!bins.length && <p class="empty">No dated events here.</p>}
      <svg width={width} height={height} role="group" aria-label={`Timeline: events per ${unit}`}>
        <defs>
          <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="4" height="4" class="hatch-ground" /><rect width="1.6" height="4" class="hatch-line" /></pattern>
        </defs>
        <g
          class="bars"
          onPointerDown={(event) => {
            (event.currentTarget as Element).setPointerCapture(event.pointerId);
            set_drag([day_at(event.clientX), day_at(event.clientX)]);
          }}
          onPointerMove={(event) => drag && set_drag([drag[0], day_at(event.clientX)])}
          onPointerUp={end_drag}
          onPointerCancel={() => set_drag(null)}
        >
          <rect class="ground" x={0} y={0} width={width} height={bars_height} />
          {band && <rect class="band" x={x_of(band[0]!)} y={0} width={Math.max(2, x_of(band[1]!) - x_of(band[0]!))} height={bars_height} />}
          {bins.map((bin) => {
            const left = x_of(day_number(bin.start)!);
            const bar_width = Math.max(1.5, x_of(day_number(bin.end)! + 1) - left - 1);
            const tall = ((bars_height - 14) * bin.count) / highest;
            const open_tall = ((bars_height - 14) * Math.min(bin.open, bin.count)) / highest;
            const range = bin.start === bin.end ? say_day(bin.start) : `${say_day(bin.start)} – ${say_day(bin.end)}`;
            return (
              <g key={bin.start}>
                <title>{`${range}: ${say_count(bin.count, "event")}${bin.open ? `, ${bin.open} of them with an open end` : ""}`}</title>
                <rect class="reach" x={left} y={0} width={bar_width + 1} height={bars_height} />
                <rect class="bar" x={left} y={bars_height - tall + open_tall} width={bar_width} height={tall - open_tall} />
                {bin.open > 0 && <rect class="bar-open" x={left} y={bars_height - tall} width={bar_width} height={open_tall} fill="url(#hatch)" />}
              </g>
            );
          })}
          <text class="highest" x={side} y={9}>{bins.length ? `${say_count(highest, "event")} in the fullest ${unit}` : ""}</text>
          <text class="highest" x={width - side} y={9} text-anchor="end">{shown.length ? `lines: ${shown.length < dated.length ? `the first ${shown.length}` : shown.length} of the list` : ""}</text>
        </g>
        {!drag && from && chosen_day !== undefined && chosen_day >= first && <Handle at={x_of(chosen_day)} day={chosen_day} words="First day shown" move={(by) => brush(day_of(chosen_day + by), to)} />}
        {!drag && to && last_day !== undefined && last_day < last && <Handle at={x_of(last_day + 1)} day={last_day} words="Last day shown" move={(by) => brush(from, day_of(last_day + by))} />}
        <g class="axis" aria-hidden="true">
          <line x1={0} x2={width} y1={bars_height + 0.5} y2={bars_height + 0.5} />
          {bins.length > 0 && ticks_between(first, last - 1, Math.max(2, Math.floor(inner / 78))).map((tick) => (
            <g key={tick.at}><line x1={x_of(tick.at)} x2={x_of(tick.at)} y1={bars_height} y2={bars_height + 4} /><text x={Math.min(x_of(tick.at) + 2, width - 3 - 6.2 * tick.words.length)} y={bars_height + 13}>{tick.words}</text></g>
          ))}
        </g>
        {shown.map(({ event, extent }, index) => {
          const { begin, end, is_open_before, is_open_after } = extent!;
          const is_only_bounded = is_open_before && event.when?.basis === "filing";
          const right = Math.max(x_of(begin) + 4, x_of(end));
          const left = is_only_bounded ? Math.max(x_of(begin), right - bounded_reach) : x_of(begin);
          const y = lanes_top + index * lane_height;
          const middle = y + lane_height / 2 - 1;
          return (
            <g key={event.id} class={`lane quad-${quad_of(event.event)}${event.id === chosen ? " chosen" : ""}`} onClick={() => choose(event.id)}>
              <title>{`${event_name(event.event, event.mode)}: ${say_when(event.when)}`}</title>
              <rect class="reach" x={left - 4} y={y - 1} width={right - left + 8} height={lane_height} />
              {is_open_before ? (
                <><line class="open" x1={left} x2={right - 4} y1={middle} y2={middle} /><path d={`M${left + 4} ${middle - 2.5} l-4 2.5 l4 2.5`} /><rect x={right - 4} y={y} width={4} height={lane_height - 2} /></>
              ) : is_open_after ? (
                <><line class="open" x1={left + 4} x2={right} y1={middle} y2={middle} /><path d={`M${right - 4} ${middle - 2.5} l4 2.5 l-4 2.5`} /><rect x={left} y={y} width={4} height={lane_height - 2} /></>
              ) : (
                <rect class={end - begin > 1 ? "range" : ""} x={left} y={y} width={right - left} height={lane_height - 2} rx={1} />
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
