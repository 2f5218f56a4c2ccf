#!/usr/bin/env python3
"""Learns the weights of the sense model (lexicon/what/sense.tsv) from happenings with their features.

    learn_sense.py --gold GOLD.jsonl FEATURES.jsonl [--m2e2 M2E2.jsonl.gz FEATURES.jsonl] [--calm FEATURES.jsonl ...] [--out sense.tsv]

FEATURES come from print_features. A happening of a gold report is right when it lies in an evidence sentence of a gold event of
its type; those that match unsure events only are left out, and definite mentions of a type that the report does have count a
third. M2E2 gives right ones (a trigger of a fitting type under the happening) and, for the types that it annotates, wrong ones.
Calm reports (business) hold no core events. Logistic regression with L2; prints cross-validated results by document.
"""
import argparse, gzip, json, math, random, re, sys
from collections import Counter, defaultdict

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

CORE = {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "RETREAT", "ACCUSE", "THREATEN"}
M2E2 = {"Conflict:Attack": {"ASSAULT"}, "Life:Die": {"ASSAULT"}, "Justice:Arrest-Jail": {"COERCE", "SANCTION", "ASSAULT"}, "Conflict:Demonstrate": {"PROTEST"}}
# M2E2's silence says little of the other types.
M2E2_COVERS = {"ASSAULT", "PROTEST"}


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        return [json.loads(x) for x in f]


def code_points(text):
    at, k = {}, 0
    for i, c in enumerate(text):
        at[k] = i
        k += len(c.encode())
    at[k] = len(text)
    return at


def sentence_index(text):
    index, n = [], 0
    for i, c in enumerate(text):
        index.append(n)
        if c == "\n" or (c in ".!?" and re.match(r"[\"'”’)]*\s+[\"'“‘(]?[A-Z0-9a-z]", text[i + 1:i + 8] or "")):
            n += 1
    return index + [n]


def from_gold(gold, features):
    """(document, features, label, weight) of each core happening."""
    found = {d["doc_id"]: d["happenings"] for d in lines(features)}
    for d in lines(gold):
        at, index = code_points(d["text"]), sentence_index(d["text"])
        events, types = [], set()
        for e in d["events"]:
            where = set()
            for x in e.get("evidence", []):
                if "begin" in x:
                    where |= set(index[x["begin"]:max(x["end"], x["begin"] + 1)])
            events.append((e, where))
            types.add(e["event"])
        for h in found.get(d["doc_id"], []):
            if h["type"] not in CORE:
                continue
            here = [e for e, where in events if e["event"] == h["type"] and index[at.get(h["begin"], 0)] in where]
            if here and all(e.get("unsure") for e in here):
                continue
            weight = 1.0
            if not here and h["presupposed"] and h["type"] in types:
                weight = 0.33
            yield d["doc_id"], h, bool(here), weight


def from_m2e2(gold, features, weight):
    found = {d["doc_id"]: d["happenings"] for d in lines(features)}
    for d in lines(gold):
        at = code_points(d["text"])
        triggers = [(e["trigger"]["start"], e["trigger"]["end"], M2E2.get(e["type"], set())) for e in d["events"]]
        for h in found.get(d["doc_id"], []):
            if h["type"] not in CORE:
                continue
            b, e = at.get(h["begin"], 0), at.get(h["end"], 0)
            right = any(b < y and x < e and h["type"] in types for x, y, types in triggers)
            if right or h["type"] in M2E2_COVERS:
                yield "m2e2 " + d["doc_id"], h, right, weight if right else weight * 0.5


def from_calm(features, weight):
    for d in lines(features):
        for h in d["happenings"]:
            if h["type"] in CORE:
                yield "calm " + d["doc_id"], h, False, weight


