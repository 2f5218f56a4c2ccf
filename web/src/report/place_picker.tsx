// Which place of the gazetteer is meant: the runners-up that the program itself weighed come first, then what a
// search finds.

import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";
import type { GazetteerItem, Place } from "../api/types";
import { country_name } from "../record/words";
import { say_count } from "../state/filters";
import { MiniMap } from "../desk/mini_map";

const wait_ms = 200;

const precision_of = (feature: string | undefined): string => (feature?.startsWith("ADM1") || feature === "admin1" ? "admin1" : feature?.startsWith("PCL") || feature === "country" ? "country" : feature === "region" ? "region" : "city");

const as_place = (item: GazetteerItem): Place => ({
  name: item.name, country: item.country, admin1: item.admin1, geonameid: item.geonameid || undefined, lat: item.lat, lon: item.lon, precision: item.precision ?? precision_of(item.feature),
});

const say_place = (place: Place): string => [place.name, place.admin1 !== place.name && place.admin1, country_name(place.country)].filter(Boolean).join(", ");

export function PlacePicker({ words, place, picked, pick }: { words: string; place?: Place; picked?: Place; pick: (place: Place) => void }) {
  const [query, set_query] = useState(words);
  const [found, set_found] = useState<(Place & { population?: number })[]>([]);
  useEffect(() => {
    if (query.trim().length < 2) return set_found([]);
    const abort = new AbortController();
    const timer = setTimeout(() => {
      get<{ items: GazetteerItem[] }>("/gazetteer", { q: query.trim() }, abort.signal)
        .then(({ items }) => set_found(items.slice(0, 8).map((item) => ({ ...as_place(item), population: item.population }))))
        .catch(() => undefined);
    }, wait_ms);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);
  const others = (place?.runners_up ?? []).filter((one) => !found.some((other) => other.geonameid === one.geonameid));
  const choices: (Place & { population?: number })[] = query === words ? [...others, ...found] : found;
  const shown = picked ?? place;
  return (
    <div class="place-picker">
      <label><span>Find the place</span><input type="search" value={query} onInput={(event) => set_query(event.currentTarget.value)} /></label>
      <ul role="listbox" aria-label="Places">
        {choices.slice(0, 10).map((choice, index) => (
          <li key={`${choice.geonameid ?? choice.name}-${index}`}>
            <button type="button" role="option" aria-selected={picked === choice || (picked?.geonameid !== undefined && picked.geonameid === choice.geonameid)} onClick={() => pick(choice)}>
              <bdi>{say_place(choice)}</bdi> {choice.population ? <small>{say_count(choice.population, "person", "people")}</small> : null}
            </button>
          </li>
        ))}
        {!choices.length && <li class="quiet-words">No place of that name in the gazetteer.</li>}
      </ul>
      {shown?.lat !== undefined && shown.lon !== undefined && <MiniMap lat={shown.lat} lon={shown.lon} />}
    </div>
  );
}
