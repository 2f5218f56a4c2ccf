// Where: the events on the map. A sharp place is a filled mark, a wide one a hollow dashed ring over the ground
// that it may lie in; a number always counts events.

import L from "leaflet";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Cell } from "../api/types";
import { say_count } from "../state/filters";
import { precision_name, quad_of } from "../record/words";
import { load_basemap, shape_at, type Basemap } from "./basemap";
import { holds_several, is_square, is_wide, join_cells, radius_of, short_count, type Mark } from "./clusters";
import { add_ground, colour, take_down } from "./ground";
import { Labels, labels_of } from "./labels";

interface Props {
  cells: Cell[];
  view: string | undefined; // "lat,lon,zoom"
  chosen: string | undefined; // event id
  moved: (view: string, bounds: string, zoom: number) => void;
  choose: (mark: Mark) => void;
}

const first_view = "20,15,2";

export function read_view(view: string | undefined): [number, number, number] {
  const numbers = (view ?? first_view).split(",").map(Number);
  return numbers.length === 3 && numbers.every(Number.isFinite) ? (numbers as [number, number, number]) : [20, 15, 2];
}

const write_bounds = (bounds: L.LatLngBounds): string =>
  [Math.max(-180, bounds.getWest()), Math.max(-90, bounds.getSouth()), Math.min(180, bounds.getEast()), Math.min(90, bounds.getNorth())].map((number) => number.toFixed(3)).join(",");

function say_mark(mark: Mark): string {
  const names = [...new Set(mark.cells.map((cell) => cell.name).filter(Boolean))];
  const where = names.length ? `${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}` : "here";
  const precision = mark.is_wide ? `, known only to the ${precision_name(mark.cells[0]!.precision)}` : "";
  return `${say_count(mark.count, "event")}: ${where}${precision}`;
}

// The class of the commonest kind of act in the mark.
function quad_class(mark: Mark): string {
  const counts: Record<number, number> = {};
  for (const cell of mark.cells) for (const [type, count] of Object.entries(cell.types)) counts[quad_of(type)] = (counts[quad_of(type)] ?? 0) + count;
  return `quad-${Object.entries(counts).sort((a, b) => b[1] - a[1])[0]?.[0] ?? 4}`;
}

// The ground that the wide places may lie in, each once.
function areas_of(cells: Cell[], base: Basemap, renderer: L.Renderer): L.Layer[] {
  const style: L.PolylineOptions = { color: colour("area"), weight: 1.2, dashArray: "4 4", fillColor: colour("area"), fillOpacity: 0.1, interactive: false, renderer };
  return cells.filter(is_wide).flatMap((cell) => area_of(cell, base, style) ?? []);
}

function area_of(cell: Cell, base: Basemap, style: L.PolylineOptions): L.Layer | undefined {
  const shape = cell.precision === "admin1" ? shape_at(base.divisions, [cell.lat, cell.lon]) : cell.precision === "country" ? (base.countries.find((one) => one.country === cell.country) ?? shape_at(base.countries, [cell.lat, cell.lon])) : undefined;
  if (shape) return L.polygon(shape.rings as L.LatLngExpression[][][], style);
  return cell.radius_km ? L.circle([cell.lat, cell.lon], { ...style, radius: cell.radius_km * 1000 }) : undefined;
}

// Goes nearer to what a mark joins; false for a single place, and for places on one spot.
function zoom_into(map: L.Map, mark: Mark): boolean {
  const bounds = L.latLngBounds(mark.cells.map((cell) => [cell.lat, cell.lon]));
  const is_one_spot = bounds.getNorthEast().equals(bounds.getSouthWest(), 0.01);
  if (map.getZoom() >= map.getMaxZoom() || (is_one_spot && !mark.cells.some(is_square))) return false;
  if (is_one_spot) map.setView(bounds.getCenter(), Math.min(map.getMaxZoom(), map.getZoom() + 2.5));
  else map.fitBounds(bounds.pad(0.4), { maxZoom: map.getMaxZoom() });
  return true;
}

// A line from a mark that stepped aside to where it belongs.
function add_leader(map: L.Map, mark: Mark, layer: L.LayerGroup, renderer: L.Renderer): void {
  const place: L.LatLngExpression = [mark.lat, mark.lon];
  const aside = map.layerPointToLatLng(map.latLngToLayerPoint(place).add(mark.shift));
  L.polyline([place, aside], { color: colour("area"), weight: 1.2, dashArray: "2 3", interactive: false, renderer }).addTo(layer);
}

