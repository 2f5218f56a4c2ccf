#!/usr/bin/env python3
"""Makes lexicon/story/common_words.tsv: how many of a thousand news reports hold a word.

    training/story/common_words.py DATA_FOLDER > lexicon/story/common_words.tsv

Reads the texts of ecbplus (train), gvdb, muc4, m2e2, wikievents and geovirus under DATA_FOLDER; counts reports, not tokens, and takes the
mean over the sets. Words are folded and cut as story/words.cpp does.
"""
import glob, gzip, json, re, sys, unicodedata
from collections import Counter

VOWELS = set("aeiouy")


def fold(text):
    text = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    return text.replace("ı", "i").replace("’", "'").replace("‘", "'")


def stem_of(word):
    if word.endswith("'s"):
        word = word[:-2]
    for ending in ("ings", "ing", "ies", "ied", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and VOWELS & set(word[: len(word) - len(ending)]):
            if ending == "s" and word.endswith(("ss", "us", "is")):
                return word
            word = word[: len(word) - len(ending)] + ("y" if ending in ("ies", "ied") else "")
            if ending in ("ing", "ings", "ed") and len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


SETS = ("ecbplus/train", "gvdb/dev", "muc4/*", "m2e2/*", "wikievents/*", "geovirus/*")


def texts(folder, name):
    for path in sorted(glob.glob(f"{folder}/{name}.jsonl*")):
        for line in (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8"):
            d = json.loads(line)
            if d.get("text"):
                yield d["text"]


def main():
    shares = Counter()
    for name in SETS:
        counts, reports = Counter(), 0
        for text in texts(sys.argv[1], name):
            reports += 1
            counts.update({stem_of(w.strip("'")) for w in re.findall(r"[^\W_]+(?:'[^\W_]+)?", fold(text))})
        print(name, reports, "reports", file=sys.stderr)
        for word, n in counts.items():
            shares[word] += 1000 * n / reports / len(SETS)
    print("# Made by training/story/common_words.py from public news sets: how many of a thousand reports hold a word (cut to its stem),")
    print("# the mean over the sets. Words that are not here are rarer than eight in a thousand.")
    print("word\treports")
    for word, share in sorted(shares.items()):
        if word and share >= 8:
            print(f"{word}\t{round(share)}")


main()
