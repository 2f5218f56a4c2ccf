#!/usr/bin/env python3
"""Learns the weights of src/story/same_event.cpp from pairs of records of two reports.

    build/release/nutgraf read --format jsonl ECB_TEXTS.jsonl > lines.jsonl     # texts as {"id", "text"}, see README.md
    build/release/training/story/print_stories pairs < lines.jsonl > pairs.jsonl
    learn_pairs.py ECB_TRAIN.jsonl.gz lines.jsonl pairs.jsonl [GVDB.jsonl.gz gvdb_pairs.jsonl]

A record belongs to the gold clusters of the mentions that its evidence holds; a pair of records is of one event when they share
one. Of GVDB (hundreds of shootings, hardly one told twice) half of the articles serve, weighed to count as much as ECB+: articles that name
no person alike tell different events. Logistic regression with an L2 penalty that pulls towards PRIORS: the texts of ECB+ have no filing days and few resolved times, so that of days
and places they say little; those clues are not learned. Signs that contradict what the clue means are held at 0. Prints bias,
weights in the order of `Clue`, and the accuracy by cross-validation over topics.
"""
import json, math, sys, zlib
from collections import defaultdict

from ecb import mentions_with_records
from gvdb import shootings

NAMES = ("same_trigger same_mode other_mode same_day other_day far_day filed_apart same_place other_place same_country other_country same_named_actor "
         "same_actor other_actor same_named_recipient same_recipient other_recipient same_figure other_figure same_named_party same_age other_age sentence_likeness "
         "report_likeness name_likeness wire_copy other_status other_background").split()


PRIORS = {"same_day": 0.8, "other_day": -2.5, "far_day": -2.0, "filed_apart": -1.5, "same_place": 1.0, "other_place": -2.5, "same_country": 0.2, "other_country": -2.0,
          "same_age": 1.0, "other_age": -2.5, "same_figure": 0.5, "other_figure": -0.3, "wire_copy": 1.5, "other_background": -0.5, "other_status": -0.7, "sentence_likeness": 3.0, "report_likeness": 3.0,
          "name_likeness": 3.0}


GVDB_SHARE = 1.0
HELD = {"other_age", "same_day", "other_day", "far_day", "filed_apart"}  # not learned


def sign(name):
    return -1 if name.startswith(("other", "far", "filed")) else 1


def train(rows, penalty=2.0, rounds=1500, rate=2.0):
    n = len(rows[0][0])
    total = sum(w for _, _, w in rows)
    prior = [PRIORS.get(name, 0.0) for name in NAMES]
    weights, bias = list(prior), -3.0
    for _ in range(rounds):
        slope, slope_bias = [penalty * (w - p) / total for w, p in zip(weights, prior)], 0.0
        for clues, label, importance in rows:
            z = bias + sum(weights[i] * v for i, v in clues_nonzero(clues))
            d = (1 / (1 + math.exp(-max(-30, min(30, z)))) - label) * importance / total
            slope_bias += d
            for i, v in clues_nonzero(clues):
                slope[i] += d * v
        weights = [w if NAMES[i] in HELD else w - rate * s for i, (w, s) in enumerate(zip(weights, slope))]
        weights = [w if w * sign(NAMES[i]) > 0 else 0.0 for i, w in enumerate(weights)]
        bias -= rate * slope_bias
    return weights, bias


CACHE = {}


def clues_nonzero(clues):
    key = id(clues)
    if key not in CACHE:
        CACHE[key] = [(i, v) for i, v in enumerate(clues) if v]
    return CACHE[key]


def main():
    gold_path, lines_path, pairs_path = sys.argv[1:4]
    clusters = defaultdict(set)
    for mention, record in mentions_with_records(gold_path, lines_path):
        clusters[f"{mention['doc']}-{record['id']}"].add(mention["cluster"])
    rows, topics = [], []
    for line in open(pairs_path):
        pair = json.loads(line)
        a, b = clusters.get(pair["a"]), clusters.get(pair["b"])
        if a and b:
            rows.append((pair["clues"], float(bool(a & b)), 1.0))
            topics.append(pair["a"].split("_")[0])
    if len(sys.argv) > 5:
        shooting = shootings(sys.argv[4])
        other = [json.loads(line) for line in open(sys.argv[5])]
        other = [p for p in other if all(zlib.crc32(p[k].rsplit("-", 1)[0].encode()) % 2 == 0 for k in "ab")]
        for pair in other:
            a, b = (shooting[pair[k].rsplit("-", 1)[0]] for k in "ab")
            rows.append((pair["clues"], float(a == b), GVDB_SHARE * len(clusters) / len(other)))
            topics.append(a)
        print(len(other), "pairs of GVDB", file=sys.stderr)
    print(len(rows), "pairs,", int(sum(r[1] for r in rows)), "of one event", file=sys.stderr)
    right = 0
    groups = sorted(set(topics))
    for fold in range(5):
        held = set(groups[fold::5])
        weights, bias = train([r for r, t in zip(rows, topics) if t not in held])
        right += sum((bias + sum(w * v for w, v in zip(weights, r[0])) > 0) == bool(r[1]) for r, t in zip(rows, topics) if t in held)
    print(f"right over unseen topics: {100 * right / len(rows):.1f} %", file=sys.stderr)
    weights, bias = train(rows)
    print(f"constexpr double bias = {bias:.2f};")
    print("constexpr Clues clue_weights = {" + ", ".join(f"{w:.2f}" for w in weights) + "};")
    for name, w in zip(NAMES, weights):
        print(f"// {name} {w:.2f}")


if __name__ == "__main__":
    main()
