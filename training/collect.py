"""Gathers the training examples: trees, gold names, silver names, and the label lists.

Names on EWT dev are split by document: half of the documents (by SHA-1 of their name) lend their
names to training, the other half only judges. Trees of the dev files only judge.
"""

import collections
import hashlib
import json

from treebank import NAME_LABELS, gum_names, read_conllu, read_crossner, read_uner

LEMMA_MINIMUM = 4
FAST_CONFIG = {"width": 128, "layers": ["conv", "conv", "attn", "ffn", "conv", "attn", "ffn"], "heads": 4, "ffn": 384,
               "arc_width": 64, "rel_width": 96, "max_distance": 16, "eps": 1e-5, "max_words": 512}
ACCURATE_CONFIG = {"width": 384, "layers": 6, "heads": 12, "ffn": 1536, "arc_width": 128, "rel_width": 128,
                   "max_distance": 16, "eps": 1e-12, "max_subwords": 512, "max_pieces": 8}
UNKNOWN = -100
MAX_WORDS = 120
NEWS_SHARE = 0.05  # of the news sentences, with silver names, in each epoch


def is_judging_document(doc):
    """The half of EWT dev whose names are never trained on."""
    return hashlib.sha1(doc.encode()).digest()[0] % 2 == 0


def make_labels(data):
    trees = list(read_conllu(data / "ud-ewt/en_ewt-ud-train.conllu.gz"))
    gum = list(read_conllu(data / "ud-gum-ccby/en_gum-ccby-train.conllu.gz"))
    gum_names(gum)
    trees += gum
    count = {k: collections.Counter(x for s in trees for x in s[k]) for k in ("upos", "morph", "lemma", "deprel")}
    labels = {
        "upos": sorted(count["upos"]),
        "morph": sorted(m for m, c in count["morph"].items() if c >= 3),
        "lemma": sorted(m for m, c in count["lemma"].items() if c >= LEMMA_MINIMUM),
        "deprel": sorted(count["deprel"]),
        "name": NAME_LABELS,
    }
    return trees, labels


def encode(sentence, labels, ids):
    """A training example: label numbers, UNKNOWN where the source does not say."""
    n = len(sentence["words"])
    example = {"words": sentence["words"]}
    for key in ("upos", "morph", "lemma", "deprel"):
        values = sentence.get(key)
        example[key] = [ids[key].get(v, UNKNOWN) for v in values] if values else [UNKNOWN] * n
    example["heads"] = sentence.get("heads") or [UNKNOWN] * n
    names = sentence.get("names")
    example["name"] = [ids["name"].get(v, UNKNOWN) for v in names] if names else [UNKNOWN] * n
    return example


def agreed(first, second):
    """Silver tags where two taggers agree; None where they do not."""
    return [a if a == b else None for a, b in zip(first, second)]


def read_silver(folder):
    return {r["id"]: r for r in map(json.loads, open(folder / "treebank.jsonl", encoding="utf-8"))}


def load_dev(data):
    """EWT dev; `names` on the judging half of the documents, `lent_names` on the other."""
    uner = read_uner(data / "uner-ewt-dev/en_ewt-ud-dev.iob2.gz")
    dev = list(read_conllu(data / "ud-ewt/en_ewt-ud-dev.conllu.gz"))
    for sentence in dev:
        tags = uner.get(sentence["id"])
        if tags and len(tags) != len(sentence["words"]):
            tags = None
        judges = is_judging_document(sentence["doc"])
        sentence["names"], sentence["lent_names"] = (tags, None) if judges else (None, tags)
    return dev


def load_examples(data, silver, trees, labels):
    """([(examples, weight), ...], dev sentences with `names` on the judging half only)."""
    ids = {k: {v: i for i, v in enumerate(values)} for k, values in labels.items()}
    first, second = read_silver(silver / "silver_md"), read_silver(silver / "silver_sm")
    for sentence in trees:
        if sentence["names"] is None:
            sentence["names"] = agreed(first[sentence["id"]]["names"], second[sentence["id"]]["names"])
    tree_examples = [encode(s, labels, ids) for s in trees if len(s["words"]) <= MAX_WORDS]

    dev = load_dev(data)
    names_only = [encode({"words": s["words"], "names": s["lent_names"]}, labels, ids) for s in dev if s["lent_names"]]
    crossner = []
    for name in ("train", "dev"):
        crossner += [encode(s, labels, ids) for s in read_crossner(data / f"crossner-politics/crossner-politics-{name}.jsonl")]
    news = [encode(r, labels, ids) for r in map(json.loads, open(silver / "silver_md/news.jsonl", encoding="utf-8")) if r["names"]]
    return [(tree_examples, 1), (names_only, 2), (crossner, 1), (news, NEWS_SHARE)], dev
