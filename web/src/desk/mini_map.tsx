// A small map with one place on it, for choosing between places of one name.

import L from "leaflet";
import { useEffect, useRef } from "preact/hooks";
import { load_basemap } from "./basemap";
import { add_ground, take_down } from "./ground";
import { Labels, labels_of } from "./labels";

export function MiniMap({ lat, lon }: { lat: number; lon: number }) {
  const at = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map | undefined>(undefined);
  const mark = useRef<L.Marker | undefined>(undefined);
  useEffect(() => {
    const made = L.map(at.current!, { center: [lat, lon], zoom: 4, zoomSnap: 0.5, attributionControl: false, zoomControl: false, keyboard: false, scrollWheelZoom: false });
    mark.current = L.marker([lat, lon], { icon: L.divIcon({ className: "map-mark sharp quad-4", iconSize: [14, 14], html: document.createElement("span") }), keyboard: false }).addTo(made);
    map.current = made;
    let forget: (() => void) | undefined;
    load_basemap().then((base) => {
      if (!map.current) return;
      forget = add_ground(made, base);
      made.addLayer(new Labels(labels_of(base)));
    }, () => undefined);
    return () => {
      forget?.();
      map.current = undefined;
      take_down(made);
    };
  }, []);
  useEffect(() => {
    mark.current?.setLatLng([lat, lon]);
    map.current?.setView([lat, lon], map.current.getZoom(), { animate: false });
  }, [lat, lon]);
  return <div ref={at} class="mini-map" aria-hidden="true" />;
}
