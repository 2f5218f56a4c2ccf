#!/usr/bin/env python3
"""Learns the weights of src/event from annotated reports.

    for model in accurate fast; do build/release/training/event/print_clues GOLD.jsonl $model; done > clues.jsonl
    learn_weights.py joining|worth|fitness GOLD.jsonl clues.jsonl GOLD_FOLDER [src/event/worth.cpp]

Joining (same_event.cpp): a mention belongs to the gold event of its type whose evidence holds the trigger; pairs of mentions
that both belong to one are examples. A report's pairs weigh together as the square root of their number, lest a few long reports
decide. Worth (worth.cpp): a record is right when the scorer of GOLD_FOLDER pairs it with a gold event; those paired with an unsure
one are left out. Fitness (fitness.cpp): a value of a record is right when the scorer finds it in the gold event that the record is paired with; those of
unsure events and places that are free are left out. Only reports that the report network has not learned from tell what its word is worth. Learn them in
this order and build again after each, since records depend on the joining and worth on the values that are kept. With worth.cpp named, the worth with the
report network is learned on from the weights there: what pulls a weight to zero pulls it to the one it has, times one slope for all.
Logistic regression on standardised inputs with an L2 penalty, by Newton's method. Prints the weights in the order of `Clue` or `Sign`,
the bias, and the accuracy by five-fold cross-validation over documents; for joining also F1 of the events that mentions are joined
into (a cluster is right for the one gold event that most of its mentions belong to), at several least scores. Needs numpy.
"""
import json, random, re, sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from score_what import points

PENALTY = {"joining": 33, "worth": 10, "fitness": 20, "worth on": 100}
FIELDS = ["actor", "recipient", "where", "when", "how_many", "says_who", "mode"]


def owners(gold, found):
    """The id of the gold event that each mention belongs to, or None."""
    place = points(gold["text"])
    owner = []
    for m in found["mentions"]:
        b, e = place.get(m["begin"], 0), place.get(m["end"], 0)
        mine = [(x["end"] - x["begin"], ev["id"]) for ev in gold["events"] if ev["event"] == m["type"]
                for x in ev["evidence"] if x["begin"] < e and b < x["end"]]
        owner.append(min(mine)[1] if mine else None)
    return owner


def pair_examples(gold, found):
    owner = owners(gold, found)
    return [(p["clues"], owner[p["a"]] == owner[p["b"]]) for p in found["pairs"] if owner[p["a"]] and owner[p["b"]]]


def worth_examples(gold, found, scorer):
    text = scorer.Text(gold["text"])
    sure = [scorer.normal(e, text, True) for e in gold["events"]]
    records = [(c, scorer.normal({"event": c["type"], "evidence": [{"begin": b, "end": e} for b, e in c["evidence"]]}, text, False))
               for c in found["clusters"] if c["type"] in scorer.CORE]
    pairs = scorer.best_pairs([[scorer.likeness(g, p) for _, p in records] for g in sure])
    of = {j: i for i, j in pairs}
    return [(c["signs"], j in of) for j, (c, _) in enumerate(records) if j not in of or not sure[of[j]]["unsure"]]


def right_ones(field, gold, found, scorer):
    """For each value that a record has in a field: 1 right, 0 wrong, None free."""
    if field == "mode":
        return [int(m in gold["mode"]) if gold else 0 for m in found["mode_list"]]
    if field == "when":
        return [int(bool(gold) and gold["when"] == found["when"]) if found["when"] else None]
    values, same = found["all"][field], dict(scorer.FIELDS)[field]
    if not gold:
        return [0] * len(values)
    want = scorer.required_places(gold["where"]) if field == "where" else gold[field]
    right = [0] * len(values)
    for g in want:
        for i, p in enumerate(values):
            if not right[i] and same(g, p):
                right[i] = 1
                break
    if field == "where":
        right = [None if not r and any(same(g, p) for g in gold["where"]) else r for r, p in zip(right, values)]
    return [None if field == "how_many" and p.get("what") == "other" else r for r, p in zip(right, values)]


