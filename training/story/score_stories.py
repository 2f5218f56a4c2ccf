#!/usr/bin/env python3
"""Scores stories on ECB+ (mention level, B3) against a baseline.

    build/release/training/story/print_stories stories < lines.jsonl > stories.jsonl
    score_stories.py ECB_DEV.jsonl.gz lines.jsonl stories.jsonl

Records: those that tell an annotated event mention; a record's gold event is that of most of its mentions. Mentions: the annotated ones that a record
tells, each with its record's story; a record joins "shot" and "killed", which ECB+ keeps apart, so that even perfect stories of records get
about 74 there. Baseline: same lemma of the first mention's last word and same day (all days unknown are one). B3 (Bagga and Baldwin 1998) over
all documents at once.
"""
import json, sys
from collections import Counter, defaultdict

from ecb import mentions_with_records


def stem(word):
    word = word.lower()
    irregular = {"shot": "shoot", "shooting": "shoot", "killed": "kill", "killing": "kill", "fought": "fight", "caught": "catch", "stolen": "steal", "stole": "steal",
                 "struck": "strike", "broke": "break", "broken": "break", "hit": "hit", "fired": "fire", "firing": "fire", "said": "say", "won": "win"}
    if word in irregular:
        return irregular[word]
    for ending in ("ings", "ing", "ies", "ied", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.rstrip("e")


def b_cubed(gold, found):
    def by(labels):
        sets = defaultdict(set)
        for i, label in enumerate(labels):
            sets[label].add(i)
        return [sets[label] for label in labels]
    g, f = by(gold), by(found)
    precision = sum(len(a & b) / len(b) for a, b in zip(g, f)) / len(gold)
    recall = sum(len(a & b) / len(a) for a, b in zip(g, f)) / len(gold)
    return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def print_scores(title, gold, labelings):
    print(f"{title}: {len(gold)} items, {len(set(gold))} gold events")
    for name, labels in labelings:
        p, r, f = b_cubed(gold, labels)
        print(f"  {name:22} clusters {len(set(labels)):4}  B3 precision {p:5.1f}  recall {r:5.1f}  F1 {f:5.1f}")


def day_of(record):
    when = record.get("when", {})
    return when.get("latest") if when.get("basis") != "filing" else None


def main():
    gold_path, lines_path, stories_path = sys.argv[1:4]
    story = {}
    for number, line in enumerate(open(stories_path)):
        for record in json.loads(line):
            story[record] = number
    told, mentions = defaultdict(list), []
    for mention, record in mentions_with_records(gold_path, lines_path):
        key = f"{mention['doc']}-{record['id']}"
        lemma = stem(mention["text"].split()[-1])
        told[key].append((mention["cluster"], lemma, day_of(record)))
        mentions.append((mention["cluster"], key, lemma, day_of(record)))
    keys = sorted(told)
    gold = [Counter(cluster for cluster, _, _ in told[key]).most_common(1)[0][0] for key in keys]
    print_scores("records", gold, [("our stories", [story[key] for key in keys]),
                                   ("same lemma, same day", [told[key][0][1:] for key in keys]), ("each alone", keys)])
    print_scores("mentions", [m[0] for m in mentions], [("our stories", [story[m[1]] for m in mentions]),
                                                        ("same lemma, same day", [m[2:] for m in mentions]), ("each alone", list(range(len(mentions))))])


if __name__ == "__main__":
    main()
