#!/usr/bin/env python3
"""Scores the happenings that `nutgraf read --format jsonl` finds, before they are joined into events.

    score_what.py gold GOLD.jsonl READ.jsonl [--errors N] [--type TYPE]   against gold event records (core types)
    score_what.py m2e2 M2E2.jsonl.gz READ.jsonl [--errors N]              triggers of M2E2 by type
    score_what.py calm READ.jsonl [--errors N]                            core happenings in calm news, per 3,000 words
    score_what.py texts CORPUS.jsonl[.gz] > INPUT.jsonl                   a corpus as input for `nutgraf read`

gold: a gold event is found when a happening of its type lies in one of its evidence sentences; a happening is right when it lies
in an evidence sentence of an event of its type. Events marked unsure count for neither. Presupposed mentions ("the attack") are
left out of precision.
"""
import argparse, gzip, json, re, sys
from collections import Counter, defaultdict

CORE = {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "RETREAT", "ACCUSE", "THREATEN"}
M2E2 = {"Conflict:Attack": {"ASSAULT"}, "Life:Die": {"ASSAULT"}, "Justice:Arrest-Jail": {"COERCE", "SANCTION", "ASSAULT"}, "Conflict:Demonstrate": {"PROTEST"},
        "Contact:Meet": {"CONSULT"}, "Contact:Phone-Write": {"CONSULT"}}


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        return [json.loads(x) for x in f]


def sentence_index(text):
    index, n = [], 0
    for i, c in enumerate(text):
        index.append(n)
        if c == "\n" or (c in ".!?" and re.match(r"[\"'”’)]*\s+[\"'“‘(]?[A-Z0-9a-z]", text[i + 1:i + 8] or "")):
            n += 1
    return index + [n]


def points(text):
    """Byte offset to code point."""
    at, k = {}, 0
    for i, c in enumerate(text):
        at[k] = i
        k += len(c.encode())
    at[k] = len(text)
    return at


def found_of(record, types=CORE):
    text, at = record["report"]["text"], None
    at = points(text)
    for h in record["answers"]["what"]:
        if h["event"] in types:
            yield {**h, "b": at.get(h["begin"], 0), "e": at.get(h["end"], 0)}


def show(text, b, e):
    return re.sub(r"\s+", " ", text[max(0, b - 70):b] + "[[" + text[b:e] + "]]" + text[e:e + 70])


def score_gold(args):
    read = {r["report"]["source_id"]: r for r in lines(args.read)}
    right, gold, hit, found = Counter(), Counter(), Counter(), Counter()
    mode_right = mode_all = 0
    misses, false = [], []
    for d in lines(args.gold):
        text, index = d["text"], sentence_index(d["text"])
        events = []
        for e in d["events"]:
            where = set()
            for x in e.get("evidence", []):
                if "begin" in x:
                    where |= set(index[x["begin"]:max(x["end"], x["begin"] + 1)])
            events.append((e, where))
        seen = [(h, index[h["b"]]) for h in found_of(read[d["doc_id"]])]
        for e, where in events:
            if e.get("unsure"):
                continue
            mine = [h for h, s in seen if s in where and h["event"] == e["event"]]
            gold[e["event"]] += 1
            right[e["event"]] += bool(mine)
            if mine and e.get("mode"):
                mode_all += 1
                mode_right += any(set(h["mode"]) & set(e["mode"]) for h in mine)
            if not mine:
                misses.append((e["event"], "+".join(e.get("mode") or []), [x.get("quote") for x in e["evidence"]][:3], d["doc_id"]))
        for h, s in seen:
            if h.get("presupposed"):
                continue
            of_type = [e for e, where in events if s in where and e["event"] == h["event"]]
            if of_type and all(e.get("unsure") for e in of_type):
                continue
            found[h["event"]] += 1
            hit[h["event"]] += bool(of_type)
            if not of_type:
                false.append((h["event"], "+".join(h["mode"]), show(text, h["b"], h["e"]), h["because"], d["doc_id"]))
    print(f"{'type':10} {'gold':>5} {'found':>6} {'R':>6} {'P':>6}")
    for t in sorted(CORE) + ["all"]:
        g, r = (gold[t], right[t]) if t != "all" else (sum(gold.values()), sum(right.values()))
        f, h = (found[t], hit[t]) if t != "all" else (sum(found.values()), sum(hit.values()))
        print(f"{t:10} {g:5} {f:6} {100 * r / max(1, g):6.1f} {100 * h / max(1, f):6.1f}")
    print(f"modes: {mode_right} of {mode_all} found events have a right mode ({100 * mode_right / max(1, mode_all):.1f} %)")
    for name, items in (("missed", misses), ("false", false)):
        items = [x for x in items if not args.type or x[0] == args.type]
        for x in items[:args.errors]:
            print(name, *x, sep=" | ")


def score_m2e2(args):
    read = {r["report"]["source_id"]: r for r in lines(args.read)}
    gold, hit = Counter(), Counter()
    misses = []
    for d in lines(args.gold):
        record = read.get(d["doc_id"])
        if not record:
            continue
        every = list(found_of(record, CORE | {"CONSULT", "AID", "AGREE", "SUPPORT", "REQUEST", "REJECT", "CONCEDE", "COOPERATE"}))
        for e in d["events"]:
            if e["type"] not in M2E2:
                continue
            t = e["trigger"]
            gold[e["type"]] += 1
            ok = any(h["b"] < t["end"] and t["start"] < h["e"] and h["event"] in M2E2[e["type"]] for h in every)
            hit[e["type"]] += ok
            if not ok:
                misses.append((e["type"], show(d["text"], t["start"], t["end"])))
    for t in gold:
        print(f"{t:24} {gold[t]:5} recall {100 * hit[t] / gold[t]:5.1f}")
    for m in misses[:args.errors]:
        print("missed", *m, sep=" | ")


def score_calm(args):
    words, false = 0, []
    for r in lines(args.read):
        words += len(re.findall(r"\w+", r["report"]["text"]))
        for h in found_of(r):
            if not h.get("presupposed"):
                false.append((h["event"], "+".join(h["mode"]), show(r["report"]["text"], h["b"], h["e"]), h["because"]))
    print(f"{words} words, {len(false)} core happenings, one in {words / max(1, len(false)):.0f} words")
    print(Counter(x[0] for x in false).most_common())
    for x in false[:args.errors]:
        print("found", *x, sep=" | ")


def write_texts(args):
    for i, d in enumerate(lines(args.gold)):
        print(json.dumps({"doc_id": str(d.get("doc_id") or d.get("id") or i), "text": d["text"], **({"filed": d["filed"]} if d.get("filed") else {})}))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = a.add_subparsers(required=True)
    for name, run in (("gold", score_gold), ("m2e2", score_m2e2), ("calm", score_calm), ("texts", write_texts)):
        p = sub.add_parser(name)
        if name != "calm":
            p.add_argument("gold")
        if name != "texts":
            p.add_argument("read")
            p.add_argument("--errors", type=int, default=0)
            p.add_argument("--type")
        p.set_defaults(run=run)
    args = a.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
