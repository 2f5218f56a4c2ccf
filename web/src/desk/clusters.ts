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
}

const wide = new Set(["admin1", "country", "region"]);
export const is_wide = (cell: Cell): boolean => wide.has(cell.precision ?? "");

export const radius_of = (count: number): number => Math.min(30, 11 + 4 * Math.log2(Math.max(1, count)) * 0.75);

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
      marks.push({ x, y, lat: cell.lat, lon: cell.lon, count: cell.count, is_wide: is_wide(cell), cells: [cell] });
    }
  }
  return marks;
}
