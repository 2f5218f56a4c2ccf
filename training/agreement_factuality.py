#!/usr/bin/env python3
"""How far two annotators of UDS "It Happened" agree, and how often a third one would agree with their mean: the ceiling for score_factuality.py.

    training/agreement_factuality.py ../shared/data/uds-ih2/uds-ih2-train.jsonl.gz ../shared/data/uds-ih2/uds-ih2-dev.jsonl.gz [--classes 3]

The data have the mean of two judgements only, each one of nine values: -3 to 3 in steps of 0.75 (sure that it did not happen ... sure that it did).
Two of opposite sign have a mean of at most 1.125 ((3 - 0.75) / 2), so from 1.5 on both have the same sign, or one is wholly unsure
(confidence 0). Below that, what the two said is estimated: predicates are of a few kinds, each with a distribution of judgements
over the nine values, of which the two are drawn independently; kinds and distributions are fitted to the means by
expectation maximisation. A third annotator draws from the kind's distribution; being wholly unsure counts as half right. Predicates judged by one
annotator (the other saw no predicate) are left out. The figures are for the last file. More classes change them by less than one point.
"""
import argparse, collections, gzip, json, math, random

VALUES = [-3, -2.25, -1.5, -0.75, 0, 0.75, 1.5, 2.25, 3]
PAIRS = collections.defaultdict(list)  # mean -> the pairs of judgements that have it
for i, a in enumerate(VALUES):
    for j, b in enumerate(VALUES):
        PAIRS[(a + b) / 2].append((i, j))


def means_of(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return collections.Counter(p["factuality"] for line in lines for p in json.loads(line)["predicates"] if p["n"] == 2)


def fit(means, classes, seed, rounds=300):
    """Log likelihood, weights of the kinds, their distributions over VALUES."""
    draw = random.Random(seed)
    weights, given = [1 / classes] * classes, []
    for k in range(classes):
        lean = [3 if (v > 0) == (k == 0) else 0.3 for v in VALUES] if k < 2 else [1] * 9
        raw = [(draw.random() + 0.1) * x for x in lean]
        given.append([x / sum(raw) for x in raw])
    for _ in range(rounds):
        new_weights, new_given, likelihood = [1e-9] * classes, [[1e-9] * 9 for _ in range(classes)], 0
        for mean, count in means.items():
            terms = [(k, i, j, weights[k] * given[k][i] * given[k][j]) for k in range(classes) for i, j in PAIRS[mean]]
            whole = sum(t[3] for t in terms)
            likelihood += count * math.log(whole)
            for k, i, j, t in terms:
                share = count * t / whole
                new_weights[k] += share
                new_given[k][i] += share
                new_given[k][j] += share
        weights = [w / sum(new_weights) for w in new_weights]
        given = [[x / sum(row) for x in row] for row in new_given]
    return likelihood, weights, given


def sign(value):
    return (value > 0) - (value < 0)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("files", nargs="+")
    a.add_argument("--classes", type=int, default=3)
    args = a.parse_args()
    parts = [means_of(path) for path in args.files]
    _, weights, given = max(fit(sum(parts, collections.Counter()), args.classes, seed) for seed in range(4))
    for cut in (0.01, 1, 1.5, 2, 2.5):
        all_, opposite, third = 0, 0.0, 0.0
        for mean, count in parts[-1].items():
            if abs(mean) < cut:
                continue
            terms = [(k, i, j, weights[k] * given[k][i] * given[k][j]) for k in range(args.classes) for i, j in PAIRS[mean]]
            whole = sum(t[3] for t in terms)
            all_ += count
            for k, i, j, t in terms:
                agrees = sum(p for p, v in zip(given[k], VALUES) if sign(v) == sign(mean)) + given[k][4] / 2
                opposite += count * t / whole * (sign(VALUES[i]) * sign(VALUES[j]) < 0)
                third += count * t / whole * agrees
        print(f"|mean| >= {cut:<5} predicates {all_:6}  the two disagree {100 * opposite / all_:.1f} %  a third agrees with their mean {100 * third / all_:.1f} %")


main()
