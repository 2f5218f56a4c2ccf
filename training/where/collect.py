"""Turns GeoVirus into documents with gold place names, offsets in bytes:
    python3 training/where/collect.py ../shared OUT_FOLDER
OUT: geovirus.jsonl (all), geovirus-train.jsonl and geovirus-dev.jsonl (every fourth document), and each of the first two again in
capitals (-upper) and small letters (-lower).
"""

import json
import pathlib
import sys


def document(id, text, toponyms):
    at = [0]
    for c in text:
        at.append(at[-1] + len(c.encode()))
    gold = [{"begin": at[t["start"]], "end": at[t["end"]], "lat": t["lat"], "lon": t["lon"]}
            for t in sorted(toponyms, key=lambda t: t["start"])]
    return {"id": id, "text": text, "gold": gold}


def recased(text, turn):
    """One character for one and of as many bytes, so that offsets stay."""
    return "".join(turn(c) if len(turn(c).encode()) == len(c.encode()) else c for c in text)


def main():
    root, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in open(root / "data/geovirus/geovirus.jsonl", encoding="utf8")]
    parts = {"geovirus": rows, "geovirus-train": [r for i, r in enumerate(rows) if i % 4 != 3], "geovirus-dev": rows[3::4]}
    for name, part in parts.items():
        for case, turn in (("", lambda c: c), ("-upper", str.upper), ("-lower", str.lower)):
            with open(out / f"{name}{case}.jsonl", "w", encoding="utf8") as file:
                for r in part:
                    doc = document(r["id"] + case, recased(r["text"], turn), r["toponyms"])
                    file.write(json.dumps(doc, ensure_ascii=False) + "\n")


main()
