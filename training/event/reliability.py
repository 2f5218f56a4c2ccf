#!/usr/bin/env python3
"""How often records of a given confidence are right.

    nutgraf read --format jsonl GOLD.jsonl > records.jsonl
    reliability.py GOLD.jsonl records.jsonl GOLD_FOLDER

A record of a core type is right when the scorer of GOLD_FOLDER pairs it with a gold event; those paired with an unsure event are left out.
"""
import json, sys

sys.path.insert(0, sys.argv[3])
import score

found = {}
for line in open(sys.argv[2], encoding="utf-8"):
    r = json.loads(line)
    found[r["report"]["source_id"]] = r["events"]
bins = {}
for line in open(sys.argv[1], encoding="utf-8"):
    gold = json.loads(line)
    text = score.Text(gold["text"])
    wanted = [score.normal(e, text, True) for e in gold["events"]]
    records = [e for e in found.get(gold["doc_id"], []) if e["event"] in score.CORE]
    told = [score.normal(e, text, False) for e in records]
    pairs = {j: i for i, j in score.best_pairs([[score.likeness(g, p) for p in told] for g in wanted])}
    for j, record in enumerate(records):
        if j in pairs and wanted[pairs[j]]["unsure"]:
            continue
        b = bins.setdefault(min(int(record["confidence"] * 10), 9), [0, 0, 0.0])
        b[0] += 1
        b[1] += j in pairs
        b[2] += record["confidence"]
print("confidence  records  mean  right")
for k in sorted(bins):
    n, right, total = bins[k]
    print(f"{k / 10:.1f}..{(k + 1) / 10:.1f}  {n:7}  {total / n:.2f}  {right / n:.2f}")
