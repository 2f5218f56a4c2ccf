#!/usr/bin/env python3
"""Scores `answers.factuality` against UDS "It Happened" (UDS-IH2).

    score_factuality.py UDS.jsonl.gz [--trees EWT.conllu[.gz]] [--model fast] [--no-network] [--program build/release/nutgraf] [--near 1.5] [--errors N]

happened: a predicate is said to have happened when it is positive, certain or probable, not future, planned or foiled. Gold happened
when factuality > 0. Predicates with |factuality| < --near are left out, and those that one of the two annotators took for no predicate. From 1.5 on the
two cannot have disagreed; agreement_factuality.py says how much of what is left another annotator would get right. A
predicate that the program does not name counts as happened. polarity: the gold sign against the program's polarity, over
predicates that the program holds certain.
Words are those of the sentences; the program cuts them itself, and predicates are matched by their n-th word of that form.
"""
import argparse, gzip, json, re, subprocess
from collections import Counter


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        return [json.loads(x) for x in f]


def forms_of(path):
    """(sentence id, word id) -> form, from the treebank that the word ids belong to."""
    forms, sentence = {}, None
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        for line in f:
            if line.startswith("# sent_id = "):
                sentence = line[12:].strip()
            elif line[:1].isdigit():
                cells = line.split("\t")
                if cells[0].isdigit():
                    forms[sentence, int(cells[0])] = cells[1]
    return forms


def spans_of(docs, forms):
    """Character span of every predicate: its words searched one after the other in the sentence."""
    for d in docs:
        at, span, i = 0, {}, 1
        while (d["sent_id"], i) in forms:
            form = forms[d["sent_id"], i]
            found = d["text"].find(form, at)
            if found >= 0:
                span[i] = (found, found + len(form))
                at = found + len(form)
            i += 1
        d["spans"] = span


def happened(f):
    return (f["polarity"] == "positive" and f["certainty"] in ("certain", "probable") and f["time"] != "future" and not f.get("planned") and
            not f.get("foiled"))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("uds")
    a.add_argument("--trees", required=True, help="the treebank with the same sentences, for their words")
    a.add_argument("--model", default="fast")
    a.add_argument("--no-network", action="store_true", help="without the report network, which accurate has")
    a.add_argument("--program", default="build/release/nutgraf")
    a.add_argument("--near", type=float, nargs="*", default=[0.01, 1, 1.5, 2, 2.5])
    a.add_argument("--errors", type=int, default=0)
    args = a.parse_args()
    docs = lines(args.uds)
    spans_of(docs, forms_of(args.trees))
    given = "".join(json.dumps({"id": d["sent_id"], "text": d["text"]}) + "\n" for d in docs)
    out = subprocess.run([args.program, "read", "-", "--model", args.model, "--format", "jsonl", *(["--no-network"] if args.no_network else [])], input=given, text=True, stdout=subprocess.PIPE, check=True).stdout
    c = Counter()
    for d, line in zip(docs, out.splitlines()):
        at, k = {}, 0
        for i, ch in enumerate(d["text"]):
            at[k] = i
            k += len(ch.encode())
        found = {at.get(f["begin"]): f for f in json.loads(line)["answers"]["factuality"]}
        for p in d["predicates"]:
            if p["token"] not in d["spans"] or p["n"] < 2:
                continue
            f = found.get(d["spans"][p["token"]][0])
            gold = p["factuality"] > 0
            for near in args.near:
                if abs(p["factuality"]) < near:
                    continue
                c[near, "all"] += 1
                c[near, "named"] += f is not None
                c[near, "right"] += (happened(f) if f else True) == gold
                if f and f["certainty"] == "certain" and f["time"] != "future" and not f.get("planned"):
                    c[near, "certain"] += 1
                    c[near, "polarity"] += (f["polarity"] == "positive") == gold
            if args.errors > 0 and abs(p["factuality"]) >= 2.5 and f and happened(f) != gold:
                args.errors -= 1
                print(p["factuality"], p["lemma"], f, "|", d["text"][:160])
    for near in args.near:
        n = c[near, "all"]
        print(f"|factuality| >= {near:<5} predicates {n:6}  named {100 * c[near, 'named'] / n:.1f}  happened {100 * c[near, 'right'] / n:.1f}  "
              f"polarity {100 * c[near, 'polarity'] / max(1, c[near, 'certain']):.1f} (of {c[near, 'certain']})")


if __name__ == "__main__":
    main()
