#!/usr/bin/env python3
"""Scores times against annotated corpora: strict and relaxed match, and value.

    build/release/nutgraf read --format jsonl - < reports.jsonl > found.jsonl
    training/score_when.py wikiwars ../shared/data/wikiwars/wikiwars-train.jsonl found.jsonl

With --run COMMAND the corpus is handed to COMMAND as JSON Lines (id, text, filed) and its output is scored.

What is counted, in the manner of TempEval-3:
- strict: same begin and end. relaxed: they overlap; one answer matches one gold expression at most.
- value: F1 where a relaxed match counts only with the right value.
- WikiWars (TIMEX2): of nested expressions the outer one is scored. `timex3_value` is used where the corpus has
  it, else `val`; gold expressions with no value (null) can be matched but never have the right value.
- MEANTIME: sentences 0 to 5 only; expressions with no words are left out.
--convention news maps what TIMEX2 does otherwise than TIMEX3, on both sides alike: adjectives such as "former", "recent",
"current" and "future" are no expressions; XXXX-XX-XX for "daily" is P1D, a bare relative clause after "the time" and
"the day" is not part of the expression.
"""
import argparse
import collections
import gzip
import json
import re
import subprocess
import sys


def open_lines(path):
    with (gzip.open(path, "rt") if path.endswith(".gz") else open(path)) as file:
        return [json.loads(line) for line in file]


def read_wikiwars(path):
    for doc in open_lines(path):
        gold = []
        for time in doc["timex"]:
            outer = any(o is not time and o["start"] <= time["start"] and time["end"] <= o["end"]
                        and (o["start"], o["end"]) != (time["start"], time["end"]) for o in doc["timex"])
            if not outer:
                gold.append((time["start"], time["end"], time.get("timex3_value") or time.get("val")))
        yield doc["id"], doc["text"], "", gold, None


def read_meantime(path):
    for doc in open_lines(path):
        limit = max(end for _, end, sentence in doc["tokens"] if sentence <= 5)
        gold = [(t["start"], t["end"], t["value"]) for t in doc["timex"]
                if "start" in t and t["end"] <= limit]
        yield doc["id"], doc["text"], doc["dct"], gold, limit


def in_news_convention(start, end, value, text):
    words = text.lower()
    if words in ("former", "recent", "current", "future", "present", "modern day"):
        return None
    value = {"XXXX-XX-XX": "P1D", "XXXX-WXX": "P1W", "XXXX": "P1Y"}.get(value, value) if re.search(
        r"daily|every|each|weekly|annual|per ", words) else value
    clause = re.match(r"(the time|the day|a time|a period|the days|\w+ (?:days?|weeks?|months?|years?)) "
                      r"(?:of|that|when|after|before|in|following|since) [a-z' ]*", words)
    if clause and len(clause.group(1)) < len(text) and not re.search(r"\d|ago", words[len(clause.group(1)):]):
        end = start + len(clause.group(1))
    return start, end, value


def match(gold, found):
    """Pairs of overlapping expressions, the exact ones first."""
    pairs, used = [], set()
    exact = {(s, e): i for i, (s, e, _) in enumerate(found)}
    left = []
    for g in gold:
        i = exact.get((g[0], g[1]))
        if i is not None and i not in used:
            used.add(i)
            pairs.append((g, found[i]))
        else:
            left.append(g)
    for g in left:
        for i, f in enumerate(found):
            if i not in used and f[0] < g[1] and g[0] < f[1]:
                used.add(i)
                pairs.append((g, f))
                break
    return pairs


def scores(right, found, gold):
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", choices=["wikiwars", "meantime"])
    parser.add_argument("gold")
    parser.add_argument("found", nargs="?")
    parser.add_argument("--run", help="command that reads reports from standard input")
    parser.add_argument("--case", choices=["as_is", "lower", "upper"], default="as_is")
    parser.add_argument("--convention", choices=["as_is", "news"], default="as_is")
    parser.add_argument("--errors", choices=["missed", "wrong", "extent", "value"], action="append", default=[])
    arguments = parser.parse_args()

    docs = list({"wikiwars": read_wikiwars, "meantime": read_meantime}[arguments.corpus](arguments.gold))
    if arguments.case != "as_is":
        change = str.lower if arguments.case == "lower" else str.upper
        changed = lambda text: "".join(change(c) if len(change(c)) == 1 else c for c in text)
        docs = [(i, changed(text), filed, gold, limit) for i, text, filed, gold, limit in docs]
    if arguments.run:
        lines = "".join(json.dumps({"id": i, "text": text, "filed": filed}) + "\n" for i, text, filed, _, _ in docs)
        output = subprocess.run(arguments.run, shell=True, input=lines, capture_output=True, text=True, check=True).stdout
        rows = [json.loads(line) for line in output.splitlines()]
    else:
        rows = open_lines(arguments.found)

    counts = collections.Counter()
    for (doc_id, text, _, gold, limit), row in zip(docs, rows, strict=True):
        # Answers count bytes, the corpora count characters.
        at = 0
        characters = {}
        for index, character in enumerate(text):
            characters[at] = index
            at += len(character.encode())
        characters[at] = len(text)
        found = [(characters[t["begin"]], characters[t["end"]], t["value"]) for t in row["answers"]["when"]]
        if limit is not None:
            found = [f for f in found if f[1] <= limit]
        if arguments.convention == "news":
            gold, found = ([m for m in (in_news_convention(s, e, v, text[s:e]) for s, e, v in side) if m]
                           for side in (gold, found))
        pairs = match(gold, found)
        counts["gold"] += len(gold)
        counts["found"] += len(found)
        counts["relaxed"] += len(pairs)
        counts["strict"] += sum(g[:2] == f[:2] for g, f in pairs)
        counts["value"] += sum(g[2] == f[2] for g, f in pairs)

        def show(kind, start, end, more):
            around = text[max(0, start - 60):start], text[start:end], text[end:end + 40]
            print(f"{kind} {doc_id} " + "{}[[{}]]{}".format(*around).replace("\n", " / "), *more, sep="\t")

        if "missed" in arguments.errors:
            for g in gold:
                if not any(p[0] is g for p in pairs):
                    show("missed", g[0], g[1], [g[2]])
        if "wrong" in arguments.errors:
            for f in found:
                if not any(p[1] is f for p in pairs):
                    show("wrong", f[0], f[1], [f[2]])
        for g, f in pairs:
            if "extent" in arguments.errors and g[:2] != f[:2]:
                show("extent", g[0], g[1], [text[f[0]:f[1]]])
            if "value" in arguments.errors and g[2] != f[2]:
                show("value", g[0], g[1], [g[2], f[2], text[f[0]:f[1]]])

    for kind in ("strict", "relaxed", "value"):
        p, r, f = scores(counts[kind], counts["found"], counts["gold"])
        print(f"{kind:8} P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {100 * f:5.1f}", file=sys.stderr)
    print(f"{counts['gold']} gold, {counts['found']} found, {counts['relaxed']} matched, {counts['strict']} strict, {counts['value']} values right", file=sys.stderr)


if __name__ == "__main__":
    main()
