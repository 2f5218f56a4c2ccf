// Days as positions: the line that the timeline's bars and ranges stand on.

import type { When } from "../api/types";

const day_ms = 86_400_000;

// Days since 1970, of a date with or without a clock; nothing for what is no date.
export function day_number(day: string | undefined): number | undefined {
  const found = day && /^(\d{4})-(\d\d)-(\d\d)/.exec(day);
  return found ? Math.round(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])) / day_ms) : undefined;
}

export const day_of = (number: number): string => new Date(number * day_ms).toISOString().slice(0, 10);

export interface Extent {
  begin: number;
  end: number; // the day after the last
  is_open_before: boolean; // "by 7 March": it may have begun at any time before
  is_open_after: boolean; // "since August"
}

// The days that a time covers; nothing without a date. An open end reaches the edge that is given.
export function extent_of(when: When | undefined, first: number, last: number): Extent | undefined {
  const earliest = day_number(when?.earliest);
  const latest = day_number(when?.latest);
  if (earliest === undefined && latest === undefined) return undefined;
  return {
    begin: earliest ?? Math.min(first, latest!),
    end: (latest ?? Math.max(last, earliest!)) + 1,
    is_open_before: earliest === undefined,
    is_open_after: latest === undefined,
  };
}

interface Bin {
  count: number;
  open: number;
}

const main_share = 0.985;

// The bins that nearly all events with two ends lie in, where a few far ones would squeeze them into less than a third of the
// line; otherwise all of them.
export function main_bins<T extends Bin>(bins: T[]): T[] {
  const closed = bins.map(({ count, open }) => count - open);
  const total = closed.reduce((sum, count) => sum + count, 0);
  let spare = Math.floor(total * (1 - main_share));
  let [begin, end] = [0, bins.length];
  while (end - begin > 1 && spare >= Math.min(closed[begin]!, closed[end - 1]!)) {
    if (closed[begin]! <= closed[end - 1]!) spare -= closed[begin++]!;
    else spare -= closed[--end]!;
  }
  return total > 0 && end - begin < bins.length / 3 ? bins.slice(begin, end) : bins;
}

// Round days for the axis, at most `most` of them: first days of weeks, months or years.
export function ticks_between(first: number, last: number, most: number): { at: number; words: string }[] {
  const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const span = Math.max(1, last - first);
  const ticks: { at: number; words: string }[] = [];
  if (span / most <= 16) {
    const step = [1, 2, 7, 14].find((days) => span / days <= most) ?? 14;
    for (let at = first; at <= last; at += step) {
      const date = new Date(at * day_ms);
      ticks.push({ at, words: `${date.getUTCDate()} ${names[date.getUTCMonth()]}${ticks.length ? "" : ` ${date.getUTCFullYear()}`}` });
    }
    return ticks;
  }
  const month_step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((months) => span / (30.4 * months) <= most) ?? 1200;
  const start = new Date(first * day_ms);
  let months = start.getUTCFullYear() * 12 + start.getUTCMonth();
  months = Math.ceil(months / month_step) * month_step;
  for (; ; months += month_step) {
    const year = Math.floor(months / 12);
    const month = months % 12;
    const at = Math.round(Date.UTC(year, month, 1) / day_ms);
    if (at > last) return ticks;
    if (at >= first) ticks.push({ at, words: month_step >= 12 || month === 0 ? String(year) : `${names[month]}${ticks.length ? "" : ` ${year}`}` });
  }
}
