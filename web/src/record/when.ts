// Says a time as the record has it: never a sharp day where only a bound is known.

import type { When } from "../api/types";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// "7 Mar 2021", "Mar 2021" or "2021"; what is no date comes back as it is.
export function say_day(day: string): string {
  const [year, month, date] = day.slice(0, 10).split("-");
  const name = month ? months[Number(month) - 1] : undefined;
  if (!year || (month && !name)) return day;
  return [date ? String(Number(date)) : "", name ?? "", year].filter(Boolean).join(" ");
}

// "7 Mar 2021, 18:40" for a filing time with a clock.
export function say_moment(moment: string | undefined): string {
  if (!moment) return "";
  const clock = /T(\d\d:\d\d)/.exec(moment)?.[1];
  return clock ? `${say_day(moment)}, ${clock}` : say_day(moment);
}

const last_day_of = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

// "Mar 2021" for the 1st to the 31st of it, "2021" for all of a year, otherwise the two days.
function say_range(earliest: string, latest: string): string {
  const [y1, m1, d1] = earliest.split("-").map(Number);
  const [y2, m2, d2] = latest.split("-").map(Number);
  const is_month_end = d1 === 1 && d2 === last_day_of(y2!, m2!);
  if (y1 === y2 && m1 === 1 && m2 === 12 && is_month_end) return String(y1);
  if (y1 === y2 && m1 === m2) return is_month_end ? say_day(latest.slice(0, 7)) : `${d1}–${say_day(latest)}`;
  return `${say_day(earliest)} – ${say_day(latest)}`;
}

export function say_when(when: When | undefined): string {
  if (!when) return "";
  const { earliest, latest, part_of_day, ongoing, basis } = when;
  const part = part_of_day ? `, ${part_of_day}` : "";
  if (earliest && latest) return (earliest === latest ? say_day(latest) : say_range(earliest, latest)) + part;
  if (earliest) return `since ${say_day(earliest)}${ongoing ? ", still going on" : ""}`;
  if (latest) return `by ${say_day(latest)}${basis === "filing" ? " (filing day)" : ""}${part}`;
  return when.text ? `“${when.text}”` : "";
}
