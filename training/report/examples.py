#!/usr/bin/env python3
"""Turns annotated reports into what the report network learns from.

    build/release/training/report/print_words GOLD.jsonl > words.jsonl
    examples.py GOLD.jsonl words.jsonl --muc4 MUC4.jsonl.gz muc-words.jsonl --uds UDS.jsonl.gz EWT.conllu.gz --plain plain-words.jsonl --vocabulary vocab.txt -o examples.pickle

An example is a report (or one sentence, for factuality) as windows of word pieces with the answers for its words:
- `sign`: [words, SIGNS], 1 / 0, and where nothing is known -1. A word tells an event of a core type when it is a happening of the program inside the evidence
  of such a gold event, or, where the program sees none in a telling, its head. "ASSAULT/firearms" is known of words that tell an ASSAULT. `happened` is the
  mean judgement of UDS "It Happened", from -3 to 3.
- `events`: the words that tell events, and for each its gold event; `columns`: the words asked for a role (nouns, names, numbers); `pairs`: (number of the
  event word, number of the column, role) that hold, `unknown`: those that may hold too
  (pronouns, and the words of a filler named elsewhere).
The head of a span is the word in it whose own head lies outside; a figure's is its last numeral, where it has one.
"""
import argparse, gzip, json, pickle, sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from features import CASE_IDS, WordPieces, case_ids
from score_factuality import forms_of
from score_what import points
from windows import windows_of

