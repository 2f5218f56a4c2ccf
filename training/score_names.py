"""Scores names in the MISC column (Name=B-PER ...) of a CoNLL-U file: span and type F1.

Gold is Universal NER on EWT dev; only the judging half of the documents counts (the other half
lends its names to training). Words must be the gold words (`nutgraf parse --tokens given`).
usage: score_names.py DATA SYSTEM.conllu
"""

import json
import sys
from pathlib import Path

from collect import load_dev
from treebank import read_conllu, spans_from_tags


def tags_of(sentence):
    tags = []
    for misc in sentence["misc"]:
        tags.append(next((f[5:] for f in misc.split("|") if f.startswith("Name=")), "O"))
    return tags


def main():
    dev = load_dev(Path(sys.argv[1]))
    system = list(read_conllu(sys.argv[2]))
    if len(dev) != len(system):
        sys.exit(f"{sys.argv[2]}: {len(system)} sentences, expected {len(dev)}")
    counts = {}
    for sentence, answer in zip(dev, system):
        if not sentence["names"]:
            continue
        gold, found = set(spans_from_tags(sentence["names"])), set(spans_from_tags(tags_of(answer)))
        for kind in ("PER", "ORG", "LOC"):
            hits, all_gold, all_found = counts.get(kind, (0, 0, 0))
            g, f = {s for s in gold if s[2] == kind}, {s for s in found if s[2] == kind}
            counts[kind] = (hits + len(g & f), all_gold + len(g), all_found + len(f))
    total = [sum(c[i] for c in counts.values()) for i in range(3)]
    for kind, (hits, gold, found) in list(counts.items()) + [("all", total)]:
        print(json.dumps({"type": kind, "gold": gold, "found": found, "precision": round(100 * hits / max(found, 1), 2),
                          "recall": round(100 * hits / max(gold, 1), 2), "F1": round(200 * hits / max(gold + found, 1), 2)}))


if __name__ == "__main__":
    main()
