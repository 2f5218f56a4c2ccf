#!/usr/bin/env python3
"""Joins our stand-off annotations with the texts they stand on.

    join.py DATA_FOLDER > gold.jsonl         # in the form that the gold scorer and training/event read
    join.py --split GOLD.jsonl > reports.jsonl   # the other way: takes texts and quotes out

DATA_FOLDER holds wikievents/dev.jsonl.gz and ecbplus/train.jsonl.gz. reports.jsonl has, a report a line, the id, the day of filing where the text tells it,
and the events after the contract of the event record, with begin and end as code points; no words of the texts but heads of counted things.
Exits 1 when a text is missing or is not the one annotated (its SHA-256 is kept).
"""
import gzip, hashlib, json, os, sys

FILES = {"wikievents": "wikievents/dev.jsonl.gz", "ecb": "ecbplus/train.jsonl.gz"}
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


def split(path):
    for line in open(path, encoding="utf-8"):
        d = json.loads(line)
        each_span(d, lambda span: (span.pop("quote", None), span.pop("text", None), span.pop("n", None)))
        text = d.pop("text")
        d["sha256"] = hashlib.sha256(text.encode()).hexdigest()
        print(json.dumps(d, ensure_ascii=False))


def join(folder):
    texts = {}
    for source, name in FILES.items():
        for line in gzip.open(os.path.join(folder, name), "rt", encoding="utf-8"):
            d = json.loads(line)
            texts[f"{source}:{d['doc_id']}"] = d["text"]
    for line in open(os.path.join(HERE, "reports.jsonl"), encoding="utf-8"):
        d = json.loads(line)
        text = texts.get(d["doc_id"])
        if text is None or hashlib.sha256(text.encode()).hexdigest() != d.pop("sha256"):
            sys.exit(f"{d['doc_id']}: the text is missing or another one")
        each_span(d, lambda span: span.update(quote=text[span["begin"]:span["end"]]))
        print(json.dumps({**d, "text": text}, ensure_ascii=False))


if len(sys.argv) != (3 if sys.argv[1:2] == ["--split"] else 2):
    sys.exit(__doc__)
split(sys.argv[2]) if sys.argv[1] == "--split" else join(sys.argv[1])
