"""Sentences F1 on the news texts of MEANTIME, which give one sentence a line.

Headline and date keep their lines; the lines of the body are joined by blanks, and `nutgraf parse`
must find them again. A sentence is right when both of its ends are.
usage: score_sentences.py MEANTIME.jsonl.gz NUTGRAF [MODEL]
"""

import gzip
import json
import subprocess
import sys


def visible(text):
    return sum(not c.isspace() for c in text)


def spans(ends):
    ordered = sorted(ends)
    return set(zip([0] + ordered, ordered))


def gold_of(path):
    """(text without line ends inside the bodies, ends of its sentences counted in visible characters)"""
    text, ends, at = "", set(), 0
    for line in gzip.open(path, "rt", encoding="utf-8"):
        told = json.loads(line)["text"].replace("``", '"').replace("''", '"')
        lines = [l for l in told.split("\n") if l.strip()]
        for part in (lines[:1], lines[1:2], lines[2:]):
            for sentence in part:
                at += visible(sentence)
                ends.add(at)
            text += " ".join(part) + "\n\n"
    return text, ends


def ends_of(conllu):
    ends, at = set(), 0
    for sentence in conllu.strip().split("\n\n"):
        covered = 0
        for line in sentence.split("\n"):
            columns = line.split("\t")
            if line.startswith("#") or (columns[0].isdigit() and int(columns[0]) <= covered):
                continue
            if "-" in columns[0]:
                covered = int(columns[0].split("-")[1])
            at += visible(columns[1])
        ends.add(at)
    return ends


def main():
    text, gold = gold_of(sys.argv[1])
    command = [sys.argv[2], "parse", "--model", sys.argv[3] if len(sys.argv) > 3 else "fast", "-"]
    system = ends_of(subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout)
    right = len(spans(gold) & spans(system))
    print(json.dumps({"gold": len(gold), "found": len(system), "F1": round(200 * right / (len(gold) + len(system)), 2)}))


if __name__ == "__main__":
    main()
