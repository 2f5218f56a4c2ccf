// The shapes of the map, unpacked from the file built into the program (made by tools/basemap): countries and their
// divisions, borders, towns.

import { country_name } from "../record/words";

interface File {
  steps: number; // to a degree
  arcs: number[][];
  countries: [string, number[][][]][];
  divisions: [string, string, number[][][]][];
  lines: { borders: number[]; disputed: number[]; divisions: number[] };
  towns: [string, number, number, number, number][]; // name, lon, lat, thousands of people, capital
}

type Point = [number, number]; // lat, lon

export interface Shape {
  country: string;
  name: string;
  rings: Point[][][];
  box: [number, number, number, number]; // south, west, north, east
}

export interface Basemap {
  countries: Shape[];
  divisions: Shape[];
  borders: Point[][];
  disputed: Point[][];
  division_lines: Point[][];
  towns: { name: string; lat: number; lon: number; people: number; is_capital: boolean }[];
}

function box_of(rings: Point[][][]): Shape["box"] {
  const box: Shape["box"] = [90, 180, -90, -180];
  for (const [outer] of rings)
    for (const [lat, lon] of outer ?? []) {
      box[0] = Math.min(box[0], lat);
      box[1] = Math.min(box[1], lon);
      box[2] = Math.max(box[2], lat);
      box[3] = Math.max(box[3], lon);
    }
  return box;
}

export function unpack(file: File): Basemap {
  const arcs: Point[][] = file.arcs.map((numbers) => {
    const points: Point[] = [];
    let x = 0;
    let y = 0;
    for (let at = 0; at < numbers.length; at += 2) {
      x += numbers[at]!;
      y += numbers[at + 1]!;
      points.push([y / file.steps, x / file.steps]);
    }
    return points;
  });
  const ring = (indexes: number[]): Point[] => {
    const points: Point[] = [];
    for (const index of indexes) {
      const arc = index < 0 ? [...arcs[~index]!].reverse() : arcs[index]!;
      for (let at = points.length ? 1 : 0; at < arc.length; ++at) points.push(arc[at]!);
    }
    return points;
  };
  const rings = (polygons: number[][][]) => polygons.map((polygon) => polygon.map(ring));
  const shape = (country: string, name: string, polygons: number[][][]): Shape => {
    const drawn = rings(polygons);
    return { country, name, rings: drawn, box: box_of(drawn) };
  };
  const lines = (indexes: number[]) => indexes.map((index) => arcs[index]!);
  return {
    countries: file.countries.map(([country, polygons]) => shape(country, country_name(country), polygons)),
    divisions: file.divisions.map(([country, name, polygons]) => shape(country, name, polygons)),
    borders: lines(file.lines.borders),
    disputed: lines(file.lines.disputed),
    division_lines: lines(file.lines.divisions),
    towns: file.towns.map(([name, lon, lat, people, is_capital]) => ({ name, lat, lon, people, is_capital: is_capital === 1 })),
  };
}

function is_inside([lat, lon]: Point, ring: Point[]): boolean {
  let is_in = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [lat1, lon1] = ring[at]!;
    const [lat2, lon2] = ring[before]!;
    if (lat1 > lat !== lat2 > lat && lon < ((lon2 - lon1) * (lat - lat1)) / (lat2 - lat1) + lon1) is_in = !is_in;
  }
  return is_in;
}

// The first shape that holds the point; nothing at sea.
export function shape_at(shapes: Shape[], point: Point): Shape | undefined {
  const [lat, lon] = point;
  return shapes.find(({ rings, box: [south, west, north, east] }) => lat >= south && lat <= north && lon >= west && lon <= east && rings.some(([outer, ...holes]) => outer && is_inside(point, outer) && !holes.some((hole) => is_inside(point, hole))));
}

let loading: Promise<Basemap> | undefined;

export function load_basemap(): Promise<Basemap> {
  loading ??= fetch("basemap.json").then(async (response) => unpack((await response.json()) as File));
  loading.catch(() => (loading = undefined));
  return loading;
}
