#!/usr/bin/env python3
"""Learns the weights by which src/export fills MUC templates (lexicon/export/muc_weights.tsv).

    build/release/training/export/print_muc_clues TRAIN.jsonl > clues.txt
    learn_muc.py GOLD.jsonl.gz clues.txt [--out lexicon/export/muc_weights.tsv] [--check DEV.jsonl.gz dev_clues.txt]

Three sorts of logistic regressions with an L2 penalty over the clues: does a report tell an incident of a type; does a noun fill
a role in some template of its report; which of the noun's wordings the key has. The thresholds of the decisions are chosen on
train by predictions from three folds over documents. Needs numpy and scipy.
"""
import os, pickle, sys
from collections import Counter
from multiprocessing import Pool

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import score_muc

TYPES = ["attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage"]
ROLES = score_muc.ROLES
FOLDS = 3
LEAST_WEIGHT = 0.03  # smaller ones are left out


class Candidate:
    __slots__ = ("head", "sentence", "party", "chain", "nearest", "clues", "wordings")


def read_clues(path):
    """doc_id -> {report: clues, anchors: [(token, type, sentence)], candidates: [Candidate]}"""
    documents, current = {}, None
    with open(path, encoding="utf-8") as file:
        for line in file:
            kind, rest = line[0], line[2:].rstrip("\n")
            if kind == "D":
                current = documents[rest] = {"report": [], "anchors": [], "candidates": []}
            elif line[0] == "R":
                current["report"] = rest.split("\t")
            elif kind == "A":
                current["anchors"].append(tuple(map(int, rest.split())))
            elif kind == "C":
                fields, *clues = rest.split("\t")
                c = Candidate()
                head, sentence, party, chain, nearest = fields.split()
                c.head, c.sentence, c.party, c.chain = int(head), int(sentence), int(party), int(chain)
                c.nearest = [int(n) for n in nearest.rstrip(",").split(",")]
                c.clues, c.wordings = [sys.intern(x) for x in clues], []
                current["candidates"].append(c)
            elif kind == "W":
                text, *clues = rest.split("\t")
                current["candidates"][-1].wordings.append((score_muc.plain(text), [sys.intern(x) for x in clues]))
    return documents


class Columns:
    """Numbers for clues that occur in enough examples."""

    def __init__(self, examples, at_least):
        counts = Counter(c for e in examples for c in e)
        self.number = {c: i for i, c in enumerate(sorted(c for c, n in counts.items() if n >= at_least))}

    def matrix(self, examples):
        rows, columns = [], []
        for i, e in enumerate(examples):
            for c in e:
                j = self.number.get(c)
                if j is not None:
                    rows.append(i)
                    columns.append(j)
        return sp.csr_matrix((np.ones(len(rows), dtype=np.float64), (rows, columns)), shape=(len(examples), len(self.number)))


def fit(x, ys, penalty, rounds=45):
    """One logistic regression a column of ys, with an L2 penalty."""
    n, k = x.shape[1], ys.shape[1]
    back = x.T.tocsr()

    def loss(flat):
        w = flat.reshape(n + 1, k)
        z = x @ w[:n] + w[n]
        p = 1 / (1 + np.exp(-z))
        value = np.logaddexp(0, z).sum() - (z * ys).sum() + penalty / 2 * (w[:n] ** 2).sum()
        d = p - ys
        return value, np.vstack([back @ d + penalty * w[:n], d.sum(axis=0)]).ravel()

    start = np.zeros((n + 1, k))
    start[n] = np.log((ys.sum(axis=0) + 0.5) / len(ys))
    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxfun": 2 * rounds})
    w = found.x.reshape(n + 1, k)
    w[:n][np.abs(w[:n]) < LEAST_WEIGHT] = 0
    return w


def chance(x, w):
    return 1 / (1 + np.exp(-(x @ w[:-1] + w[-1])))


def fit_fold(task):
    x, ys, fold, k, penalty = task
    if k < 0:
        return fit(x, ys, penalty)
    return chance(x[fold == k], fit(x[fold != k], ys[fold != k], penalty))


def learn(x, ys, fold, penalty):
    """The weights from everything, and predictions by the weights of the folds that have not seen the example."""
    ys = ys.astype(np.float64)
    with Pool(2) as pool:
        results = pool.map(fit_fold, [(x, ys, fold, k, penalty) for k in (*range(FOLDS), -1)], chunksize=1)
    unseen = np.zeros(ys.shape)
    for k in range(FOLDS):
        unseen[fold == k] = results[k]
    return results[-1], unseen


