// Figures as a person reads them: the hedge kept in words, parts hung under their wholes, and the sum that the
// program checked written out.

import type { Event, Figure, Sums } from "../api/types";
import { whole_of } from "./parts";

const number = new Intl.NumberFormat("en-GB");
export const say_number = (value: number): string => number.format(value);

const before: Record<string, string> = {
  at_least: "at least ", more_than: "more than ", about: "about ", at_most: "at most ", less_than: "fewer than ",
};

export function say_amount(figure: Pick<Figure, "value" | "bound" | "low" | "high" | "text">): string {
  const { value, bound, low, high } = figure;
  if (bound === "range" && low !== undefined && high !== undefined) return `${say_number(low)} to ${say_number(high)}`;
  if (value !== undefined) return (before[bound ?? ""] ?? "") + say_number(value);
  if (low !== undefined && high !== undefined) return low === high ? say_number(low) : `${say_number(low)}–${say_number(high)}`;
  if (low !== undefined) return `at least ${say_number(low)}`;
  if (high !== undefined) return `at most ${say_number(high)}`;
  return bound === "vague" && figure.text ? `“${figure.text}”` : (figure.text ?? "not given");
}

export interface FigureNode {
  figure: Figure;
  event: Event;
  parts: FigureNode[];
}

// The figure of the larger event that a part's figure adds to when the report does not say so of the figure
// itself: the one in the same role, the best telling first.
function whole_by_event(node: FigureNode, nodes: FigureNode[], events: Event[]): FigureNode | undefined {
  const larger = whole_of(node.event, events);
  const same = nodes.filter((other) => other.event === larger && other.figure.what === node.figure.what && !other.figure.subgroup);
  return same.find((other) => other.figure.best) ?? same[0];
}

// Each figure under the one that it is a part of, across the events given; a figure whose whole is not among
// them, or that would stand under itself, is a root.
export function tree_of_figures(events: Event[]): FigureNode[] {
  const nodes = events.flatMap((event) => event.how_many.map((figure): FigureNode => ({ figure, event, parts: [] })));
  const by_id = new Map(nodes.map((node) => [node.figure.id, node]));
  const wholes = new Map<FigureNode, FigureNode>();
  for (const node of nodes) {
    const whole = node.figure.of ? by_id.get(node.figure.of) : whole_by_event(node, nodes, events);
    let above: FigureNode | undefined = whole;
    while (above && above !== node) above = wholes.get(above);
    if (whole && !above) wholes.set(node, whole);
  }
  for (const [node, whole] of wholes) whole.parts.push(node);
  return nodes.filter((node) => !wholes.has(node));
}

const ends_of = ({ low, high, value, bound }: Figure): [number | undefined, number | undefined] =>
  low === undefined && high === undefined && bound !== "vague" && bound !== "about" ? [value, value] : [low, high];

const say_ends = ([low, high]: [number | undefined, number | undefined]): string => {
  if (low !== undefined && high !== undefined) return low === high ? say_number(low) : `${say_number(low)}–${say_number(high)}`;
  if (low !== undefined) return `${say_number(low)} or more`;
  return high !== undefined ? `up to ${say_number(high)}` : "unknown";
};

// "96 + 71 + 45 = 212, agrees with 212", for parts counted in the same role; nothing below two countable parts.
// The words are about the figures shown; the program's own verdict is in the event's `sums`.
export function say_sum(node: FigureNode): { words: string; verdict: "agrees" | "below" | "above" } | null {
  const same = node.parts.filter(({ figure }) => figure.what === node.figure.what && !figure.subgroup);
  const parts = same.length >= 2 ? same : node.parts.filter(({ figure }) => figure.what === node.figure.what);
  const ends = parts.map(({ figure }) => ends_of(figure));
  if (parts.length < 2 || ends.some(([low]) => low === undefined)) return null;
  const low = ends.reduce((sum, [end]) => sum + end!, 0);
  const high = ends.some(([, end]) => end === undefined) ? undefined : ends.reduce((sum, [, end]) => sum + end!, 0);
  const [whole_low, whole_high] = ends_of(node.figure);
  const sum = `${parts.map(({ figure }) => say_ends(ends_of(figure))).join(" + ")} = ${say_ends([low, high])}`;
  if (whole_high !== undefined && low > whole_high) return { words: `${sum}, more than the ${say_ends([whole_low, whole_high])} given`, verdict: "above" };
  if (whole_low !== undefined && high !== undefined && high < whole_low) {
    const rest = say_ends([whole_low - high, whole_high === undefined ? undefined : whole_high - low]);
    return { words: `${sum}; ${rest} of the whole not broken down`, verdict: "below" };
  }
  return { words: `${sum}, agrees with ${say_amount(node.figure)}`, verdict: "agrees" };
}

export function say_sums(sums: Sums | undefined): { words: string; is_conflict: boolean } | null {
  if (!sums) return null;
  if (sums.result === "agree") return { words: "The parts add up to the whole.", is_conflict: false };
  if (sums.result === "parts_above_total") return { words: "The parts add up to more than the whole: the report contradicts itself.", is_conflict: true };
  const rest = say_ends([sums.remainder_low, sums.remainder_high]);
  return { words: `The parts add up to less than the whole: ${rest} not broken down.`, is_conflict: false };
}
