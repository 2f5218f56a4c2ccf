#!/usr/bin/env python3
"""Learns the two sets of weights of src/event from annotated reports.

    build/release/training/event/print_clues GOLD.jsonl > clues.jsonl
    learn_weights.py GOLD.jsonl clues.jsonl GOLD_FOLDER

Joining (same_event.cpp): a mention belongs to the gold event of its type whose evidence holds the trigger; pairs of mentions
that both belong to one are examples. Worth (worth.cpp): a record is right when the scorer of GOLD_FOLDER pairs it with a
gold event; those paired with an unsure one are left out. Learn the first, build again, then learn the second, since records
depend on the joining. Logistic regression with an L2 penalty by plain gradient descent; no dependency. Prints the weights in the
order of `Clue` and `Sign`, the bias, and the accuracy by five-fold cross-validation over documents.
"""
import json, math, random, sys


def code_points(text):
    place, offset = {}, 0
    for i, c in enumerate(text):
        place[offset] = i
        offset += len(c.encode())
    place[offset] = len(text)
    return place


def pair_examples(gold, found):
    place = code_points(gold["text"])
    owner = []
    for m in found["mentions"]:
        b, e = place.get(m["begin"], 0), place.get(m["end"], 0)
        mine = [(x["end"] - x["begin"], ev["id"]) for ev in gold["events"] if ev["event"] == m["type"]
                for x in ev["evidence"] if x["begin"] < e and b < x["end"]]
        owner.append(min(mine)[1] if mine else None)
    return [(p["clues"], owner[p["a"]] == owner[p["b"]]) for p in found["pairs"] if owner[p["a"]] and owner[p["b"]]]


def worth_examples(gold, found, scorer):
    text = scorer.Text(gold["text"])
    sure = [scorer.normal(e, text, True) for e in gold["events"]]
    records = [(c, scorer.normal({"event": c["type"], "evidence": [{"begin": b, "end": e} for b, e in c["evidence"]]}, text, False))
               for c in found["clusters"] if c["type"] in scorer.CORE]
    pairs = scorer.best_pairs([[scorer.likeness(g, p) for _, p in records] for g in sure])
    of = {j: i for i, j in pairs}
    return [(c["signs"], j in of) for j, (c, _) in enumerate(records) if j not in of or not sure[of[j]]["unsure"]]


def train(examples, penalty, rounds=800, rate=2.0):
    n = len(examples[0][0])
    w, bias = [0.0] * n, 0.0
    for _ in range(rounds):
        g, gb = [penalty * x / len(examples) for x in w], 0.0
        for x, y in examples:
            z = bias + sum(a * b for a, b in zip(w, x) if b)
            d = (1 / (1 + math.exp(-max(-30, min(30, z)))) - y) / len(examples)
            gb += d
            for i, v in enumerate(x):
                if v:
                    g[i] += d * v
        w = [a - rate * b for a, b in zip(w, g)]
        bias -= rate * gb
    return w, bias


def right(model, examples):
    w, bias = model
    return sum((bias + sum(a * b for a, b in zip(w, x)) > 0) == y for x, y in examples)


def learn(name, documents, penalty):
    random.Random(1).shuffle(documents)
    hits = total = 0
    for fold in range(5):
        rest = [e for i, d in enumerate(documents) if i % 5 != fold for e in d]
        held = [e for i, d in enumerate(documents) if i % 5 == fold for e in d]
        hits, total = hits + right(train(rest, penalty, rounds=300), held), total + len(held)
    everything = [e for d in documents for e in d]
    yes = sum(y for _, y in everything)
    w, bias = train(everything, penalty)
    print(f"{name}: {len(everything)} examples, {yes} yes; cross-validated accuracy {100 * hits / total:.1f} %, "
          f"always the commoner answer {100 * max(yes, len(everything) - yes) / len(everything):.1f} %")
    print("  {" + ", ".join(f"{x:.2f}" for x in w) + "}")
    print(f"  bias {bias:.2f}")


def main():
    sys.path.insert(0, sys.argv[3])
    import score
    gold = {d["doc_id"]: d for d in map(json.loads, open(sys.argv[1], encoding="utf-8"))}
    found = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
    learn("joining", [pair_examples(gold[f["doc_id"]], f) for f in found], penalty=6)
    learn("worth", [worth_examples(gold[f["doc_id"]], f, score) for f in found], penalty=8)


main()