def likely(p):
    """A chance as a clue: the step it reaches."""
    return sum(p > step for step in (0.1, 0.25, 0.4, 0.6, 0.8))


def with_report(candidate, chances):
    return candidate.clues + [f"report {TYPES[t]} {likely(chances[t])}" for t in range(3)] + [f"report any {likely(max(chances))}"]


class Decision:
    """Thresholds: the least chance of a type, of a role."""

    def __init__(self, types=(0.35, 0.3, 0.2, 0.1, 0.4, 0.5), roles=(0.35, 0.3, 0.3, 0.35, 0.25)):
        self.types, self.roles = list(types), list(roles)


def same_entity(a, b):
    """Two fillers that name one thing: one chain, or the words of one within the other's."""
    if a["chain"] >= 0 and a["chain"] == b["chain"]:
        return True
    x, y = a["text"].split(), b["text"].split()
    if len(x) > len(y):
        x, y = y, x
    return any(y[i:i + len(x)] == x for i in range(len(y) - len(x) + 1))


def decide(document, decision):
    """Templates from the chances in document: type_chances, and per candidate role_chances and best wordings by role."""
    chosen = [t for t in range(len(TYPES)) if document["type_chances"][t] > decision.types[t]]
    templates = {t: {"incident_type": TYPES[t], **{r: [] for r in ROLES}} for t in chosen}
    if not chosen:
        return []
    for r, role in enumerate(ROLES):
        fillers = []
        for c, chances, best in document["filled"]:
            if chances[r] > decision.roles[r]:
                fillers.append({"p": chances[r], "text": best[r], "chain": c.chain, "nearest": c.nearest})
        fillers.sort(key=lambda f: -f["p"])
        kept = []
        for f in fillers:
            if not any(same_entity(f, k) for k in kept):
                kept.append(f)
        for f in kept:
            t = min(chosen, key=lambda t: (f["nearest"][t], -document["type_chances"][t]))
            for told in chosen if role == "PerpOrg" else [t]:
                templates[told][role].append([f["text"]])
    return [templates[t] for t in chosen]


def prepare(documents, type_chances, role_chances, wording_chances):
    """The inputs of `decide`, from the chances in the order of documents, candidates and wordings."""
    c_at = w_at = 0
    for d, (name, document) in enumerate(documents.items()):
        document["type_chances"] = type_chances[d]
        document["filled"] = []
        for c in document["candidates"]:
            n = len(c.wordings)
            likely_roles = [role_chances[r][c_at] for r in range(len(ROLES))]
            c_at, w_at, first = c_at + 1, w_at + n, w_at
            if max(likely_roles) < 0.1:
                continue
            best = [c.wordings[int(np.argmax(wording_chances[r][first:first + n]))][0] if n else "" for r in range(len(ROLES))]
            document["filled"].append((c, likely_roles, best))


def f1(documents, gold, decision):
    found = {name: decide(d, decision) for name, d in documents.items()}
    return score_muc.score([gold[n] for n in documents if n in gold], found)[0]["micro"][2]


def choose_decision(documents, gold):
    decision = Decision()
    best = f1(documents, gold, decision)
    for values, count in ((decision.roles, len(ROLES)), (decision.types, 4)):
        for i in range(count):
            for step in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4):
                old, values[i] = values[i], step
                new = f1(documents, gold, decision)
                if new > best:
                    best = new
                else:
                    values[i] = old
    return decision, best


def learn_wordings(x, marks):
    """By role, which wording the key has, from the nouns that fill it."""
    columns = []
    for r in range(len(ROLES)):
        used = marks[:, r] != 0
        columns.append(fit(x[used], (marks[used, r:r + 1] > 0).astype(np.float64), 2.0))
    weights = np.hstack(columns)
    return weights, chance(x, weights)


