"""Invents reports with known places, so that the ranker also learns what GeoVirus shows little of: local news that names
small towns near one another, with or without their state.

    python3 training/where/invent.py PLACES.tsv OUT.jsonl [COUNT]

PLACES.tsv is what tools/gazetteer/prepare.py writes. Gold points are the places' own; the events are made up.
"""

import collections
import json
import math
import random
import sys

TOWN = ["Police in {} arrested two men on Monday.", "A fire destroyed a warehouse in {} overnight.",
        "The council of {} voted to close the bridge.", "A man from {} was charged with robbery.",
        "Crews from {} were called to the scene.", "Schools in {} stayed closed on Friday.",
        "{} residents rallied outside the courthouse.", "The road between {} and the river was shut."]
WIDE = ["The governor of {} called for calm.", "Lawmakers in {} passed a bill on guns.", "Storms swept across {} on Sunday.",
        "Courts in {} have ruled on the case before."]
COUNTRY = ["Troops in {} were put on alert.", "The government of {} declared a curfew.", "Protests went on across {}."]
SECOND = ["He was last seen in {}.", "A second blast shook {}.", "The suspects fled to {}.", "Ambulances came from {}."]


class World:
    def __init__(self, path):
        self.towns, self.admin1, self.cells = [], {}, collections.defaultdict(list)
        for line in open(path, encoding="utf8"):
            f = line.rstrip("\n").split("\t")
            place = (f[8], f[1], f[2], f[3], float(f[5]), float(f[6]), int(f[7]))
            if f[1] == "admin1":
                self.admin1[f[2], f[3]] = place
            elif f[1] in ("town", "seat1", "seat2", "seat3", "seat4", "capital") and len(f[8]) > 3:
                self.towns.append(place)
                self.cells[int(place[4]), int(place[5])].append(place)
        self.by_country = collections.defaultdict(list)
        for t in self.towns:
            self.by_country[t[2]].append(t)
        self.weights = {c: [math.sqrt(t[6] + 300) for t in ts] for c, ts in self.by_country.items()}
        self.big = {c: [t[6] + 1 for t in ts] for c, ts in self.by_country.items()}
        self.countries = [c for c in self.by_country if len(self.by_country[c]) > 20]

    def near(self, place, km):
        found = []
        for a in range(int(place[4]) - 2, int(place[4]) + 3):
            for o in range(int(place[5]) - 2, int(place[5]) + 3):
                for t in self.cells.get((a, o), ()):
                    d = math.hypot(t[4] - place[4], (t[5] - place[5]) * math.cos(math.radians(place[4]))) * 111
                    if d < km and t[0] != place[0]:
                        found.append(t)
        return found


class Writer:
    def __init__(self):
        self.text, self.gold = "", []

    def say(self, template, *places):
        parts = template.split("{}")
        self.text += (" " if self.text else "") + parts[0]
        for part, place in zip(parts[1:], places):
            begin = len(self.text.encode())
            self.text += place[0]
            self.gold.append({"begin": begin, "end": len(self.text.encode()), "lat": place[4], "lon": place[5], "weight": 0.25})
            self.text += part


def local(world, random):
    country = "US" if random.random() < 0.55 else random.choice(["GB", "CA", "AU", "IN", "NG", "ZA", "IE", "PH", "MX", "DE", "FR"])
    town = random.choices(world.by_country[country], world.weights[country])[0]
    around = world.near(town, 110)
    random.shuffle(around)
    around.sort(key=lambda t: -math.sqrt(t[6] + 300) * random.random())
    writer, state = Writer(), world.admin1.get((town[2], town[3]))
    if state and random.random() < 0.35:
        writer.say("Police in {}, {}, arrested two men on Monday.", town, state)
    else:
        writer.say(random.choice(TOWN), town)
    for other in around[:random.randint(1, 5)]:
        writer.say(random.choice(TOWN + SECOND), other)
    if state and random.random() < 0.5:
        writer.say(random.choice(WIDE), state)
    return writer


def national(world, random):
    country = random.choice(world.countries)
    writer = Writer()
    towns = random.choices(world.by_country[country], world.big[country], k=random.randint(1, 3))
    state = world.admin1.get((country, towns[0][3]))
    for town in dict.fromkeys(towns):
        writer.say(random.choice(TOWN + SECOND), town)
    if state and random.random() < 0.6:
        writer.say(random.choice(WIDE), state)
    for other in random.sample(world.countries, random.randint(0, 2)):
        capital = max(world.by_country[other], key=lambda t: t[6])
        writer.say(random.choice(TOWN), capital)
    return writer


def main():
    world, chance = World(sys.argv[1]), random.Random(11)
    with open(sys.argv[2], "w", encoding="utf8") as out:
        for i in range(int(sys.argv[3]) if len(sys.argv) > 3 else 1500):
            writer = (local if chance.random() < 0.7 else national)(world, chance)
            out.write(json.dumps({"id": f"invented-{i}", "text": writer.text, "gold": writer.gold}, ensure_ascii=False) + "\n")


main()