function icon_of(mark: Mark, is_chosen: boolean): L.DivIcon {
  const size = 2 * radius_of(mark.count);
  const face = document.createElement("span");
  face.textContent = short_count(mark.count);
  const classes = ["map-mark", mark.is_wide ? "wide" : "sharp", holds_several(mark) ? "several" : "", quad_class(mark), is_chosen ? "chosen" : ""];
  const [right, down] = mark.shift;
  return L.divIcon({ html: face, className: classes.join(" "), iconSize: [size, size], iconAnchor: [size / 2 - right, size / 2 - down] });
}

export function MapPane({ cells, view, chosen, moved, choose }: Props) {
  const at = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map | undefined>(undefined);
  const marks = useRef<L.LayerGroup>(L.layerGroup());
  const areas = useRef<L.LayerGroup>(L.layerGroup());
  const renderer = useRef<L.Renderer>(L.canvas({ pane: "areas" }));
  const leaders = useRef<L.LayerGroup>(L.layerGroup());
  const [base, set_base] = useState<Basemap>();
  const [zoom, set_zoom] = useState(0);
  const is_fitted = useRef(Boolean(view));
  const latest = useRef({ moved, choose });
  latest.current = { moved, choose };

  useEffect(() => {
    const [lat, lon, start] = read_view(view);
    const made = L.map(at.current!, { center: [lat, lon], zoom: start, minZoom: 1.5, maxZoom: 11, zoomSnap: 0.5, zoomDelta: 1, worldCopyJump: false, attributionControl: false, maxBounds: [[-85, -200], [85, 200]], maxBoundsViscosity: 0.8 });
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(made);
    made.createPane("areas").style.zIndex = "300";
    areas.current.addTo(made);
    leaders.current.addTo(made);
    marks.current.addTo(made);
    const report = () => {
      const middle = made.getCenter();
      set_zoom(made.getZoom());
      latest.current.moved(`${middle.lat.toFixed(3)},${middle.lng.toFixed(3)},${made.getZoom()}`, write_bounds(made.getBounds()), made.getZoom());
    };
    made.on("moveend", report);
    map.current = made;
    let forget: (() => void) | undefined;
    load_basemap().then((loaded) => {
      if (!map.current) return;
      forget = add_ground(made, loaded);
      made.addLayer(new Labels(labels_of(loaded)));
      set_base(loaded);
    }, () => undefined);
    const sizes = new ResizeObserver(() => made.invalidateSize());
    sizes.observe(at.current!);
    report();
    return () => {
      sizes.disconnect();
      forget?.();
      map.current = undefined;
      take_down(made);
    };
  }, []);

  useEffect(() => {
    const made = map.current;
    if (!made || is_fitted.current || !cells.length) return;
    is_fitted.current = true;
    made.fitBounds(L.latLngBounds(cells.map((cell) => [cell.lat, cell.lon])).pad(0.25), { maxZoom: 6, animate: false });
  }, [cells]);

  useEffect(() => {
    areas.current.clearLayers();
    if (base) for (const area of areas_of(cells, base, renderer.current)) area.addTo(areas.current);
  }, [cells, base]);

  useEffect(() => {
    const made = map.current;
    if (!made) return;
    marks.current.clearLayers();
    leaders.current.clearLayers();
    for (const mark of join_cells(cells, (lat, lon) => made.latLngToLayerPoint([lat, lon]))) {
      const [right, down] = mark.shift;
      if (right || down) add_leader(made, mark, leaders.current, renderer.current);
      const is_chosen = chosen !== undefined && mark.cells.some((cell) => cell.events.includes(chosen));
      const words = say_mark(mark);
      const marker = L.marker([mark.lat, mark.lon], { icon: icon_of(mark, is_chosen), title: words, keyboard: true, riseOnHover: true, zIndexOffset: is_chosen ? 1000 : mark.is_wide ? -1000 : 0 });
      const open = () => zoom_into(made, mark) || latest.current.choose(mark);
      marker.on("click", open);
      marker.addTo(marks.current);
      const element = marker.getElement();
      element?.setAttribute("aria-label", words);
      element?.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        open();
      });
    }
  }, [cells, zoom, chosen]);

  useEffect(() => {
    const made = map.current;
    const cell = chosen && cells.find((one) => one.events.includes(chosen));
    if (made && cell && !made.getBounds().contains([cell.lat, cell.lon])) made.panTo([cell.lat, cell.lon], { animate: false });
  }, [chosen]);

  return <div ref={at} class="map" role="application" aria-label="Map of the events. The table has the same places." />;
}