def main():
    arguments = sys.argv[1:]
    gold = {d["doc_id"]: d for d in score_muc.read_lines(arguments[0])}
    documents = read_clues(arguments[1])
    names = list(documents)
    fold_of = {n: i * 7 % FOLDS for i, n in enumerate(names)}

    # Reports.
    report_columns = Columns([documents[n]["report"] for n in names], 4)
    x = report_columns.matrix([documents[n]["report"] for n in names])
    told = [{t.strip() for template in gold[n]["templates_simple"] for t in template["incident_type"].split(" / ")} for n in names]
    ys = np.array([[t in types for t in TYPES] for types in told])
    type_weights, type_chances = learn(x, ys, np.array([fold_of[n] for n in names]), 12.0)
    for t, y, p in zip(TYPES, ys.T, type_chances.T):
        hits = p > 0.4
        print(f"{t}: P {y[hits].mean() if hits.any() else 0:.2f} R {hits[y].mean():.2f} of {y.sum()}", file=sys.stderr)

    # Nouns and their wordings.
    clues, fold, hits, wording_clues, wording_hits, wording_fold = [], [], [], [], [], []
    for d, n in enumerate(names):
        mentions = [{score_muc.plain(m["text"]) for t in gold[n]["templates_simple"] for e in t[r] for m in e} for r in ROLES]
        for c in documents[n]["candidates"]:
            clues.append(with_report(c, type_chances[d]))
            fold.append(fold_of[n])
            marks = [[w in mentions[r] for w, _ in c.wordings] for r in range(len(ROLES))]
            hits.append([any(m) for m in marks])
            for k, (_, w_clues) in enumerate(c.wordings):
                wording_clues.append(w_clues)
                wording_fold.append(fold_of[n])
                wording_hits.append([(1 if m[k] else -1) if any(m) else 0 for m in marks])
    hits, fold, wording_hits = np.array(hits), np.array(fold), np.array(wording_hits)
    columns = Columns(clues, 10)
    x = columns.matrix(clues)
    print(x.shape, x.nnz, hits.sum(axis=0), file=sys.stderr)
    role_weights, role_chances = learn(x, hits, fold, 8.0)
    used = (wording_hits != 0).any(axis=1)
    wording_columns = Columns([w for w, u in zip(wording_clues, used) if u], 5)
    wx = wording_columns.matrix(wording_clues)
    wording_weights, wording_chances = learn_wordings(wx, wording_hits)
    prepare(documents, type_chances, role_chances.T, wording_chances.T)
    model = {"types": (report_columns, type_weights), "roles": (columns, role_weights), "wordings": (wording_columns, wording_weights)}
    if "--keep" in arguments:
        with open(arguments[arguments.index("--keep") + 1], "wb") as file:
            pickle.dump((model, documents), file)
    decision, best = choose_decision(documents, gold)
    print("train by folds", best, decision.types, decision.roles, file=sys.stderr)
    model["decision"] = decision
    if "--check" in arguments:
        at = arguments.index("--check")
        check(model, {d["doc_id"]: d for d in score_muc.read_lines(arguments[at + 1])}, read_clues(arguments[at + 2]))
    if "--out" in arguments:
        write_weights(model, arguments[arguments.index("--out") + 1])


def apply(model, documents):
    columns, weights = model["types"]
    type_chances = chance(columns.matrix([d["report"] for d in documents.values()]), weights)
    columns, weights = model["roles"]
    x = columns.matrix([with_report(c, type_chances[i]) for i, d in enumerate(documents.values()) for c in d["candidates"]])
    role_chances = chance(x, weights)
    columns, weights = model["wordings"]
    x = columns.matrix([w for d in documents.values() for c in d["candidates"] for _, w in c.wordings])
    prepare(documents, type_chances, role_chances.T, chance(x, weights).T)


def check(model, gold, documents):
    apply(model, documents)
    found = {name: decide(d, model["decision"]) for name, d in documents.items()}
    table, counts = score_muc.score(list(gold.values()), found)
    for k, v in table.items():
        print(k, [round(100 * n, 1) for n in v], counts["right", k], counts["found", k], counts["gold", k], file=sys.stderr)


def write_weights(model, path):
    rows = []
    for part, labels in (("types", TYPES), ("roles", ROLES), ("wordings", ROLES)):
        columns, models = model[part]
        kind = {"types": "type", "roles": "role", "wordings": "wording"}[part]
        for k, label in enumerate(labels):
            rows.append((kind, label, "", models[-1, k]))
            rows += [(kind, label, clue, models[i, k]) for clue, i in columns.number.items() if models[i, k] != 0]
    for label, least in list(zip(TYPES, model["decision"].types)) + list(zip(ROLES, model["decision"].roles)):
        rows.append(("least", label, "", least))
    with open(path, "w", encoding="utf-8") as file:
        file.write("# Made by training/export/learn_muc.py; do not edit. What each clue of src/export/muc_clues.cpp is worth for an incident type\n"
                   "# of a report, a role of a noun and a wording of a filler; no clue: the bias; least: the least chance by which it is told.\n"
                   "# source: learned from the MUC-4 training documents; weights and single words only\n"
                   "kind\tlabel\tclue\tweight\n")
        for row in sorted(rows, key=lambda r: r[:3]):
            file.write("\t".join(row[:3]) + f"\t{row[3]:.2f}\n")
    print(len(rows), "rows", file=sys.stderr)


if __name__ == "__main__":
    main()
