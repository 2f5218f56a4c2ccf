"""Reads what the models learn from: CoNLL-U trees, named entities, and their labels.

A sentence is a dict of parallel lists: words, upos, morph, lemma, heads (0 = root), deprel, names
(BIO tags), any of which may be None when the source does not say. Multiword tokens are read as
their syntactic words.
"""

import gzip
import json
import re

from features import lower

KEPT_MORPH = ("Degree", "Mood", "NumType", "Number", "Person", "Poss", "PronType", "Tense", "VerbForm", "Voice")
NAME_LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]


def open_text(path):
    return gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8")


def reduce_morph(feats):
    if feats == "_":
        return "_"
    kept = [f for f in feats.split("|") if f.split("=")[0] in KEPT_MORPH]
    return "|".join(kept) or "_"


def lemma_script(form, lemma):
    """The edit that turns a form into its lemma; "troops" -> "l1:" (lower, cut 1, add nothing)."""
    form = form.replace("\u2019", "'")
    if lemma == form and lower(form) != form:
        return "a"
    small = lower(form)
    common = 0
    while common < min(len(small), len(lemma)) and small[common] == lemma[common]:
        common += 1
    return f"l{len(small) - common}:{lemma[common:]}"


def apply_lemma(form, script):
    form = form.replace("\u2019", "'")
    if script == "a":
        return form
    cut, add = script[1:].split(":", 1)
    small = lower(form)
    cut = int(cut)
    if cut > len(small):
        return small
    return small[: len(small) - cut] + add


def read_conllu(path):
    """Yields sentences with their document name, sentence id and MISC column."""
    doc, sentence_id, rows = None, None, []
    for line in open_text(path):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            doc = line.split("=", 1)[-1].strip()
        elif line.startswith("# sent_id"):
            sentence_id = line.split("=", 1)[1].strip()
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif not line and rows:
            yield make_sentence(doc, sentence_id, rows)
            rows = []
    if rows:
        yield make_sentence(doc, sentence_id, rows)


def make_sentence(doc, sentence_id, rows):
    words = [r[1] for r in rows]
    return {
        "doc": doc, "id": sentence_id, "words": words,
        "upos": [r[3] for r in rows], "morph": [reduce_morph(r[5]) for r in rows],
        "lemma": [lemma_script(r[1], r[2]) for r in rows], "lemma_text": [r[2] for r in rows],
        "heads": [int(r[6]) for r in rows], "deprel": [r[7] for r in rows],
        "misc": [r[9] for r in rows], "names": None,
    }


def tags_from_spans(length, spans):
    """BIO tags from (begin, end, type) word spans; longer spans win, then earlier ones."""
    tags = ["O"] * length
    for begin, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(t == "O" for t in tags[begin:end]):
            tags[begin] = "B-" + kind
            tags[begin + 1 : end] = ["I-" + kind] * (end - begin - 1)
    return tags


def spans_from_tags(tags):
    spans, begin = [], None
    for i, tag in enumerate(list(tags) + ["O"]):
        if begin is not None and not tag.startswith("I-"):
            spans.append((begin, i, tags[begin][2:]))
            begin = None
        if tag.startswith("B-"):
            begin = i
    return spans


_GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}


def gum_names(sentences):
    """Fills `names` of GUM sentences: proper-noun-headed person, organization and place mentions.

    GUM marks whole phrases ("the French president Emmanuel Macron"); a name is the longest run
    around the mention's head that holds proper nouns and what joins them.
    """
    open_mentions = {}
    for sentence in sentences:
        mentions = []
        for i, misc in enumerate(sentence["misc"]):
            entity = next((f[7:] for f in misc.split("|") if f.startswith("Entity=")), "")
            for opening, name, only in re.findall(r"(\()?([^()]+)(\))?", entity):
                fields = name.split("-")
                if opening:
                    if only:
                        mentions.append((i, i + 1, fields[1]))
                    else:
                        open_mentions.setdefault(fields[0], []).append((i, fields[1]))
                elif only and open_mentions.get(fields[0]):
                    begin, kind = open_mentions[fields[0]].pop()
                    mentions.append((begin, i + 1, kind))
        open_mentions.clear()
        spans = [span for m in mentions if m[2] in _GUM_TYPES and (span := proper_span(sentence, *m))]
        sentence["names"] = tags_from_spans(len(sentence["words"]), spans)


def proper_span(sentence, begin, end, kind):
    """The name inside a mention, or None when its head is no proper noun."""
    inside = range(begin, end)
    head = next((i for i in inside if not begin <= sentence["heads"][i] - 1 < end), None)
    if head is None or sentence["upos"][head] != "PROPN":
        return None
    joins = {"compound", "flat", "amod", "nmod", "case", "punct", "cc", "conj", "det", "nummod", "nmod:poss", "nmod:desc"}

    def belongs(i):
        if sentence["upos"][i] == "PROPN":
            return True
        return sentence["deprel"][i] in joins and sentence["words"][i][:1].isupper() and sentence["upos"][i] in ("ADJ", "NOUN", "NUM", "VERB")

    first = last = head
    while first > begin and belongs(first - 1):
        first -= 1
    while last + 1 < end and belongs(last + 1):
        last += 1
    # "University of Lagos", "Médecins Sans Frontières", "Bank of the West"
    ahead = last + 1
    while ahead < end and sentence["words"][ahead].lower() in ("of", "for", "the", "and", "de", "al", "-", "&"):
        ahead += 1
    if last + 1 < ahead < end and sentence["words"][last + 1].lower() in ("of", "for", "-", "de") and belongs(ahead):
        last = ahead
        while last + 1 < end and belongs(last + 1):
            last += 1
    return first, last + 1, _GUM_TYPES[kind]


def read_uner(path):
    """Sentence id -> BIO tags from a Universal NER file (PER, ORG, LOC)."""
    out, sentence_id, tags = {}, None, []
    for line in open_text(path):
        line = line.rstrip("\n")
        if line.startswith("# sent_id"):
            sentence_id = line.split("=", 1)[1].strip()
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                tag = columns[2]
                tags.append(tag if tag in NAME_LABELS else "O")
        elif not line and tags:
            out[sentence_id] = tags
            tags = []
    if tags:
        out[sentence_id] = tags
    return out


_CROSSNER_TYPES = {"politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG",
                   "country": "LOC", "location": "LOC"}


def read_crossner(path):
    """Sentences with names only, from CrossNER politics."""
    for line in open_text(path):
        row = json.loads(line)
        starts = {t[0]: i for i, t in enumerate(row["tokens"])}
        ends = {t[1]: i + 1 for i, t in enumerate(row["tokens"])}
        words = [row["text"][b:e] for b, e in row["tokens"]]
        spans = [(starts[e["start"]], ends[e["end"]], _CROSSNER_TYPES[e["type"]]) for e in row["entities"]
                 if e["type"] in _CROSSNER_TYPES and e["start"] in starts and e["end"] in ends]
        yield {"doc": "crossner", "id": row["id"], "words": words, "names": tags_from_spans(len(words), spans)}