def fitness_examples(gold, found, scorer):
    """For each field the examples of a report."""
    text = scorer.Text(gold["text"])
    sure = [scorer.normal(e, text, True) for e in gold["events"]]
    records = []
    for e in found["records"]:
        n = scorer.normal(e, text, False)
        n["mode_list"] = e.get("mode") or []
        n["all"] = {f: e.get(f) or [] for f in ("actor", "recipient", "where", "how_many", "says_who")}
        records.append(n)
    core = [j for j, r in enumerate(records) if r["event"] in scorer.CORE]
    pairs = scorer.best_pairs([[scorer.likeness(g, records[j]) for j in core] for g in sure])
    of = {core[j]: sure[i] for i, j in pairs}
    examples = {f: [] for f in FIELDS}
    for j in core:
        if j in of and of[j]["unsure"]:
            continue
        for field in FIELDS:
            values = [v for v in found["clusters"][j]["values"] if v["field"] == field]
            if values:
                examples[field] += [(v["traits"], r) for v, r in zip(values, right_ones(field, of.get(j), records[j], scorer), strict=True) if r is not None]
    return examples


def learn_fitness(gold, found, folds, scorer):
    """Prints for each field the weights, and how F1 of the values told would come out at several least chances."""
    examples = [fitness_examples(gold[f["doc_id"]], f, scorer) for f in found]
    print("field: examples, share right, F1 kept all and at least chances 0.2, 0.25 ... (of the right values that are proposed)")
    rows = []
    for field in FIELDS:
        tries = {t: [0, 0] for t in (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)}
        yes = sum(r for e in examples for _, r in e[field])
        for fold in range(len(folds)):
            w, bias = train([examples[i][field] for o in range(len(folds)) if o != fold for i in folds[o] if examples[i][field]], PENALTY["fitness"])
            for i in folds[fold]:
                for x, y in examples[i][field]:
                    chance = 1 / (1 + np.exp(-(bias + w @ np.array(x))))
                    for t in tries:
                        tries[t][0] += y if chance >= t else 0
                        tries[t][1] += chance >= t
        count = sum(len(e[field]) for e in examples)
        print(f"// {field}: {count}, {yes / count:.2f}; " + ", ".join(f"{t}: {200 * a / (b + yes):.1f}" for t, (a, b) in tries.items()))
        rows.append(train([e[field] for e in examples if e[field]], PENALTY["fitness"]))
    for w, bias in rows:
        print("    Traits{" + ", ".join(f"{x:.2f}" for x in w) + "},")
    print("biases {" + ", ".join(f"{bias:.2f}" for _, bias in rows) + "}")


def weights_in(path):
    """The weights and the bias of a record's worth with the network, as they stand in worth.cpp."""
    text = Path(path).read_text(encoding="utf-8")
    weights = re.search(r"weights_with_network = \{(.*?)\}", text, re.S).group(1)
    return np.array([float(x) for x in weights.split(",")]), float(re.search(r"bias_with_network = ([-0-9.]+)", text).group(1))


def train(documents, penalty, start=None):
    """Weights and bias on the inputs as they are. `start`: weights and bias to learn on from."""
    x = np.array([row for d in documents for row, _ in d], float)
    y = np.array([right for d in documents for _, right in d], float)
    weight = np.array([len(d) ** -0.5 for d in documents for _ in d])
    weight *= len(weight) / weight.sum()
    middle, spread = x.mean(0), x.std(0) + 1e-6
    columns = [(x - middle) / np.where(spread < 1e-3, 1e9, spread)]
    if start:
        columns.append((x @ start[0] + start[1])[:, None])
    z = np.hstack(columns + [np.ones((len(x), 1))])
    ridge = np.full(z.shape[1], float(penalty))
    ridge[-1] = 0
    rest = np.zeros(z.shape[1])
    if start:
        ridge[-2], rest[-2] = 1, 1
    w = rest.copy()
    for _ in range(25):
        p = 1 / (1 + np.exp(-z @ w))
        gradient = z.T @ (weight * (p - y)) + ridge * (w - rest)
        curvature = (z * (weight * p * (1 - p))[:, None]).T @ z + np.diag(ridge + 1e-6)
        w -= np.linalg.solve(curvature, gradient)
    real = w[: x.shape[1]] / np.where(spread < 1e-3, 1e9, spread)
    slope, old, old_bias = (w[-2], *start) if start else (0, np.zeros(x.shape[1]), 0)
    return real + slope * old, w[-1] - real @ middle + slope * old_bias


