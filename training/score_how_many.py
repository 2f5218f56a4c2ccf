#!/usr/bin/env python3
"""Scores the figures of `nutgraf read --format jsonl` (answers.how_many) on development sets.

    score_how_many.py DATA [--model fast] [--program build/release/nutgraf] [--errors N] [--only SET]

DATA holds quantulum3-tests, ms-recognizers-specs and meantime; ../gold/train.jsonl beside it holds event records.
value: F1 of quantities whose value is right (ranges by low and high; the middle for quantulum3). with unit: value and unit
right. Spans are matched by overlap where a set has them. gold: of the figures of event records, how many are found with
value, with value and bound.
"""
import argparse, gzip, json, os, subprocess, sys
from collections import Counter

UNITS = {"pound sterling": "GBP", "dollar": "USD", "euro": "EUR", "percentage": "percent", "degree": "degree", "metre per second": "metre per second",
         "dimensionless": "", "us cent": "US cent", "kilometre per hour": "kilometre per hour", "cent": "US cent"}


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        return [json.loads(x) for x in f]


def read(args, texts):
    if args.case:
        texts = ["".join(c2 if len(c2) == 1 else c for c in t for c2 in [getattr(c, args.case)()]) for t in texts]
    given = "".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts))
    out = subprocess.run([args.program, "read", "-", "--model", args.model, "--format", "jsonl"], input=given, text=True, stdout=subprocess.PIPE, check=True).stdout
    found = []
    for line, text in zip(out.splitlines(), texts):
        at, k = {}, 0
        for i, c in enumerate(text):
            at[k] = i
            k += len(c.encode())
        at[k] = len(text)
        figures = json.loads(line)["answers"]["how_many"]
        for f in figures:
            f["b"], f["e"] = at.get(f["begin"], 0), at.get(f["end"], len(text))
        found.append(figures)
    return found


def close(a, b):
    return a is not None and b is not None and abs(a - b) <= 1e-6 * max(1, abs(a), abs(b))


def middle(f):
    if f.get("value") is not None:
        return f["value"]
    if f.get("low") is not None and f.get("high") is not None and f["bound"] == "range":
        return (f["low"] + f["high"]) / 2
    return None


def same_unit(found, gold):
    gold = UNITS.get(gold.lower(), gold.lower())
    have = (found.get("normalized_unit") or "").lower()
    return gold.lower() == have or gold == "" or gold.lower().rstrip("s") == have.rstrip("s") or have.replace("metre", "meter") == gold.lower()


class Tally:
    def __init__(self):
        self.c = Counter()

    def add(self, **kinds):
        self.c.update(kinds)

    def f1(self, kind):
        p = self.c[kind] / max(1, self.c["found"])
        r = self.c[kind] / max(1, self.c["gold"])
        return 100 * 2 * p * r / max(1e-9, p + r), 100 * p, 100 * r

    def line(self, name, kinds):
        parts = [f"{k.replace('_', ' ')} F1 {self.f1(k)[0]:.1f} (P {self.f1(k)[1]:.1f} R {self.f1(k)[2]:.1f})" for k in kinds]
        print(f"{name:28} gold {self.c['gold']:5} found {self.c['found']:5}  " + "  ".join(parts))


def greedy(found, gold, fits):
    """Pairs gold with found one to one; returns the pairs and what is left of both."""
    left, pairs, missed = list(found), [], []
    for g in gold:
        hit = next((f for f in left if fits(f, g)), None)
        if hit is None:
            missed.append(g)
        else:
            left.remove(hit)
            pairs.append((hit, g))
    return pairs, left, missed


def report(args, text, missed, left):
    if args.errors > 0 and (missed or left):
        args.errors -= 1
        print("  ", text[:300].replace("\n", " "))
        for g in missed:
            print("      missed", {k: g[k] for k in g if k in ("value", "unit", "surface", "text", "quote", "bound", "resolution")})
        for f in left:
            print("      extra ", f["text"], f["kind"], f.get("value"), f.get("low"), f.get("high"), f.get("normalized_unit"), f["because"][:80])


