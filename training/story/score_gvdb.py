#!/usr/bin/env python3
"""Scores stories on GVDB: articles that tell one shooting (see gvdb.py), over the half that learn_pairs.py leaves out.

    nutgraf read --format jsonl texts.jsonl > lines.jsonl       # texts as {"id": doc_id, "text"}; GVDB gives no filing day
    print_stories stories < lines.jsonl > stories.jsonl
    score_gvdb.py GVDB.jsonl.gz lines.jsonl stories.jsonl

An article is represented by its first ASSAULT record that is not background. Prints pairs right, and B3 over articles. Nearly every shooting
is told once, so what counts is that few are joined.
"""
import json, sys, zlib
from itertools import combinations

from gvdb import shootings
from score_stories import print_scores


def main():
    gold_path, lines_path, stories_path = sys.argv[1:4]
    shooting, story, chosen = shootings(gold_path), {}, {}
    for number, line in enumerate(open(stories_path)):
        for record in json.loads(line):
            story[record] = number
    for line in open(lines_path, encoding="utf-8"):
        d = json.loads(line)
        name = d["report"]["source_id"]
        ids = [e["id"] for e in d["events"] if e["event"] == "ASSAULT" and not e["background"]]
        if ids and zlib.crc32(name.encode()) % 2 == 1:
            chosen[name] = f"{name}-{ids[0]}"
    keys = sorted(chosen)
    gold, found = [shooting[k] for k in keys], [story[chosen[k]] for k in keys]
    pairs = list(combinations(range(len(keys)), 2))
    same, joined = {p for p in pairs if gold[p[0]] == gold[p[1]]}, {p for p in pairs if found[p[0]] == found[p[1]]}
    print(f"pairs of one shooting {len(same)}, joined {len(joined)}, right {len(same & joined)}")
    print_scores("articles", gold, [("our stories", found), ("each alone", keys)])


main()
