#!/usr/bin/env python3
"""Compares the statements of `nutgraf read --format jsonl` with the speakers of gold event records.

    score_statements.py GOLD.jsonl [--model fast] [--program build/release/nutgraf] [--case upper|lower] [--errors N]

found: some statement's speaker or relayer overlaps the gold speaker's words. with evidence: its content also overlaps the event's evidence.
manner: one of these statements has the gold manner. Speakers marked inferred are left out. Gold names only speakers of events, so
nothing is said about precision.
"""
import argparse, json, subprocess


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold")
    a.add_argument("--model", default="fast")
    a.add_argument("--program", default="build/release/nutgraf")
    a.add_argument("--case", choices=["upper", "lower"])
    a.add_argument("--errors", type=int, default=0)
    args = a.parse_args()
    docs = [json.loads(line) for line in open(args.gold, encoding="utf-8")]
    change = lambda t: "".join(d if len(d) == 1 else c for c in t for d in [getattr(c, args.case)()]) if args.case else t
    given = "".join(json.dumps({"id": str(i), "text": change(d["text"])}) + "\n" for i, d in enumerate(docs))
    out = subprocess.run([args.program, "read", "-", "--model", args.model, "--format", "jsonl"], input=given, text=True, stdout=subprocess.PIPE, check=True).stdout
    gold = found = told = manner = statements = 0
    for d, line in zip(docs, out.splitlines()):
        text, at, k = d["text"], {}, 0
        for i, c in enumerate(change(text)):
            at[k] = i
            k += len(c.encode())
        at[k] = len(text)
        span = lambda s: (at.get(s["begin"], 0), at.get(s["end"], len(text)))
        meets = lambda x, y: x[0] < y[1] and y[0] < x[1]
        said = json.loads(line)["answers"]["says_who"]
        statements += len(said)
        for e in d["events"]:
            evidence = [(x["begin"], x["end"]) for x in e["evidence"]]
            for s in e.get("says_who", []):
                if s.get("inferred"):
                    continue
                gold += 1
                here = (s["begin"], s["end"])
                hits = [x for x in said if any(x.get(k) and meets(span(x[k]), here) for k in ("speaker", "via"))]
                good = [x for x in hits if any(meets(span(c), y) for c in x["content"] for y in evidence)]
                found += bool(hits)
                told += bool(good)
                manner += any(x["manner"] == s["manner"] for x in good or hits)
                if not hits and args.errors > 0:
                    args.errors -= 1
                    print("missed", s["quote"], "|", text[max(0, here[0] - 100):here[1] + 100].replace("\n", " "))
    print(f"gold speakers {gold}  found {found}  with evidence in the content {told}  manner {manner}  (statements {statements})")


if __name__ == "__main__":
    main()