def score_quantulum(args, data):
    docs, t = lines(data + "/quantulum3-tests/quantulum3.jsonl"), Tally()
    for d, found in zip(docs, read(args, [d["text"] for d in docs])):
        pairs, left, missed = greedy(found, d["quantities"], lambda f, g: close(middle(f), g["value"]))
        t.add(gold=len(d["quantities"]), found=len(found), value=len(pairs), value_unit=sum(same_unit(f, g["unit"]) for f, g in pairs))
        report(args, d["text"], missed + [g for f, g in pairs if not same_unit(f, g["unit"])], left)
    t.line("quantulum3", ["value", "value_unit"])


def score_specs(args, data):
    for model, kind in [("Number.NumberModel", None), ("Number.PercentModel", "percent"), ("NumberWithUnit.CurrencyModel", "money"),
                        ("NumberWithUnit.AgeModel", "age"), ("NumberWithUnit.DimensionModel", None)]:
        docs = [d for d in lines(f"{data}/ms-recognizers-specs/{model}.jsonl.gz") if d["text"].strip()]
        t = Tally()
        for d, found in zip(docs, read(args, [d["text"] for d in docs])):
            gold = []
            for r in d["results"]:
                try:
                    gold.append({**r, "v": float((r["resolution"].get("value") or "").rstrip("%"))})
                except ValueError:
                    pass
            if kind:
                found = [f for f in found if f["kind"] == kind]
            elif "Dimension" in model:
                found = [f for f in found if f["kind"] not in ("count", "share", "money", "duration", "percent")]
            else:
                found = [f for f in found if f["number"] is not None] if found and "number" in found[0] else found
            pairs, left, missed = greedy(found, gold, lambda f, g: f["b"] <= g["end"] and g["start"] <= f["e"] and close(middle(f), g["v"]))
            t.add(gold=len(gold), found=len(found), value=len(pairs))
            report(args, d["text"], missed, left)
        t.line(model, ["value"])


def score_meantime(args, data):
    docs, t = lines(data + "/meantime/meantime-dev.jsonl.gz"), Tally()
    for d, found in zip(docs, read(args, [d["text"] for d in docs])):
        end = max((t[1] for t in d["tokens"] if t[2] <= 5), default=0)
        gold = [v for v in d["values"] if v["start"] < end]
        found = [f for f in found if f["b"] < end and f["kind"] not in ("duration",)]
        pairs, left, missed = greedy(found, gold, lambda f, g: f["b"] < g["end"] and g["start"] < f["e"])
        t.add(gold=len(gold), found=len(found), span=len(pairs))
        report(args, d["text"], missed, left)
    t.line("meantime values (overlap)", ["span"])


def score_gold(args, data):
    docs, t, by = lines(data + "/../gold/train.jsonl"), Tally(), Counter()
    for d, found in zip(docs, read(args, [d["text"] for d in docs])):
        figures = {}
        for e in d["events"]:
            for f in e.get("how_many", []):
                figures[f["begin"], f["end"], f.get("value"), f["bound"]] = f
        for g in figures.values():
            hits = [f for f in found if f["b"] < g["end"] and g["begin"] < f["e"]]
            value = [f for f in hits if close(f.get("value"), g.get("value")) or (f.get("value") is None and g.get("value") is None)]
            bound = [f for f in value if f["bound"] == g["bound"]]
            t.add(gold=1, found=1, span=bool(hits), value=bool(value), value_bound=bool(bound))
            by[g["bound"], bool(bound)] += 1
            if not bound:
                report(args, d["text"][max(0, g["begin"] - 100):g["end"] + 60], [g], hits)
    print(f"gold figures                 {t.c['gold']}  touched {t.c['span']}  value {t.c['value']}  value and bound {t.c['value_bound']}  {dict(by)}")


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("data")
    a.add_argument("--model", default="fast")
    a.add_argument("--program", default="build/release/nutgraf")
    a.add_argument("--errors", type=int, default=0)
    a.add_argument("--only", default="")
    a.add_argument("--case", choices=["upper", "lower"])
    args = a.parse_args()
    errors = args.errors
    for name, score in [("quantulum", score_quantulum), ("specs", score_specs), ("meantime", score_meantime), ("gold", score_gold)]:
        if args.only in name:
            args.errors = errors
            score(args, args.data)


if __name__ == "__main__":
    main()