TYPES = ["ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "RETREAT", "ACCUSE", "THREATEN"]
STATES = ["planned", "foiled", "negated", "background", "alleged"]
FILLERS = ["perpetrator_individual", "perpetrator_organisation", "physical_target", "victim", "weapon"]
# The modes that are told often enough to be learned, by type.
MODES = {"ASSAULT": ["firearms", "targeted", "explosives", "aerial", "destroy", "abduct", "beat", "heavy-weapons", "primitive", "crowd-control", "torture", "drone", "suicide-attack", "sexual"],
         "COERCE": ["arrest", "seize", "restrict", "censor", "deport", "curfew", "martial-law", "cyber", "withhold"],
         "PROTEST": ["demo", "riot", "strike", "vandalize", "obstruct", "boycott", "hunger"], "MOBILIZE": ["troops", "police", "weapons", "militia"],
         "SANCTION": ["convict", "discontinue", "expel", "withdraw"], "RETREAT": ["release", "withdraw", "ceasefire", "resign", "access", "disarm"],
         "ACCUSE": ["disapprove", "allege", "investigate"], "THREATEN": ["violence", "arrest", "relations", "restrict"]}
MODE_SIGNS = [f"{kind}/{mode}" for kind, modes in MODES.items() for mode in modes]
SIGNS = TYPES + STATES + FILLERS + ["happened"] + MODE_SIGNS
FIGURES = ["detained", "killed", "injured", "casualties", "abducted", "missing", "released", "charged", "convicted", "displaced", "deployed", "participants",
           "attackers", "attacks", "places_searched", "seized"]
ROLES = ["same_event", "actor", "recipient", "where", "when", "speaker"] + FIGURES
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM")
UNKNOWN = -1


class Words:
    """A report's words with their places in code points."""

    def __init__(self, dumped, text):
        place = points(text)
        self.name, self.sentences = dumped.get("doc_id"), dumped["sentences"]
        self.forms = [w for s in self.sentences for w in s]
        self.begin = [place.get(b, 0) for b in dumped.get("begin") or []]
        self.end = [place.get(b, 0) for b in dumped.get("end") or []]
        self.upos, self.head = dumped.get("upos") or [], dumped.get("head") or []
        self.mentions = dumped["mentions"]

    def inside(self, span):
        return [i for i in range(len(self.forms)) if self.begin[i] < span["end"] and span["begin"] < self.end[i]]

    def head_of(self, words):
        for i in words:
            if self.head[i] not in words and self.upos[i] not in ("PUNCT", "ADP", "DET"):
                return i
        return words[0] if words else None

    def filler(self, span, is_figure=False):
        words = self.inside(span)
        if is_figure:
            numerals = [i for i in words if self.upos[i] == "NUM"]
            if numerals:
                return numerals[-1], words
        return self.head_of(words), words


def pieces_of(sentences, cutter):
    return [[(cutter.cut(w), c) for w, c in zip(s, case_ids(s))] for s in sentences]


def base_example(name, source, words, cutter):
    windows, place = windows_of(pieces_of(words.sentences, cutter), cutter.cls, cutter.sep, CASE_IDS)
    n = len(words.forms)
    return {"id": name, "source": source, "windows": windows, "place": place, "words": n,
            "sentence": [k for k, s in enumerate(words.sentences) for _ in s], "sign": np.full((n, len(SIGNS)), UNKNOWN, np.float32), "events": [], "pairs": [], "unknown": []}


def event_words(words, event):
    """Of each telling the happenings that the program sees there, else its head."""
    tellers = set()
    for x in event["evidence"]:
        inside = words.inside(x)
        own = [t for t, kind in words.mentions if kind == event["event"] and t in inside]
        tellers.update(own or [h for h in [words.head_of(inside)] if h is not None])
    return sorted(tellers)


def fillers_of(event):
    for role in ("actor", "recipient", "where"):
        for x in event.get(role) or []:
            yield role, x, False
    if event.get("when"):
        yield "when", event["when"], False
    for x in event.get("says_who") or []:
        yield "speaker", x, False
    for x in event.get("how_many") or []:
        if x.get("what") in FIGURES:
            yield x["what"], x, True


def annotated(gold, dumped, cutter):
    words = Words(dumped, gold["text"])
    example = base_example(gold["doc_id"], gold["source"], words, cutter)
    example["mentions"] = [(t, SIGNS.index(kind)) for t, kind in words.mentions if kind in TYPES]
    sign = example["sign"]
    sign[:, : len(TYPES)] = 0
    lower = [f.lower() for f in words.forms]
    for event in gold["events"]:
        if event["event"] not in TYPES:
            continue
        kind = SIGNS.index(event["event"])
        for x in event["evidence"]:
            for i in words.inside(x):
                if sign[i, kind] == 0:
                    sign[i, kind] = UNKNOWN  # near the word that tells it
        tellers = event_words(words, event)
        for t in tellers:
            sign[t, kind] = UNKNOWN if event.get("unsure") else 1
            sign[t, SIGNS.index("planned"):SIGNS.index("alleged") + 1] = 0
            if event.get("status") in STATES:
                sign[t, SIGNS.index(event["status"])] = 1
            sign[t, SIGNS.index("background")] = bool(event.get("background"))
            sign[t, SIGNS.index("alleged")] = event.get("certainty") in ("alleged", "claimed", "disputed")
            for mode in MODES[event["event"]]:
                sign[t, SIGNS.index(f"{event['event']}/{mode}")] = mode in event["mode"]
        numbers = range(len(example["events"]), len(example["events"]) + len(tellers))
        example["events"] += [(t, event["id"], bool(event.get("unsure"))) for t in tellers]
        for role, x, is_figure in fillers_of(event):
            if "begin" not in x:
                continue
            head, inside = words.filler(x, is_figure)
            if head is None:
                continue
            like = [i for i in range(len(lower)) if i != head and (i in inside or (lower[i] == lower[head] and not is_figure))]
            for k in numbers:
                example["pairs"].append((k, head, ROLES.index(role)))
                example["unknown"] += [(k, i, ROLES.index(role)) for i in like]
    pronouns = [i for i, p in enumerate(words.upos) if p == "PRON"]
    for k in range(len(example["events"])):
        example["unknown"] += [(k, i, ROLES.index(role)) for i in pronouns for role in ("actor", "recipient", "speaker")]
    for a, (_, one, _) in enumerate(example["events"]):
        for word, other, _ in example["events"]:
            if one == other:
                example["pairs"].append((a, word, 0))
    asked = {i for i, p in enumerate(words.upos) if p in NOMINAL} | {t for t, _, _ in example["events"]} | {i for _, i, _ in example["pairs"]}
    columns = {word: k for k, word in enumerate(sorted(asked))}
    example["columns"] = list(columns)
    example["is_noun"] = [words.upos[i] in NOMINAL for i in columns]
    for name in ("pairs", "unknown"):
        example[name] = [(k, columns[i], role) for k, i, role in example[name] if i in columns]
    return example


def plain(words, cutter):
    """A report that nobody annotated: the words that the program takes for happenings may tell events; what they tell, a larger network will say."""
    words = Words(words, "")
    example = base_example(words.name, "plain", words, cutter)
    example["mentions"] = []
    example["events"] = [(t, None, True) for t in sorted({t for t, kind in words.mentions if kind in TYPES})]
    example["columns"] = sorted({i for i, p in enumerate(words.upos) if p in NOMINAL} | {t for t, _, _ in example["events"]})
    return example


SLOTS = {"PerpInd": "perpetrator_individual", "PerpOrg": "perpetrator_organisation", "Target": "physical_target", "Victim": "victim", "Weapon": "weapon"}


def muc(path, dumped_path, cutter, leave):
    documents = {d["doc_id"]: d for d in map(json.loads, gzip.open(path, "rt", encoding="utf-8"))}
    for dumped in map(json.loads, open(dumped_path, encoding="utf-8")):
        d = documents[dumped["doc_id"]]
        if "muc4:" + d["doc_id"] in leave:
            continue
        words = Words(dumped, d["text"])
        if not words.forms:
            continue
        example = base_example(d["doc_id"], "muc4-templates", words, cutter)
        first = SIGNS.index(FILLERS[0])
        example["sign"][:, first:first + len(FILLERS)] = 0
        squeezed = [f.lower() for f in words.forms]
        for template in d["templates_simple"]:
            for slot, name in SLOTS.items():
                for entity in template.get(slot) or []:
                    for mention in entity:
                        mark(example["sign"], squeezed, mention["text"].lower().split(), SIGNS.index(name))
        yield example


def mark(sign, words, phrase, label):
    """Marks every word of every place where the phrase stands."""
    joined = "".join(phrase)
    for i in range(len(words)):
        if not joined.startswith(words[i]):
            continue
        built, j = "", i
        while j < len(words) and len(built) < len(joined):
            built += words[j]
            j += 1
        if built == joined:
            sign[i:j, label] = 1


def factual(path, trees, cutter):
    forms, sentences = forms_of(trees), {}
    for (sentence, word), form in forms.items():
        sentences.setdefault(sentence, {})[word] = form
    for d in map(json.loads, gzip.open(path, "rt", encoding="utf-8")):
        own = sentences.get(d["sent_id"])
        predicates = [p for p in d["predicates"] if p["n"] >= 2]
        if not own or not predicates:
            continue
        order = sorted(own)
        words = Words({"sentences": [[own[i] for i in order]], "mentions": []}, "")
        example = base_example(d["sent_id"], "uds", words, cutter)
        for p in predicates:
            if p["token"] in own:
                example["sign"][order.index(p["token"]), SIGNS.index("happened")] = p["factuality"] + 10  # kept apart from UNKNOWN
        yield example


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold"), a.add_argument("words"), a.add_argument("-o", "--out", required=True)
    a.add_argument("--vocabulary", required=True)
    a.add_argument("--muc4", nargs=2)
    a.add_argument("--plain", help="words of reports that nobody annotated")
    a.add_argument("--uds", nargs=2, action="append", default=[])
    args = a.parse_args()
    cutter = WordPieces([v for v in Path(args.vocabulary).read_text(encoding="utf-8").split("\n") if v])
    gold = {d["doc_id"]: d for d in map(json.loads, open(args.gold, encoding="utf-8"))}
    reports = [annotated(gold[w["doc_id"]], w, cutter) for w in map(json.loads, open(args.words, encoding="utf-8")) if w["sentences"]]
    out = {"signs": SIGNS, "roles": ROLES, "reports": reports, "muc": list(muc(*args.muc4, cutter, set(gold))) if args.muc4 else [],
           "uds": [list(factual(*pair, cutter)) for pair in args.uds]}
    out["plain"] = [plain(w, cutter) for w in map(json.loads, open(args.plain, encoding="utf-8")) if w["sentences"]] if args.plain else []
    with gzip.open(args.out, "wb") as f:
        pickle.dump(out, f)
    told = sum(len(r["events"]) for r in reports)
    print(f"{len(reports)} reports, {told} event words, {sum(len(r['pairs']) for r in reports)} pairs; {len(out['muc'])} MUC reports, "
          f"{[len(u) for u in out['uds']]} sentences judged for factuality")


if __name__ == "__main__":
    main()
