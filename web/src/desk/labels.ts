// Names on the map: as many as fit without touching one another, the bigger first.

import L from "leaflet";
import type { Basemap } from "./basemap";

interface Label {
  name: string;
  lat: number;
  lon: number;
  kind: "country" | "capital" | "town";
  from_zoom: number;
}

function middle_of(rings: [number, number][][][]): { lat: number; lon: number; size: number } {
  let best = { lat: 0, lon: 0, size: 0 };
  for (const [outer] of rings) {
    let area = 0;
    let lat = 0;
    let lon = 0;
    for (let at = 0; outer && at + 1 < outer.length; ++at) {
      const [y1, x1] = outer[at]!;
      const [y2, x2] = outer[at + 1]!;
      const cross = x1 * y2 - x2 * y1;
      area += cross;
      lat += (y1 + y2) * cross;
      lon += (x1 + x2) * cross;
    }
    const size = Math.abs(area / 2);
    if (size > best.size) best = { lat: lat / (3 * area), lon: lon / (3 * area), size };
  }
  return best;
}

const zoom_for_people = (thousands: number): number => (thousands > 5000 ? 4 : thousands > 2000 ? 5 : thousands > 700 ? 6 : thousands > 250 ? 7 : 8);
const zoom_for_size = (size: number): number => (size > 300 ? 2 : size > 60 ? 3 : size > 12 ? 4 : size > 1 ? 5 : 6);

export function labels_of(base: Basemap): Label[] {
  const countries = base.countries
    .filter(({ country }) => country !== "ATA")
    .map(({ name, rings }) => ({ name, ...middle_of(rings) }))
    .filter(({ name, size }) => size > 0.02 && name.length > 3)
    .sort((a, b) => b.size - a.size)
    .map(({ name, lat, lon, size }): Label => ({ name, lat, lon, kind: "country", from_zoom: zoom_for_size(size) }));
  const towns = base.towns.map(({ name, lat, lon, people, is_capital }): Label => ({ name, lat, lon, kind: is_capital ? "capital" : "town", from_zoom: is_capital ? Math.min(4.5, zoom_for_people(people)) : zoom_for_people(people) }));
  return [...countries, ...towns];
}

const most_shown = 90;
const letter_px = 6.2;
const line_px = 14;

export class Labels extends L.Layer {
  private readonly group = L.layerGroup();
  private map: L.Map | undefined;

  constructor(private readonly labels: Label[]) {
    super();
  }

  onAdd(map: L.Map): this {
    this.map = map;
    const pane = map.getPane("labels") ?? map.createPane("labels");
    pane.style.zIndex = "350";
    pane.style.pointerEvents = "none";
    this.group.addTo(map);
    map.on("moveend", this.draw, this);
    this.draw();
    return this;
  }

  onRemove(map: L.Map): this {
    map.off("moveend", this.draw, this);
    this.group.remove();
    this.map = undefined;
    return this;
  }

  private draw(): void {
    const map = this.map;
    if (!map) return;
    this.group.clearLayers();
    const bounds = map.getBounds();
    const zoom = map.getZoom();
    const taken: [number, number, number, number][] = [];
    let shown = 0;
    for (const label of this.labels) {
      if (shown >= most_shown) break;
      if (label.from_zoom > zoom || !bounds.contains([label.lat, label.lon])) continue;
      if (label.kind === "country" && zoom > 7) continue;
      const at = map.latLngToLayerPoint([label.lat, label.lon]);
      const width = label.name.length * letter_px + 10;
      const left = label.kind === "country" ? at.x - width / 2 : at.x;
      const box: [number, number, number, number] = [left, at.y - line_px / 2, left + width, at.y + line_px / 2];
      if (taken.some(([l, t, r, b]) => box[0] < r && box[2] > l && box[1] < b && box[3] > t)) continue;
      taken.push(box);
      ++shown;
      const words = document.createElement("span");
      words.textContent = label.name;
      const icon = L.divIcon({ html: words, className: `map-label ${label.kind}`, iconSize: label.kind === "country" ? [width, line_px] : [6, 6] });
      L.marker([label.lat, label.lon], { icon, interactive: false, keyboard: false, pane: "labels" }).addTo(this.group);
    }
  }
}
