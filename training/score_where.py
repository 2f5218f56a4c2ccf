#!/usr/bin/env python3
"""Scores places: recognition F1 and accuracy within 161 km over all gold spans.

    build/release/nutgraf read - --model fast --format jsonl < REPORTS.jsonl > FOUND.jsonl
    training/score_where.py geovirus ../shared/data/geovirus/geovirus.jsonl FOUND.jsonl
With --run COMMAND the corpus is handed to COMMAND as JSON Lines (doc_id, text) and its output is scored.

- Recognition: an answer of kind place or metonym with exactly a gold span's begin and end is right. Stand-ins ("the capital")
  are no names and are left out. relaxed: they overlap.
- Accuracy: of all gold spans, those with an overlapping answer whose best point lies within 161 km (100 miles).
- --case upper|lower runs on the text in capitals or small letters.
- --part K/N keeps every document whose index is K modulo N. --errors prints what was wrong, by cause.
GeoVirus names locations only, no demonyms.
"""
import argparse
import collections
import json
import math
import subprocess


def km(a, b):
    r = math.pi / 180
    h = math.sin((b[0] - a[0]) * r / 2) ** 2 + math.cos(a[0] * r) * math.cos(b[0] * r) * math.sin((b[1] - a[1]) * r / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1, h)))


def recased(text, case):
    """One character for one, so that offsets stay."""
    turn = {"upper": str.upper, "lower": str.lower}.get(case, lambda c: c)
    return "".join(turn(c) if len(turn(c).encode()) == len(c.encode()) else c for c in text)


def read_gold(path, case, part):
    docs = {}
    k, n = part
    for i, line in enumerate(open(path, encoding="utf8")):
        d = json.loads(line)
        if i % n != k and n > 1:
            continue
        at = [0]
        for c in d["text"]:
            at.append(at[-1] + len(c.encode()))
        docs[d["id"]] = {"text": recased(d["text"], case),
                         "gold": [(at[t["start"]], at[t["end"]], t["lat"], t["lon"], t["text"]) for t in d["toponyms"]]}
    return docs


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", choices=["geovirus"])
    parser.add_argument("gold")
    parser.add_argument("found", nargs="?")
    parser.add_argument("--run")
    parser.add_argument("--case", default="mixed")
    parser.add_argument("--part", default="0/1")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    docs = read_gold(args.gold, args.case, tuple(int(x) for x in args.part.split("/")))
    if args.run:
        given = "".join(json.dumps({"doc_id": i, "text": d["text"]}, ensure_ascii=False) + "\n" for i, d in docs.items())
        output = subprocess.run(args.run, shell=True, input=given.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    else:
        output = open(args.found, encoding="utf8").read()
    gold = right = given = touched = near = 0
    causes = collections.defaultdict(collections.Counter)
    for line in output.splitlines():
        record = json.loads(line)
        doc = docs[record.get("doc_id") or record.get("source_id") or record["report"]["source_id"]]
        answers = [a for a in record["answers"]["where"] if a["kind"] in ("place", "metonym") and not a["because"].startswith("where.stand_in")]
        spans = {(a["begin"], a["end"]) for a in answers}
        wanted = {g[:2] for g in doc["gold"]}
        gold += len(doc["gold"])
        given += len(answers)
        right += len(spans & wanted)
        for a in answers:
            if (a["begin"], a["end"]) not in wanted:
                causes["not a gold span"][a["text"]] += 1
        for begin, end, lat, lon, text in doc["gold"]:
            over = [a for a in answers if a["begin"] < end and begin < a["end"]]
            touched += bool(over)
            if any("lat" in a and km((a["lat"], a["lon"]), (lat, lon)) <= 161 for a in over):
                near += 1
            elif not over:
                causes["missed"][text] += 1
            elif not any("lat" in a for a in over):
                causes["unknown name"][text] += 1
            else:
                causes["far"][f"{text} -> {over[0].get('name')}/{over[0].get('country')}"] += 1
    p, r = right / max(1, given), right / max(1, gold)
    print(f"documents {len(docs)}, gold {gold}, given {given}")
    print(f"recognition: precision {100 * p:.1f}, recall {100 * r:.1f}, F1 {200 * p * r / max(1e-9, p + r):.1f}; overlapping recall {100 * touched / gold:.1f}")
    print(f"within 161 km over all gold: {near / gold:.3f}")
    if args.errors:
        for cause, texts in causes.items():
            print(f"-- {cause}: {sum(texts.values())}")
            print("   " + "; ".join(f"{t} {c}" for t, c in texts.most_common(60)))


main()