def join(pairs, count, model, least):
    """The clusters that cluster.cpp makes of scored pairs: average linkage, pairs that must differ kept apart."""
    sums = np.full((count, count), -np.inf)
    for p in pairs:
        if not p["apart"]:
            sums[p["a"], p["b"]] = sums[p["b"], p["a"]] = model[1] + model[0] @ np.array(p["clues"])
    clusters = [[i] for i in range(count)]
    while count:
        sizes = np.array([len(c) for c in clusters])
        means = np.triu(sums / np.maximum(1, np.outer(sizes, sizes)), 1) + np.tril(np.full((count, count), -np.inf))
        a, b = np.unravel_index(means.argmax(), means.shape)
        if means[a, b] <= least:
            break
        clusters[a], clusters[b] = sorted(clusters[a] + clusters[b]), []
        sums[a] = sums[:, a] = sums[a] + sums[b]
        sums[b] = sums[:, b] = -np.inf
    return [c for c in clusters if c]


def match(gold, found, model, least):
    """Gold events told by mentions, clusters that hold such mentions, and how many of them pair up; unsure events cost nothing."""
    owner = owners(gold, found)
    unsure = {e["id"] for e in gold["events"] if e.get("unsure")}
    shared = Counter()
    clusters = join(found["pairs"], len(owner), model, least)
    for k, cluster in enumerate(clusters):
        for i in cluster:
            if owner[i]:
                shared[k, owner[i]] += 1
    of = {}
    for (k, event), _ in shared.most_common():
        if k not in of and event not in of.values():
            of[k] = event
    right = sum(event not in unsure for event in of.values())
    return sum(o not in unsure for o in set(owner) if o), len({k for k, _ in shared}) - (len(of) - right), right


def main():
    what, gold_file, clue_file, folder = sys.argv[1:5]
    start = weights_in(sys.argv[5]) if len(sys.argv) > 5 and what == "worth" else None
    penalty = PENALTY["worth on" if start else what]
    sys.path.insert(0, folder)
    import score
    gold = {d["doc_id"]: d for d in map(json.loads, open(gold_file, encoding="utf-8"))}
    found = [f for f in map(json.loads, open(clue_file, encoding="utf-8")) if f["doc_id"] in gold]
    ids = sorted({f["doc_id"] for f in found})  # a report read by two models stands in one fold
    random.Random(1).shuffle(ids)
    fold_of = {name: k % 5 for k, name in enumerate(ids)}
    folds = [[i for i, f in enumerate(found) if fold_of[f["doc_id"]] == fold] for fold in range(5)]
    if what == "fitness":
        return learn_fitness(gold, found, folds, score)
    examples = [pair_examples(gold[f["doc_id"]], f) if what == "joining" else worth_examples(gold[f["doc_id"]], f, score) for f in found]
    hits = total = 0
    tries = {least: np.zeros(3) for least in (-1.0, -0.75, -0.5, -0.25, 0.0)}
    for fold in range(5):
        model = train([examples[i] for other in range(5) if other != fold for i in folds[other] if examples[i]], penalty, start)
        for i in folds[fold]:
            hits += sum((model[1] + model[0] @ np.array(x) > 0) == y for x, y in examples[i])
            total += len(examples[i])
            if what == "joining":
                for least in tries:
                    tries[least] += match(gold[found[i]["doc_id"]], found[i], model, least)
    yes = sum(y for d in examples for _, y in d)
    w, bias = train([d for d in examples if d], penalty, start)
    print(f"{what}: {total} examples of {len(found)} readings, {yes} yes; cross-validated accuracy {100 * hits / total:.1f} %, "
          f"always the commoner answer {100 * max(yes, total - yes) / total:.1f} %")
    if what == "joining":
        print("events F1 by least score:", ", ".join(f"{least}: {200 * r / (g + c):.1f}" for least, (g, c, r) in tries.items()))
    print("  {" + ", ".join(f"{x:.2f}" for x in w) + "}")
    print(f"  bias {bias:.2f}")


if __name__ == "__main__":
    main()
