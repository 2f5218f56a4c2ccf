"""Turns the development sets into documents with gold place names, offsets in bytes:
    python3 training/where/collect.py ../shared OUT_FOLDER
OUT: geovirus-train.jsonl, geovirus-dev.jsonl (every fourth document), names.jsonl (names without coordinates).
"""

import gzip
import json
import pathlib
import sys


def read(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as file:
        return [json.loads(line) for line in file]


def document(id, text, spans):
    """spans: (start, end, rest) in code points."""
    at = [0]
    for c in text:
        at.append(at[-1] + len(c.encode()))
    gold = [{"begin": at[s], "end": at[e], **rest} for s, e, rest in sorted(spans, key=lambda x: x[:2])]
    return {"id": id, "text": text, "gold": gold}


def geovirus(root):
    return [document(d["id"], d["text"], [(t["start"], t["end"], {"lat": t["lat"], "lon": t["lon"]}) for t in d["toponyms"]])
            for d in read(root / "data/geovirus/geovirus.jsonl")]


def crossner(root):
    """Sentences with tokens and tags; demonyms are tagged `country` there, so adjectives are left out by the learner's own
    feature; only sentences are used whose tags tell."""
    docs = []
    for i, d in enumerate(read(root / "data/crossner-politics/crossner-politics-train.jsonl")):
        tokens = d.get("tokens") or d.get("words")
        tags = d.get("tags") or d.get("ner_tags") or d.get("labels")
        if not tokens or not tags:
            continue
        text, spans, start = "", [], None
        for word, tag in zip(tokens, tags):
            begin = len(text) + (1 if text else 0)
            text += (" " if text else "") + word
            kind = tag[2:]
            if kind in ("location", "country"):
                if tag[0] == "B" or not spans or spans[-1][1] != begin - 1:
                    spans.append([begin, len(text)])
                else:
                    spans[-1][1] = len(text)
        docs.append(document(f"crossner-{i}", text, [(s, e, {}) for s, e in spans]))
    return docs


def main():
    root, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    docs = geovirus(root)
    for name, part in (("geovirus-train", [d for i, d in enumerate(docs) if i % 4 != 3]),
                       ("geovirus-dev", docs[3::4]), ("geovirus", docs)):
        with open(out / f"{name}.jsonl", "w", encoding="utf8") as file:
            for d in part:
                file.write(json.dumps(d, ensure_ascii=False) + "\n")


main()
