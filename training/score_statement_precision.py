#!/usr/bin/env python3
"""How many of the statements found are right: those of a fixed random sample, judged by reading.

    training/score_statement_precision.py ../shared/data [--model accurate] [--program build/release/nutgraf] [--errors]

training/statements/judged.jsonl holds statements that the program found (accurate model, November 2026) in reports that no one coded, half of them from M2E2, the rest
from WikiEvents and re3d, drawn at random: sample 1, 100 statements, whose errors were then worked on, and sample 2, 60 others found after
that work. For each it has the report's id, the cue, whether there is a statement at all (somebody
says, thinks or intends something), and then the right speaker and content, all as code points; no words of the texts. Exits 1 when a text is
missing or is not the one judged (its SHA-256 is kept).

- cue: of the sample's cues where a statement is still found, those where there is one. lost: right ones no longer found.
- speaker, content, of the right cues still found: right when the words are the same, articles, quotation marks and other punctuation apart;
  partly when they overlap.
A better program finds statements that are in no sample, which says nothing of their precision: draw a new one then.
"""
import argparse, gzip, hashlib, json, os, re, subprocess, sys

FILES = {"m2e2": "m2e2/train", "wikievents": "wikievents/dev", "re3d": "re3d/train"}
HERE = os.path.dirname(os.path.abspath(__file__))


def words(text, spans):
    """The letters and digits of the spans, as (place, lower-case word), without articles."""
    found = set()
    for begin, end in spans:
        for m in re.finditer(r"\w+", text[begin:end]):
            if m[0].lower() not in ("the", "a", "an"):
                found.add((begin + m.start(), m[0].lower()))
    return found


def verdict(text, found, gold):
    a, b = words(text, found), words(text, gold)
    return "right" if a == b else "partly" if a & b else "wrong"


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("data")
    p.add_argument("--model", default="accurate")
    p.add_argument("--program", default="build/release/nutgraf")
    p.add_argument("--sample", type=int, choices=[1, 2], help="one of the two; else both")
    p.add_argument("--errors", action="store_true")
    args = p.parse_args()
    judged = [json.loads(line) for line in open(os.path.join(HERE, "statements", "judged.jsonl"), encoding="utf-8")]
    judged = [j for j in judged if args.sample in (None, j["sample"])]
    texts = {}
    for source, name in FILES.items():
        for line in gzip.open(os.path.join(args.data, name + ".jsonl.gz"), "rt", encoding="utf-8"):
            d = json.loads(line)
            texts[f"{source}:{d['doc_id']}"] = d["text"]
    for j in judged:
        text = texts.get(j["doc_id"])
        if text is None or hashlib.sha256(text.encode()).hexdigest() != j["sha256"]:
            sys.exit(f"{j['doc_id']}: the text is missing or another one")
    ids = sorted({j["doc_id"] for j in judged})
    given = "".join(json.dumps({"doc_id": i, "text": texts[i]}) + "\n" for i in ids)
    out = subprocess.run([args.program, "read", "-", "--model", args.model, "--format", "jsonl"], input=given, text=True, stdout=subprocess.PIPE, check=True).stdout
    found = {}
    for i, line in zip(ids, out.splitlines()):
        data = texts[i].encode()
        at = lambda span: (len(data[:span["begin"]].decode(errors="ignore")), len(data[:span["end"]].decode(errors="ignore")))
        found[i] = [(at(s["cue"]), at(s["speaker"]) if s.get("speaker") else None, [at(c) for c in s["content"]]) for s in json.loads(line)["answers"]["says_who"]]
    counts = {"cue": {}, "speaker": {}, "content": {}}
    lost = gone = 0
    for j in judged:
        text = texts[j["doc_id"]]
        same = [s for s in found[j["doc_id"]] if s[0][0] < j["cue"][1] and j["cue"][0] < s[0][1]]
        if not same:
            lost += j["is_statement"]
            gone += not j["is_statement"]
            if args.errors and j["is_statement"]:
                print("lost:", text[max(0, j["cue"][0] - 60):j["cue"][1] + 60].replace("\n", " / "))
            continue
        (begin, end), speaker, content = same[0]
        result = {"cue": "right" if j["is_statement"] else "wrong"}
        if j["is_statement"]:
            gold = j["speaker"]
            result["speaker"] = ("right" if gold is None else "wrong") if speaker is None else "wrong" if gold is None else verdict(text, [speaker], [gold])
            result["content"] = verdict(text, content, j["content"])
        for key, value in result.items():
            counts[key][value] = counts[key].get(value, 0) + 1
        if args.errors and set(result.values()) != {"right"}:
            where = lambda spans: " | ".join(text[b:e].replace("\n", " / ") for b, e in spans)
            print(result, f"<{text[begin:end]}>", "{" + (where([speaker]) if speaker else "-") + "}", "[" + where(content) + "]")
            if j["is_statement"]:
                print("      right: {" + (where([j["speaker"]]) if j["speaker"] else "-") + "} [" + where(j["content"]) + "]")
    for key, values in counts.items():
        n = sum(values.values())
        print(f"{key:8} of {n:3}: " + ", ".join(f"{k} {v}" for k, v in sorted(values.items())) + f"; precision {100 * values.get('right', 0) / max(1, n):.1f}")
    print(f"right ones lost {lost}, wrong ones gone {gone}")


main()
