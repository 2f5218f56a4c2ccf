// The map's ground: land, borders (dashed where states disagree), divisions when one comes near. There are no
// streets and no tiles.

import L from "leaflet";
import type { Basemap } from "./basemap";

// Removes a map, whatever zoom is under way: Leaflet 1.9 ends the animation by a timer, which would find no map any more.
export function take_down(map: L.Map): void {
  (map as unknown as { _animatingZoom: boolean })._animatingZoom = false;
  map.remove();
}

export const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

// A pane below everything else that takes no clicks.
function ground_pane(map: L.Map): L.Renderer {
  const pane = map.getPane("ground") ?? map.createPane("ground");
  pane.style.zIndex = "200";
  pane.style.pointerEvents = "none";
  return L.canvas({ pane: "ground", padding: 0.3 });
}

const near_zoom = 5;

export function add_ground(map: L.Map, base: Basemap): () => void {
  const renderer = ground_pane(map);
  const common = { renderer, interactive: false, smoothFactor: 1.2 };
  const land = L.polygon(base.countries.flatMap((shape) => shape.rings) as L.LatLngExpression[][][], { ...common, weight: 0.8, fillOpacity: 1 });
  const divisions = L.polyline(base.division_lines, { ...common, weight: 0.6 });
  const borders = L.polyline(base.borders, { ...common, weight: 1 });
  const disputed = L.polyline(base.disputed, { ...common, weight: 1, dashArray: "4 4" });
  const paint = () => {
    land.setStyle({ color: colour("coast"), fillColor: colour("land") });
    divisions.setStyle({ color: colour("division") });
    borders.setStyle({ color: colour("border") });
    disputed.setStyle({ color: colour("border") });
  };
  const order = () => {
    if (map.getZoom() >= near_zoom) divisions.addTo(map);
    else divisions.remove();
  };
  land.addTo(map);
  borders.addTo(map);
  disputed.addTo(map);
  paint();
  order();
  map.on("zoomend", order);
  const media = matchMedia("(prefers-color-scheme: dark)");
  addEventListener("nutgraf:theme", paint);
  media.addEventListener("change", paint);
  return () => {
    removeEventListener("nutgraf:theme", paint);
    media.removeEventListener("change", paint);
  };
}
