#!/usr/bin/env python3
"""Joins our annotations with the texts they stand on.

    join.py DATA_FOLDER [learn|aside] > gold.jsonl         # in the form that the gold scorer and training/event read
    join.py --split GOLD.jsonl learn|aside > reports.jsonl   # the other way: takes texts and quotes out

DATA_FOLDER holds the sets named in FILES. reports.jsonl has, a report a line, the id, the day of filing where the set or the text tells it, the part, and the
events after the contract of the event record, with begin and end as code points; no words of the texts but heads of counted things. own.jsonl has the same of reports that
we wrote for this project, with their texts: every event, and every word and deed of anybody real in them, is invented. Reports of the part `aside` are scored only:
nobody reads their errors, nothing is learned from them.
Exits 1 when a text is missing or is not the one annotated (its SHA-256 is kept).
"""
import gzip, hashlib, json, os, sys

FILES = {"wikievents": "wikievents/dev.jsonl.gz", "ecb": "ecbplus/train.jsonl.gz", "m2e2": "m2e2/train.jsonl.gz", "gvdb": "gvdb/dev.jsonl.gz",
         "muc4": "muc4/train.jsonl.gz", "re3d": "re3d/train.jsonl.gz", "geovirus": "geovirus/geovirus.jsonl"}
HERE = os.path.dirname(os.path.abspath(__file__))


def each_span(value, change):
    if isinstance(value, dict):
        if "begin" in value:
            change(value)
        for child in value.values():
            each_span(child, change)
    elif isinstance(value, list):
        for child in value:
            each_span(child, change)


def drop_words(value):
    """Takes out what quotes the text without saying where, and the names of people: whoever has the text finds them at the spans."""
    if isinstance(value, dict):
        if "begin" not in value:
            value.pop("quote", None)
        for x in [value] if value.get("kind") == "person" else value["says_who"] if isinstance(value.get("says_who"), list) else []:
            x.pop("name", None)
        if isinstance(value.get("says_who"), str):
            value.pop("says_who")
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        drop_words(child)


def split(path, part):
    for line in open(path, encoding="utf-8"):
        d = json.loads(line)
        drop_words(d["events"])
        each_span(d, lambda span: (span.pop("quote", None), span.pop("text", None), span.pop("n", None)))
        text = d.pop("text")
        d.pop("title", None)
        d["part"] = part
        d |= {"text": text} if d["source"] == "own" else {"sha256": hashlib.sha256(text.encode()).hexdigest()}
        print(json.dumps(d, ensure_ascii=False))


def join(folder, part):
    texts = {}
    for source, name in FILES.items():
        opened = gzip.open if name.endswith(".gz") else open
        for line in opened(os.path.join(folder, name), "rt", encoding="utf-8"):
            d = json.loads(line)
            texts[f"{source}:{d.get('doc_id') or d['id']}"] = d["text"]
    lines = [line for name in ("reports.jsonl", "own.jsonl") for line in open(os.path.join(HERE, name), encoding="utf-8")]
    for d in map(json.loads, lines):
        if part and d["part"] != part:
            continue
        text = d["text"] if d["source"] == "own" else texts.get(d["doc_id"])
        if text is None or ("sha256" in d and hashlib.sha256(text.encode()).hexdigest() != d.pop("sha256")):
            sys.exit(f"{d['doc_id']}: the text is missing or another one")
        each_span(d, lambda span: span.update(quote=text[span["begin"]:span["end"]]))
        print(json.dumps({**d, "text": text}, ensure_ascii=False))


def main():
    arguments = sys.argv[1:]
    if len(arguments) == 3 and arguments[0] == "--split" and arguments[2] in ("learn", "aside"):
        split(*arguments[1:])
    elif len(arguments) in (1, 2) and not arguments[0].startswith("-"):
        join(arguments[0], arguments[1] if len(arguments) == 2 else None)
    else:
        sys.exit(__doc__)


main()
