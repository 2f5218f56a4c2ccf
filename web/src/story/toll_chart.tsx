// The history of one figure: each report's number at its filing time, hedges drawn as what they leave open, copies
// of one wire as one. The same in words below, for those who cannot see the chart.

import type { Toll } from "../api/types";
import { say_amount } from "../record/figures";
import { say_moment } from "../record/when";
import { open } from "../record/words";
import { write_route } from "../state/url";

const width = 420;
const height = 130;
const margin = { left: 34, right: 14, top: 10, bottom: 20 };

const moment_of = (toll: Toll): number => {
  const time = Date.parse(toll.filed ?? "");
  return Number.isNaN(time) ? 0 : time;
};

const low_of = (toll: Toll): number | undefined => toll.low ?? toll.value ?? toll.high;
const high_of = (toll: Toll): number | undefined => toll.high ?? toll.value ?? toll.low;

export function TollChart({ what, tolls }: { what: string; tolls: Toll[] }) {
  const told = [...tolls].sort((a, b) => moment_of(a) - moment_of(b));
  const drawn = told.filter((toll) => low_of(toll) !== undefined);
  const times = drawn.map(moment_of).filter((time) => time > 0);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const highest = Math.max(1, ...drawn.map((toll) => high_of(toll)!));
  const x_of = (toll: Toll, index: number) => margin.left + (width - margin.left - margin.right) * (last > first ? (moment_of(toll) - first) / (last - first) : drawn.length > 1 ? index / (drawn.length - 1) : 0.5);
  const y_of = (value: number) => height - margin.bottom - ((height - margin.top - margin.bottom) * value) / (highest * 1.12);
  const label = `${open(what)}: ${told.map((toll) => `${say_amount(toll)}${toll.filed ? ` on ${say_moment(toll.filed)}` : ""}`).join(", then ")}`;
  return (
    <figure class="toll">
      <figcaption>{open(what)}</figcaption>
      {drawn.length > 1 && (
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
          {[0, highest].map((value) => <g key={value} class="axis"><line x1={margin.left} x2={width - margin.right} y1={y_of(value)} y2={y_of(value)} /><text x={margin.left - 5} y={y_of(value) + 4} text-anchor="end">{value}</text></g>)}
          <polyline class="path" points={drawn.map((toll, index) => `${x_of(toll, index)},${y_of(toll.value ?? low_of(toll)!)}`).join(" ")} />
          {drawn.map((toll, index) => {
            const x = x_of(toll, index);
            const at_least = toll.bound === "at_least" || toll.bound === "more_than";
            return (
              <g key={index} class="toll-mark">
                <title>{`${say_amount(toll)}, ${toll.outlet ?? "unnamed outlet"}${toll.speaker ? ` citing ${toll.speaker}` : ""}`}</title>
                {toll.low !== undefined && toll.high !== undefined && toll.low !== toll.high && <line x1={x} x2={x} y1={y_of(toll.low)} y2={y_of(toll.high)} />}
                {at_least && <path d={`M${x} ${y_of(low_of(toll)!)} v-14 m-4 5 l4 -5 l4 5`} />}
                <text class="value" x={x} y={y_of(toll.value ?? low_of(toll)!) + 18} text-anchor={index === 0 ? "start" : index === drawn.length - 1 ? "end" : "middle"}>{say_amount(toll)}</text>
                <circle cx={x} cy={y_of(toll.value ?? low_of(toll)!)} r={4.5} class={toll.bound === "exact" ? "exact" : "hedged"} />
              </g>
            );
          })}
          {last > first && <><text class="time" x={margin.left} y={height - 5}>{say_moment(drawn[0]!.filed?.slice(0, 16))}</text><text class="time" x={width - margin.right} y={height - 5} text-anchor="end">{say_moment(drawn[drawn.length - 1]!.filed?.slice(0, 16))}</text></>}
        </svg>
      )}
      <ol>
        {told.map((toll, index) => (
          <li key={index}>
            <b>{say_amount(toll)}</b> <a href={write_route({ view: "report", id: toll.report, params: { event: toll.event } })}><bdi>{toll.outlet ?? "unnamed outlet"}</bdi></a>
            {toll.speaker && <> citing <bdi>{toll.speaker}</bdi></>} {toll.filed && <time>{say_moment(toll.filed)}</time>}
            {toll.copies && toll.copies > 1 ? <span class="tag">{toll.copies} copies</span> : null}
          </li>
        ))}
      </ol>
    </figure>
  );
}
