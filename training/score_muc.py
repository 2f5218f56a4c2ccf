#!/usr/bin/env python3
"""Scores MUC-4 templates by role filling.

    nutgraf export --format muc REPORTS.jsonl > found.jsonl
    score_muc.py GOLD.jsonl[.gz] found.jsonl [--without-articles]

A found template maps to at most one gold template of its type, and the other way round; a gold type "attack / bombing" is
either. A mapped template has its type right, and each found filler whose strings all are mentions of one gold entity of its
role (an entity counts once). What is not mapped stays in the denominators, but for gold templates marked optional, which cost nothing
when missed. Per document the mapping with the best F1 is taken. Strings are compared in lower case, with one space for any white
space and round brackets for square ones; --without-articles also leaves out a, an, the. Prints precision, recall and F1 by role
and type, and their micro average over incident type and the five roles.
"""
import gzip, json, re, sys
from collections import Counter

ROLES = ["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"]


def plain(text, without_articles=False):
    text = " ".join(text.lower().replace("[", "(").replace("]", ")").split())
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split()) if without_articles else text


def right_fillers(gold, found):
    """The most found entities that can each be paired with a gold entity of their own."""
    fits = [[g for g, mentions in enumerate(gold) if entity <= mentions] for entity in found]
    owner = {}

    def place(f, seen):
        for g in fits[f]:
            if g not in seen:
                seen.add(g)
                if g not in owner or place(owner[g], seen):
                    owner[g] = f
                    return True
        return False

    return sum(place(f, set()) for f in range(len(found)))


def size(template):
    return 1 + sum(len(template[r]) for r in ROLES)


def normal(template, optional, without_articles):
    entities = {r: [s for s in ({plain(m if isinstance(m, str) else m["text"], without_articles) for m in e} for e in template[r]) if s]
                for r in ROLES}
    return {**entities, "types": {t.strip() for t in template["incident_type"].lower().split(" / ")}, "optional": optional}


def map_templates(gold, found):
    """The gold index or None of each found template, by the best F1: 2 right / (found + gold that counts)."""
    gain = [[1 + sum(right_fillers(g[r], f[r]) for r in ROLES) if f["types"] & g["types"] else None for g in gold] for f in found]
    found_size = sum(map(size, found))
    must = sum(size(g) for g in gold if not g["optional"])
    price, best = 0.0, [None] * len(found)
    for _ in range(20):
        states = {0: (0.0, [])}  # gold templates taken -> worth, choices
        for row in gain:
            new = {}
            for taken, (worth, choices) in states.items():
                options = [(taken, worth, None)] + [(taken | 1 << g, worth + 2 * n - (price * size(gold[g]) if gold[g]["optional"] else 0), g)
                                                    for g, n in enumerate(row) if n and not taken >> g & 1]
                for key, value, g in options:
                    if key not in new or value > new[key][0]:
                        new[key] = (value, choices + [g])
            states = new
        best = max(states.values(), key=lambda s: s[0])[1]
        right = sum(gain[f][g] for f, g in enumerate(best) if g is not None)
        total = found_size + must + sum(size(gold[g]) for g in best if g is not None and gold[g]["optional"])
        ratio = 2 * right / total if total else 0.0
        if abs(ratio - price) < 1e-9:
            break
        price = ratio
    return best


def count_document(gold, found, counts):
    best = map_templates(gold, found)
    for f, g in enumerate(best):
        template = found[f]
        counts["found", "type"] += 1
        counts["right", "type"] += g is not None
        for r in ROLES:
            counts["found", r] += len(template[r])
            counts["right", r] += right_fillers(gold[g][r], template[r]) if g is not None else 0
    for g, template in enumerate(gold):
        if template["optional"] and g not in best:
            continue
        counts["gold", "type"] += 1
        for r in ROLES:
            counts["gold", r] += len(template[r])


def scores(right, found, gold):
    p, r = right / found if found else 0, right / gold if gold else 0
    return p, r, 2 * p * r / (p + r) if p + r else 0


def gold_templates(document, without_articles=False):
    full = document["templates_full"]
    return [normal(t, bool(full[i].get("optional")) if i < len(full) else False, without_articles)
            for i, t in enumerate(document["templates_simple"])]


def score(documents, found, without_articles=False):
    counts = Counter()
    for d in documents:
        count_document(gold_templates(d, without_articles), [normal(t, False, without_articles) for t in found.get(d["doc_id"], [])], counts)
    table = {k: scores(counts["right", k], counts["found", k], counts["gold", k]) for k in ["type"] + ROLES}
    table["micro"] = scores(*(sum(counts[n, k] for k in ["type"] + ROLES) for n in ("right", "found", "gold")))
    return table, counts


def read_lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def main():
    paths = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(paths) != 2:
        sys.exit(__doc__)
    found = {d["doc_id"]: d["templates"] for d in read_lines(paths[1])}
    table, counts = score(read_lines(paths[0]), found, "--without-articles" in sys.argv)
    print(f"{'':8} {'right':>6} {'found':>6} {'gold':>6} {'P':>6} {'R':>6} {'F1':>6}")
    for k, (p, r, f) in table.items():
        numbers = [counts[n, k] if k != "micro" else sum(counts[n, x] for x in ["type"] + ROLES) for n in ("right", "found", "gold")]
        print(f"{k:8} {numbers[0]:6} {numbers[1]:6} {numbers[2]:6} {100 * p:6.1f} {100 * r:6.1f} {100 * f:6.1f}")


if __name__ == "__main__":
    main()
