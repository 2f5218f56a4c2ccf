#!/usr/bin/env python3
"""Learns the weights by which mentions are joined into events (src/event/same_event.cpp).

    build/training/event/print_clues GOLD.jsonl > clues.jsonl
    learn_weights.py GOLD.jsonl clues.jsonl

A mention belongs to the gold event of its type whose evidence holds the trigger. Pairs of mentions that both belong to one
are examples; logistic regression with an L2 penalty, plain gradient descent, no dependency. Prints the weights in the order
of `Clue`, the bias, and the accuracy by five-fold cross-validation over documents.
"""
import json, math, random, sys


def load(gold_path, clue_path):
    gold = {d["doc_id"]: d for d in map(json.loads, open(gold_path, encoding="utf-8"))}
    documents = []
    for line in open(clue_path, encoding="utf-8"):
        found = json.loads(line)
        text = gold[found["doc_id"]]["text"]
        place = {}
        offset = 0
        for i, c in enumerate(text):
            place[offset] = i
            offset += len(c.encode())
        place[offset] = len(text)
        owner = []
        for m in found["mentions"]:
            b, e = place.get(m["begin"], 0), place.get(m["end"], 0)
            mine = [(x["end"] - x["begin"], ev["id"]) for ev in gold[found["doc_id"]]["events"] if ev["event"] == m["type"]
                    for x in ev["evidence"] if x["begin"] < e and b < x["end"]]
            owner.append(min(mine)[1] if mine else None)
        examples = [(p["clues"], owner[p["a"]] == owner[p["b"]]) for p in found["pairs"] if owner[p["a"]] and owner[p["b"]]]
        documents.append(examples)
    return documents


def train(examples, penalty=1.0, rounds=600, rate=0.5):
    n = len(examples[0][0])
    w, bias = [0.0] * n, 0.0
    for _ in range(rounds):
        g, gb = [penalty * x / len(examples) for x in w], 0.0
        for x, y in examples:
            z = bias + sum(a * b for a, b in zip(w, x))
            d = (1 / (1 + math.exp(-max(-30, min(30, z)))) - y) / len(examples)
            gb += d
            for i, v in enumerate(x):
                if v:
                    g[i] += d * v
        w = [a - rate * 4 * b for a, b in zip(w, g)]
        bias -= rate * 4 * gb
    return w, bias


def accuracy(model, examples):
    w, bias = model
    return sum((bias + sum(a * b for a, b in zip(w, x)) > 0) == y for x, y in examples), len(examples)


def main():
    documents = load(sys.argv[1], sys.argv[2])
    random.Random(1).shuffle(documents)
    right = total = 0
    for fold in range(5):
        train_set = [e for i, d in enumerate(documents) if i % 5 != fold for e in d]
        test_set = [e for i, d in enumerate(documents) if i % 5 == fold for e in d]
        r, t = accuracy(train(train_set, rounds=300), test_set)
        right, total = right + r, total + t
    everything = [e for d in documents for e in d]
    same = sum(y for _, y in everything)
    print(f"{len(everything)} pairs, {same} of one event; cross-validated accuracy {100 * right / total:.1f} %, "
          f"always the commoner answer {100 * max(same, len(everything) - same) / len(everything):.1f} %")
    w, bias = train(everything)
    print("weights", ", ".join(f"{x:.2f}" for x in w))
    print(f"bias {bias:.2f}")


main()
