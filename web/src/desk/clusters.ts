// Joins the service's places into marks that do not cover one another at the present zoom. Sharp places (a spot, a
// town, a district) and wide ones (a province, a country, a region) are never joined: a wide place must not look
// like a point.

import type { Cell } from "../api/types";

export interface Mark {
  x: number;
  y: number;
  lat: number;
  lon: number;
  count: number;
  is_wide: boolean;
  cells: Cell[];
  shift: [number, number]; // pixels off its place, so that a wide mark does not hide a sharp one
}

const wide = new Set(["admin1", "country", "region"]);

// A square of the service's grid holds many places and has no name.
export const is_square = (cell: Cell): boolean => !cell.name;
export const is_wide = (cell: Cell): boolean => !is_square(cell) && wide.has(cell.precision ?? "");

export const holds_several = (mark: Mark): boolean => mark.cells.length > 1 || mark.cells.some(is_square);

// "16,878" does not fit into a mark: 17k.
export const short_count = (count: number): string => (count < 10_000 ? String(count) : `${Math.round(count / 1000)}k`);

export const radius_of = (count: number): number => Math.min(30, 11 + 4 * Math.log2(Math.max(1, count)) * 0.75);

// An event at several of the places counts once, as far as the service names the events of a place (up to 20).
function count_events(cells: Cell[]): number {
  const are_all_named = cells.every((cell) => cell.events.length === cell.count);
  return are_all_named ? new Set(cells.flatMap((cell) => cell.events)).size : cells.reduce((sum, cell) => sum + cell.count, 0);
}

const ways = [[1, 1], [1, 0], [0, 1], [-1, 1], [1, -1], [-1, 0], [0, -1], [-1, -1]].map(([x, y]) => [x! / Math.hypot(x!, y!), y! / Math.hypot(x!, y!)] as const);
const farthest_px = 96;

// The nearest place where a wide mark stands clear of the others; its own where there is none so near.
function shift_off(mark: Mark, others: Mark[]): [number, number] {
  const is_clear = (right: number, down: number) =>
    others.every((other) => Math.hypot(mark.x + right - other.x - other.shift[0], mark.y + down - other.y - other.shift[1]) >= radius_of(mark.count) + radius_of(other.count));
  for (let distance = 0; distance <= farthest_px; distance += 6) {
    const way = ways.find(([x, y]) => is_clear(x * distance, y * distance));
    if (way) return [Math.round(way[0] * distance), Math.round(way[1] * distance)];
  }
  return [0, 0];
}

export function join_cells(cells: Cell[], to_pixels: (lat: number, lon: number) => { x: number; y: number }): Mark[] {
  const marks: Mark[] = [];
  const sorted = [...cells].sort((a, b) => b.count - a.count || a.lat - b.lat || a.lon - b.lon);
  for (const cell of sorted) {
    const { x, y } = to_pixels(cell.lat, cell.lon);
    const near = marks.find((mark) => mark.is_wide === is_wide(cell) && Math.hypot(mark.x - x, mark.y - y) < radius_of(mark.count) + radius_of(cell.count) - 4);
    if (near) {
      near.count += cell.count;
      near.cells.push(cell);
    } else {
      marks.push({ x, y, lat: cell.lat, lon: cell.lon, count: cell.count, is_wide: is_wide(cell), cells: [cell], shift: [0, 0] });
    }
  }
  for (const mark of marks) mark.count = count_events(mark.cells);
  const placed = marks.filter((mark) => !mark.is_wide);
  for (const mark of marks.filter((one) => one.is_wide)) {
    mark.shift = shift_off(mark, placed);
    placed.push(mark);
  }
  return marks;
}