def fit(rows, labels, weights, columns, l2):
    data, at, starts = [], [], [0]
    for row in rows:
        for f in row:
            if f in columns:
                at.append(columns[f])
                data.append(1.0)
        starts.append(len(at))
    x = csr_matrix((data, at, starts), shape=(len(rows), len(columns)))
    y, w = np.array(labels, float), np.array(weights, float)
    penalty = np.full(len(columns), l2)
    penalty[columns["bias=/"]] = 0

    def loss(beta):
        z = x @ beta
        p = 1 / (1 + np.exp(-z))
        value = np.sum(w * (np.logaddexp(0, z) - y * z)) + 0.5 * np.sum(penalty * beta * beta)
        return value, x.T @ (w * (p - y)) + penalty * beta

    return minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def columns_of(examples, least):
    count = Counter(f for _, h, _, _ in examples for f in h["features"])
    return {f: i for i, f in enumerate(sorted(f for f, n in count.items() if n >= least))}


def score(beta, columns, h):
    z = sum(beta[columns[f]] for f in h["features"] if f in columns)
    return 1 / (1 + math.exp(-z))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--gold", nargs=2, required=True)
    a.add_argument("--m2e2", nargs=2)
    a.add_argument("--calm", nargs="*", default=[])
    a.add_argument("--l2", type=float, default=4.0)
    a.add_argument("--least", type=int, default=3)
    a.add_argument("--m2e2-weight", type=float, default=0.4)
    a.add_argument("--calm-weight", type=float, default=0.3)
    a.add_argument("--out")
    a = a.parse_args()
    gold = list(from_gold(*a.gold))
    extra = list(from_m2e2(*a.m2e2, a.m2e2_weight)) if a.m2e2 else []
    for path in a.calm:
        extra += list(from_calm(path, a.calm_weight))
    print(f"{len(gold)} happenings of gold reports, {sum(l for _, _, l, _ in gold)} right; {len(extra)} others, {sum(l for _, _, l, _ in extra)} right")
    documents = sorted({d for d, *_ in gold})
    random.Random(1).shuffle(documents)
    held = []
    for fold in range(10):
        out = set(documents[fold::10])
        train = [x for x in gold if x[0] not in out] + [x for x in extra if x[0].removeprefix("m2e2 ") not in {d.removeprefix("m2e2:") for d in out}]
        columns = columns_of(train, a.least)
        beta = fit([h["features"] for _, h, _, _ in train], [l for _, _, l, _ in train], [w for *_, w in train], columns, a.l2)
        held += [(score(beta, columns, h), l, w, h) for d, h, l, w in gold if d in out]
    loss = -sum(w * math.log(max(1e-9, p if l else 1 - p)) for p, l, w, _ in held) / sum(w for *_, w, _ in held)
    base = sum(w * l for _, l, w, _ in held) / sum(w for *_, w, _ in held)
    print(f"cross-validated log loss {loss:.4f} (constant: {-(base * math.log(base) + (1 - base) * math.log(1 - base)):.4f})")
    for least in (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        kept = [(l, h) for p, l, _, h in held if p >= least]
        right, every = sum(l for l, _ in kept), sum(l for _, l, *_ in held)
        print(f"kept from {least:.1f}: {len(kept):5} precision {100 * right / max(1, len(kept)):5.1f} recall {100 * right / every:5.1f}")
    for low in range(0, 10):
        group = [l for p, l, *_ in held if low / 10 <= p < (low + 1) / 10 + (low == 9)]
        if group:
            print(f"told {low / 10:.1f} to {(low + 1) / 10:.1f}: {len(group):4} of which right {100 * sum(group) / len(group):5.1f} %")
    if a.out:
        every = gold + extra
        columns = columns_of(every, a.least)
        beta = fit([h["features"] for _, h, _, _ in every], [l for _, _, l, _ in every], [w for *_, w in every], columns, a.l2)
        with open(a.out, "w", encoding="utf-8") as f:
            f.write("# Generated by training/what/learn_sense.py: weights of the sense model's features.\nfeature\tweight\n")
            for name, i in sorted(columns.items()):
                if abs(beta[i]) >= 0.02:
                    f.write(f"{name}\t{beta[i]:.3f}\n")


if __name__ == "__main__":
    main()
