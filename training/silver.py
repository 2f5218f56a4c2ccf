"""Silver names for the treebanks and sentences with silver names from plain news text.

Runs a pretrained spaCy pipeline (OntoNotes names) over (a) the treebank sentences, with their own
words, and (b) the news texts, cut into sentences and words by the same pipeline. PERSON becomes
PER, ORG stays, GPE, LOC and FAC become LOC; the rest is O.
usage: silver.py MODEL DATA OUT   (writes OUT/treebank.jsonl and OUT/news.jsonl)
"""

import gzip
import json
import re
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc

from treebank import read_conllu, tags_from_spans

TYPES = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def silver_tags(doc, begin, end):
    spans = []
    for entity in doc.ents:
        if entity.label_ not in TYPES or not begin <= entity.start < end:
            continue
        first, last = entity.start, min(entity.end, end)
        while first < last and doc[first].lower_ in ("the", "a", "an"):
            first += 1
        while last > first and doc[last - 1].lower_ in ("'s", "\u2019s", "'", "\u2019"):
            last -= 1
        if first < last:
            spans.append((first - begin, last - begin, TYPES[entity.label_]))
    return tags_from_spans(end - begin, spans)


def open_lines(path):
    with (gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")) as file:
        for line in file:
            yield json.loads(line)


def lines_are_sentences(text):
    return [l.strip() for l in text.split("\n") if l.strip()]


def paragraphs(text):
    return [re.sub(r"\s+", " ", p).strip() for p in re.split(r"\n\s*\n|\n", text) if p.strip()]


def muc_paragraphs(text):
    text = re.sub(r"\[[^\]]*\]", " ", text)
    return [re.sub(r"\s+", " ", p).strip() for p in re.split(r"\n\s*\n", text) if p.strip()]


def unquote(text):
    return text.replace("``", '"').replace("''", '"')


def news_texts(data):
    """(source, text, is one sentence) of every plain text we may train on."""
    data = Path(data)
    for row in open_lines(data / "m2e2/train.jsonl.gz"):
        for sentence in lines_are_sentences(row["text"]):
            yield "m2e2", sentence
    for name in ("train", "dev"):
        for row in open_lines(data / f"ecbplus/{name}.jsonl.gz"):
            for sentence in lines_are_sentences(row["text"]):
                yield "ecbplus", re.sub(r" ([.,;:!?%)]|'s|n't)", r"\1", unquote(sentence))
    for row in open_lines(data / "gvdb/dev.jsonl.gz"):
        for p in paragraphs(row["text"]):
            yield "gvdb", p
    for folder, name in (("wikievents", "dev.jsonl.gz"), ("re3d", "train.jsonl.gz"), ("geovirus", "geovirus.jsonl"),
                         ("wikiwars", "wikiwars-train.jsonl"), ("meantime", "meantime-dev.jsonl.gz")):
        for row in open_lines(data / folder / name):
            for p in paragraphs(row["text"]):
                yield folder, p
    for name in ("train", "dev"):
        for row in open_lines(data / f"muc4/{name}.jsonl.gz"):
            for p in muc_paragraphs(row["text"]):
                yield "muc4", p.lower()


def main():
    model, data, out = sys.argv[1:4]
    nlp = spacy.load(model, exclude=["lemmatizer", "attribute_ruler", "tagger"])
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    sentences = []
    for path in ("ud-ewt/en_ewt-ud-train.conllu.gz", "ud-gum-ccby/en_gum-ccby-train.conllu.gz"):
        sentences += list(read_conllu(Path(data) / path))
    docs = [Doc(nlp.vocab, words=s["words"], spaces=["SpaceAfter=No" not in m for m in s["misc"]]) for s in sentences]
    with open(out / "treebank.jsonl", "w", encoding="utf-8") as file:
        with nlp.select_pipes(disable=["parser"]):
            for sentence, doc in zip(sentences, nlp.pipe(docs, batch_size=256)):
                names = silver_tags(doc, 0, len(doc))
                file.write(json.dumps({"id": sentence["id"], "words": sentence["words"], "names": names}) + "\n")
    if len(sys.argv) > 4:
        return
    count, seen = 0, set()
    with open(out / "news.jsonl", "w", encoding="utf-8") as file:
        pairs = ((text, source) for source, text in news_texts(data))
        for doc, source in nlp.pipe(pairs, as_tuples=True, batch_size=128):
            for span in doc.sents:
                words = [t.text for t in span if not t.is_space]
                if not 3 <= len(words) <= 80 or tuple(words) in seen:
                    continue
                seen.add(tuple(words))
                names = silver_tags(doc, span.start, span.end)
                names = [n for n, t in zip(names, span) if not t.is_space]
                count += len(words)
                file.write(json.dumps({"source": source, "words": words, "names": names if source != "muc4" else None}) + "\n")
    print(count, "words")


if __name__ == "__main__":
    main()
