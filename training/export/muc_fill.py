"""From chances to MUC templates, as src/export/muc_groups.cpp and muc.cpp do it: nouns that name one thing are a group; what is known of a group
and of a type become rows for the boosted trees; what pays by the measure is told.

A document has: words, anchors [(token, type, sentence)], nouns [Noun], types (the chance of each type), roles (nouns by roles).
"""
import math

import numpy as np

import score_muc

TYPES = ["attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage"]
ROLES = score_muc.ROLES
LEAST_NOUN = 0.04  # less likely nouns are in no group
LEAST_TYPE = 0.06  # less likely types are not looked at
FAR = 200          # as far as words can be apart
NO_FILLER = -9.0   # the log odds of what is not there

FILLER_FEATURES = (
    ["chance", "next mention", "mentions", "any mention", "wording", "rank", "behind first", "other groups", "next group"] +
    [f"as {r}" for r in ROLES] +
    ["first sentence", "sentence", "text words", "report incident words", "report words", "report nouns", "told again", "party"] +
    ["type chance", "other type", "other types", "type near", "other near", "type near any", "other near any", "type words", "type"] +
    ["attack chance", "bombing chance"] + [f"report {r}" for r in ROLES])
TYPE_FEATURES = (
    ["type chance", "type", "report incident words", "type words", "report words", "other type", "attack chance", "bombing chance",
     "kidnapping chance", "arson chance", "first sentence of type"] +
    [f"{what} {r}" for r in ROLES for what in ("first", "second", "all", "report")])


class Noun:
    __slots__ = ("head", "sentence", "renames", "party", "chain", "nearest", "clues", "wordings", "best")  # best: by role (text, chance)


class Group:
    def __init__(self, text, wording, noun, chain):
        self.text, self.wording, self.nouns, self.chain = text, wording, [noun], chain


def log_odds(p):
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def name_one_thing(noun, text, group, nouns):
    """One chain, an apposition, or the words of one within the other's."""
    if noun.chain >= 0 and noun.chain == group.chain:
        return True
    if any(noun.renames == nouns[i].head or nouns[i].renames == noun.head for i in group.nouns):
        return True
    x, y = text.split(), group.text.split()
    if len(x) > len(y):
        x, y = y, x
    return any(y[i:i + len(x)] == x for i in range(len(y) - len(x) + 1))


def groups_of(document, role):
    """The most likely first; a group has the wording of its most likely noun."""
    chances = document["roles"][:, role] if len(document["nouns"]) else np.zeros(0)
    groups = []
    for i in np.argsort(-chances, kind="stable"):
        if chances[i] <= LEAST_NOUN:
            break
        noun = document["nouns"][i]
        text, wording = noun.best[role]
        for group in groups:
            if name_one_thing(noun, text, group, document["nouns"]):
                group.nouns.append(i)
                break
        else:
            groups.append(Group(text, wording, i, noun.chain))
    return groups


def types_looked_at(document):
    return [t for t in range(len(TYPES)) if document["types"][t] >= LEAST_TYPE]


def filler_rows(document, role, groups):
    """[(group, type, features)]"""
    types, roles, nouns, anchors = document["types"], document["roles"], document["nouns"], document["anchors"]
    looked_at = types_looked_at(document)
    firsts = [roles[g.nouns[0], role] for g in groups]
    rows = []
    for rank, group in enumerate(groups):
        first = nouns[group.nouns[0]]
        chances = [roles[i, role] for i in group.nouns]
        near_any = [min(nouns[i].nearest[t] for i in group.nouns) for t in range(len(TYPES))]
        of_group = [log_odds(chances[0]), log_odds(chances[1]) if len(chances) > 1 else NO_FILLER, min(len(chances), 8),
                    log_odds(1 - math.prod(1 - p for p in chances)), group.wording, rank, firsts[0] - chances[0], sum(firsts) - chances[0],
                    firsts[rank + 1] if rank + 1 < len(firsts) else 0]
        of_group += [log_odds(max(roles[i, q] for i in group.nouns)) for q in range(len(ROLES))]
        of_group += [min(nouns[i].sentence for i in group.nouns), first.sentence, len(group.text.split()), len(anchors), document["words"] / 100,
                     len(nouns), first.chain >= 0, first.party >= 0]
        for t in looked_at:
            others = [q for q in looked_at if q != t]
            rows.append((rank, t, of_group + [
                log_odds(types[t]), log_odds(max((types[q] for q in others), default=0)), sum(types[q] for q in others),
                min(first.nearest[t], FAR), min([first.nearest[q] for q in others] + [FAR]), min(near_any[t], FAR),
                min([near_any[q] for q in others] + [FAR]), sum(a[1] == t for a in anchors), t, log_odds(types[0]), log_odds(types[1]),
                *roles.max(axis=0)]))
    return rows


def type_rows(document, fillers):
    """[(type, features)]; fillers: by role (groups, rows, chances of the rows)."""
    types, anchors = document["types"], document["anchors"]
    most = document["roles"].max(axis=0) if len(document["nouns"]) else np.zeros(len(ROLES))
    rows = []
    for t in types_looked_at(document):
        row = [log_odds(types[t]), t, len(anchors), sum(a[1] == t for a in anchors), document["words"] / 100,
               log_odds(max(p for q, p in enumerate(types) if q != t)), *map(log_odds, types[:4]),
               min([a[2] for a in anchors if a[1] == t] + [99])]
        for role, (_, filler, chances) in enumerate(fillers):
            of_type = sorted((p for (_, of, _), p in zip(filler, chances) if of == t), reverse=True) + [0, 0]
            row += [of_type[0], of_type[1], sum(of_type), most[role]]
        rows.append((t, row))
    return rows


def is_other_side(role, other):
    """Nobody is both perpetrator and victim of one incident."""
    return role != "Weapon" != other and role.startswith("Perp") != other.startswith("Perp")


def decide(document, least):
    """What is told is what pays: with F1 as the measure, what is right with a chance over half of the F1 that is reached."""
    templates = []
    for (t, _), chance in zip(document["type rows"], document["type chances"]):
        template, pays = {"incident_type": TYPES[t], **{r: [] for r in ROLES}}, chance - least
        told = [(p, role, groups[group]) for role, (groups, rows, chances) in zip(ROLES, document["fillers"])
                for (group, of, _), p in zip(rows, chances) if of == t and p > least]
        for p, role, group in told:
            if not any(q > p and is_other_side(role, other) and group.nouns[0] in more_likely.nouns for q, other, more_likely in told):
                template[role].append([group.text])
                pays += p - least
        if pays > 0:
            templates.append(template)
    return templates


def filler_hits(gold, groups, rows, role):
    """1 for each row whose text fills the role in a gold template of the row's type; a gold entity counts once."""
    taken, hits = set(), []
    for group, t, _ in rows:
        places = [(g, e) for g, template in enumerate(gold) if TYPES[t] in template["types"]
                  for e, entity in enumerate(template[ROLES[role]]) if groups[group].text in entity and (t, g, e) not in taken]
        taken.update((t, *place) for place in places[:1])
        hits.append(bool(places))
    return hits
