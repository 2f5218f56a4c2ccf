#!/usr/bin/env python3
"""Scores places: recognition F1, and where they are: accuracy within 161 km over all gold spans, or the linked name.

    build/release/nutgraf read - --model fast --format jsonl < REPORTS.jsonl > FOUND.jsonl
    training/score_where.py geovirus ../shared/data/geovirus/geovirus.jsonl FOUND.jsonl
With --run COMMAND the corpus is handed to COMMAND as JSON Lines (doc_id, text) and its output is scored. The corpora:

- geovirus: names of locations with points; no demonyms, so answers of kind demonym are left out.
- wikievents, m2e2: mentions of kind GPE and LOC that are names or demonyms ("Syrian"): every word but "of", "the" and the like begins
  with a capital. Names of buildings (FAC), mentions that are no names ("the city") and peoples ("Russians", persons there) may be found
  or not. No links.
- meantime: names of kind LOC in sentences 0 to 5, without their article; each may stand for an entity of DBpedia.

- Recognition: an answer with exactly a gold span's begin and end is right; overlapping: they share a letter. Stand-ins ("the capital")
  and parts of the names of organisations are no answers, and metonyms that are parts of such names ("Dallas" in "Dallas Police
  Department") count only where gold has them.
- Accuracy: of all gold spans with a point, those with an overlapping answer whose best point lies within 161 km (100 miles).
- Linked: of all gold spans with a link, those with an overlapping answer whose name is the linked page's title.
- --case upper|lower runs on the text in capitals or small letters.
- --part K/N keeps every document whose index is K modulo N. --errors prints what was wrong, by cause.
"""
import argparse
import collections
import gzip
import json
import math
import re
import subprocess
import unicodedata
import urllib.parse

SMALL = {"of", "the", "al", "de", "and", "el", "ar", "as", "la", "da", "ez", "del", "du", "des", "in", "on", "for"}
PRONOUNS = {"there", "here", "it", "its", "which", "where", "we", "our", "they", "their", "this", "that", "us"}


def km(a, b):
    r = math.pi / 180
    h = math.sin((b[0] - a[0]) * r / 2) ** 2 + math.cos(a[0] * r) * math.cos(b[0] * r) * math.sin((b[1] - a[1]) * r / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1, h)))


def recased(text, case):
    """One character for one, so that offsets stay."""
    turn = {"upper": str.upper, "lower": str.lower}.get(case, lambda c: c)
    return "".join(turn(c) if len(turn(c).encode()) == len(c.encode()) else c for c in text)


def is_name(text):
    words = re.findall(r"[^\s\-’'.,()]+", text.removesuffix("’s").removesuffix("'s"))
    if not words or (text != "US" and text.lower() in PRONOUNS):
        return False
    return words[0][0].isupper() and all(w[0].isupper() or w[0].isdigit() or w.lower() in SMALL for w in words)


def trimmed(text, start, end):
    """The span without its article and possessive ending."""
    words = text[start:end]
    start += len(words) - len(re.sub(r"^(the|The)\s+", "", words))
    for ending in ("’s", "'s", "’", "'"):
        if text[start:end].endswith(ending):
            return start, end - len(ending)
    return start, end


def places_of_geovirus(d):
    return [(t["start"], t["end"], (t["lat"], t["lon"]), None) for t in d["toponyms"]], [], []


def places_of_entities(d):
    places = [e for e in d["entities"] if e["type"] in ("GPE", "LOC", "FAC")]
    named = [e for e in places if e["type"] != "FAC" and is_name(e["text"])]
    gold = sorted({trimmed(d["text"], e["start"], e["end"]) for e in named})
    people = [(e["start"], e["end"]) for e in d["entities"] if e["type"] == "PER"]
    return [(s, e, None, None) for s, e in gold], [(e["start"], e["end"]) for e in places], people


def places_of_meantime(d):
    instances, entities = {i["id"]: i for i in d["entity_instances"]}, {e["id"]: e for e in d["entities"]}
    limit = max(end for _, end, sentence in d["tokens"] if sentence <= 5)
    gold = []
    for chain in d["coref"]:
        instance = instances.get(chain["instance"])
        if not instance or instance["ent_type"] != "LOC":
            continue
        for m in chain["mentions"]:
            e = entities.get(m)
            if e and e["end"] <= limit and "NAM" in e["syntactic_type"]:
                gold.append((*trimmed(d["text"], e["start"], e["end"]), None, instance.get("external_ref")))
    return gold, [(limit, len(d["text"]))], []


READERS = {"geovirus": places_of_geovirus, "wikievents": places_of_entities, "m2e2": places_of_entities, "meantime": places_of_meantime}


def read_gold(corpus, path, case, part):
    docs = {}
    k, n = part
    for i, line in enumerate(gzip.open(path, "rt", encoding="utf8") if path.endswith(".gz") else open(path, encoding="utf8")):
        d = json.loads(line)
        if i % n != k and n > 1:
            continue
        at = [0]
        for c in d["text"]:
            at.append(at[-1] + len(c.encode()))
        gold, optional, people = READERS[corpus](d)
        docs[str(d.get("doc_id") or d["id"])] = {
            "text": recased(d["text"], case),
            "gold": [(at[s], at[e], point, link, d["text"][s:e]) for s, e, point, link in gold],
            "optional": [(at[s], at[e]) for s, e in optional], "people": [(at[s], at[e]) for s, e in people]}
    return docs


def simple(name):
    """"Washington,_D.C." -> "washington"; without accents and brackets."""
    name = urllib.parse.unquote(name).replace("_", " ").split(",")[0].split(" (")[0]
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))


def overlaps(a, spans):
    return any(a["begin"] < end and begin < a["end"] for begin, end, *_ in spans)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", choices=READERS)
    parser.add_argument("gold")
    parser.add_argument("found", nargs="?")
    parser.add_argument("--run")
    parser.add_argument("--case", default="mixed")
    parser.add_argument("--part", default="0/1")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    docs = read_gold(args.corpus, args.gold, args.case, tuple(int(x) for x in args.part.split("/")))
    if args.run:
        given = "".join(json.dumps({"doc_id": i, "text": d["text"]}, ensure_ascii=False) + "\n" for i, d in docs.items())
        output = subprocess.run(args.run, shell=True, input=given.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    else:
        output = open(args.found, encoding="utf8").read()
    kinds = {"place", "metonym"} | ({"demonym"} if args.corpus in ("wikievents", "m2e2") else set())
    gold = right = given = touched = touching = points = near = links = linked = 0
    causes = collections.defaultdict(collections.Counter)
    for line in output.splitlines():
        record = json.loads(line)
        doc = docs[record.get("doc_id") or record.get("source_id") or record["report"]["source_id"]]
        wanted = {g[:2] for g in doc["gold"]}
        answers = [a for a in record["answers"]["where"] if a["kind"] in kinds and not a["because"].startswith("where.stand_in")]
        if args.corpus != "geovirus":
            answers = [a for a in answers if overlaps(a, doc["gold"]) or
                       not (overlaps(a, doc["optional"]) or a["kind"] == "demonym" and overlaps(a, doc["people"]) or "inside the name of an organisation" in a["because"])]
        spans = {(a["begin"], a["end"]) for a in answers}
        gold += len(doc["gold"])
        given += len(answers)
        right += len(spans & wanted)
        touching += sum(overlaps(a, doc["gold"]) for a in answers)
        for a in answers:
            if (a["begin"], a["end"]) not in wanted:
                causes["other span" if overlaps(a, doc["gold"]) else "not a gold span"][a["text"]] += 1
        for begin, end, point, link, text in doc["gold"]:
            over = [a for a in answers if a["begin"] < end and begin < a["end"]]
            touched += bool(over)
            points += point is not None
            links += link is not None
            is_near = point and any("lat" in a and km((a["lat"], a["lon"]), point) <= 161 for a in over)
            is_linked = link and any(simple(a.get("name", "")) == simple(link.rsplit("/", 1)[1]) for a in over)
            near += bool(is_near)
            linked += bool(is_linked)
            if not over:
                causes["missed"][text] += 1
            elif not any("lat" in a for a in over):
                causes["unknown name"][text] += 1
            elif point and not is_near or link and not is_linked:
                causes["elsewhere"][f"{text} -> {over[0].get('name')}/{over[0].get('country')}"] += 1
    p, r = right / max(1, given), right / max(1, gold)
    q, s = touching / max(1, given), touched / max(1, gold)
    print(f"documents {len(docs)}, gold {gold}, given {given}")
    print(f"recognition: precision {100 * p:.1f}, recall {100 * r:.1f}, F1 {200 * p * r / max(1e-9, p + r):.1f}")
    print(f"overlapping: precision {100 * q:.1f}, recall {100 * s:.1f}, F1 {200 * q * s / max(1e-9, q + s):.1f}")
    if points:
        print(f"within 161 km over all gold: {near / points:.3f}")
    if links:
        print(f"named as linked: {linked} of {links}")
    if args.errors:
        for cause, texts in causes.items():
            print(f"-- {cause}: {sum(texts.values())}")
            print("   " + "; ".join(f"{t} {c}" for t, c in texts.most_common(120)))


main()
