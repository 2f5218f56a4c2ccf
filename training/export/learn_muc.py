#!/usr/bin/env python3
"""Learns how src/export fills MUC templates: lexicon/export/muc_weights.tsv and muc_trees.tsv.

    build/release/training/export/print_muc_clues TRAIN.jsonl train.states > train.clues
    learn_muc.py GOLD.jsonl.gz train.clues train.states [--out lexicon/export] [--check DEV.jsonl.gz dev.clues dev.states]

First logistic regressions with an L2 penalty over the clues and the word states of the reading model: does a report tell an
incident of a type; does a noun fill a role in some template of its report; which of the noun's wordings the key has. Then
boosted trees over what these say (muc_fill.py), learned from predictions of folds that have not seen the report: is a group of nouns
a right filler in a template of a type; is there such a template. The one threshold is the middle of those that do well
on train by predictions from folds. Needs numpy and scipy.
"""
import argparse, os, sys
from collections import Counter
from multiprocessing import Pool

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import score_muc
from boosted_trees import out_of_fold
from muc_fill import (FILLER_FEATURES, ROLES, TYPE_FEATURES, TYPES, Noun, decide, filler_hits, filler_rows, groups_of, type_rows)

FOLDS = 8
LEAST_WEIGHT = 0.03  # smaller ones are left out
TREES = {"filler": 120, "type": 100}
STATE_WIDTH = 384


def read_clues(path, states_path):
    """doc_id -> {words, report: clues, anchors, nouns, state, noun_states}"""
    states = np.fromfile(states_path, dtype=np.float32).reshape(-1, STATE_WIDTH)
    documents, current, row = {}, None, 0
    with open(path, encoding="utf-8") as file:
        for line in file:
            kind, rest = line[0], line[2:].rstrip("\n")
            if kind == "D":
                name, words = rest.rsplit(" ", 1)
                current = documents[name] = {"words": int(words), "report": [], "anchors": [], "nouns": []}
            elif kind == "R":
                current["report"] = rest.split("\t")
            elif kind == "A":
                current["anchors"].append(tuple(map(int, rest.split())))
            elif kind == "C":
                fields, *clues = rest.split("\t")
                n = Noun()
                head, sentence, renames, party, chain, nearest = fields.split()
                n.head, n.sentence, n.renames, n.party, n.chain = map(int, (head, sentence, renames, party, chain))
                n.nearest = [int(x) for x in nearest.rstrip(",").split(",")]
                n.clues, n.wordings = [sys.intern(x) for x in clues], []
                current["nouns"].append(n)
            elif kind == "W":
                text, *clues = rest.split("\t")
                current["nouns"][-1].wordings.append((score_muc.plain(text), [sys.intern(x) for x in clues]))
    for d in documents.values():
        if d["anchors"]:
            d["state"] = states[row]
            row += 1
        d["noun_states"] = states[row:row + len(d["nouns"])]
        row += len(d["nouns"])
    assert row == len(states), "the states belong to other clues"
    return {name: d for name, d in documents.items() if d["anchors"]}  # the others tell no incident


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
        return sp.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(len(examples), len(self.number)))


def sums(clues, states, w):
    return clues @ w[:clues.shape[1]] + states @ w[clues.shape[1]:-1] + w[-1]


def chance(clues, states, w):
    return 1 / (1 + np.exp(-sums(clues, states, w)))


def fit(clues, states, ys, penalty, state_penalty=300.0, rounds=45):
    """One logistic regression a column of ys: weights of clues, then of states, then the bias. States count as if divided
    by their spread, so that one penalty suits all."""
    many, k = clues.shape[1], ys.shape[1]
    spread = states.std(axis=0) + 1e-6 if states.shape[1] else np.ones(0)
    middle = states.mean(axis=0)
    x, back = ((states - middle) / spread).astype(np.float32), clues.T.tocsr()
    scale = np.concatenate([np.ones(many), np.full(states.shape[1], np.sqrt(penalty / state_penalty))])[:, None]

    def loss(flat):
        w = flat.reshape(-1, k)
        scaled = np.vstack([w[:-1] * scale, w[-1:]]).astype(np.float32)
        z = sums(clues, x, scaled).astype(np.float64)
        d = (1 / (1 + np.exp(-z)) - ys).astype(np.float32)
        value = np.logaddexp(0, z).sum() - (z * ys).sum() + penalty / 2 * (w[:-1] ** 2).sum()
        return value, np.vstack([np.vstack([back @ d, x.T @ d]) * scale + penalty * w[:-1], d.sum(axis=0)]).ravel().astype(np.float64)

    start = np.zeros((len(scale) + 1, k))
    start[-1] = np.log((ys.sum(axis=0) + 0.5) / len(ys))
    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxfun": 2 * rounds})
    w = found.x.reshape(-1, k)
    w[:-1] *= scale
    w[:many][np.abs(w[:many]) < LEAST_WEIGHT] = 0
    w[many:-1] /= spread[:, None]
    w[-1] -= middle @ w[many:-1]
    return w


def fit_fold(task):
    clues, states, ys, fold, k, penalty = task
    if k < 0:
        return fit(clues, states, ys, penalty)
    return chance(clues[fold == k], states[fold == k], fit(clues[fold != k], states[fold != k], ys[fold != k], penalty))


def learn(clues, states, ys, fold, penalty):
    """The weights from everything, and predictions by the weights of the folds that have not seen the example."""
    ys = ys.astype(np.float64)
    with Pool(2) as pool:
        results = pool.map(fit_fold, [(clues, states, ys, fold, k, penalty) for k in (*range(FOLDS), -1)], chunksize=1)
    unseen = np.zeros(ys.shape)
    for k in range(FOLDS):
        unseen[fold == k] = results[k]
    return results[-1], unseen


def with_report(noun, chances):
    """How sure it is that the report tells an incident, as clues for its nouns."""
    def step(p):
        return sum(p > least for least in (0.1, 0.25, 0.4, 0.6, 0.8))
    return noun.clues + [f"report {TYPES[t]} {step(chances[t])}" for t in range(3)] + [f"report any {step(max(chances))}"]


def no_states(examples):
    return np.zeros((len(examples), 0), dtype=np.float32)


class Learner:
    """The three regressions; `weights` by part: (columns, weights)."""

    def __init__(self, documents, gold):
        self.documents, self.gold, self.weights = documents, gold, {}
        self.fold = np.array([i * 7 % FOLDS for i in range(len(documents))])

    def learn_types(self):
        reports = [d["report"] for d in self.documents.values()]
        columns = Columns(reports, 4)
        told = [{t for g in self.gold[n] for t in g["types"]} for n in self.documents]
        ys = np.array([[t in types for t in TYPES] for types in told])
        states = np.array([d["state"] for d in self.documents.values()])
        weights, unseen = learn(columns.matrix(reports), states, ys, self.fold, 12.0)
        self.weights["type"] = columns, weights
        for d, chances in zip(self.documents.values(), unseen):
            d["types"] = chances

    def mentions(self, name):
        return [{m for g in self.gold[name] for e in g[r] for m in e} for r in ROLES]

    def learn_roles(self):
        clues = [with_report(n, d["types"]) for d in self.documents.values() for n in d["nouns"]]
        columns = Columns(clues, 10)
        hits, fold = [], []
        for k, (name, d) in zip(self.fold, self.documents.items()):
            mentions = self.mentions(name)
            for noun in d["nouns"]:
                hits.append([any(w in m for w, _ in noun.wordings) for m in mentions])
                fold.append(k)
        states = np.vstack([d["noun_states"] for d in self.documents.values()])
        weights, unseen = learn(columns.matrix(clues), states, np.array(hits), np.array(fold), 12.0)
        self.weights["role"] = columns, weights
        share_out(self.documents, unseen)

    def learn_wordings(self):
        clues, marks = [], []
        for name, d in self.documents.items():
            mentions = self.mentions(name)
            for noun in d["nouns"]:
                is_right = [[text in m for text, _ in noun.wordings] for m in mentions]
                if any(map(any, is_right)):
                    clues += [c for _, c in noun.wordings]
                    marks += [[(1 if of[k] else -1) if any(of) else 0 for of in is_right] for k in range(len(noun.wordings))]
        marks, columns = np.array(marks), Columns(clues, 5)
        x, found = columns.matrix(clues), []
        for r in range(len(ROLES)):
            used = np.flatnonzero(marks[:, r])
            found.append(fit(x[used], no_states(used), (marks[used, r:r + 1] > 0).astype(np.float64), 2.0))
        self.weights["wording"] = columns, np.hstack(found)
        choose_wordings(self.documents, *self.weights["wording"])


def share_out(documents, role_chances):
    at = 0
    for d in documents.values():
        d["roles"] = role_chances[at:at + len(d["nouns"])]
        at += len(d["nouns"])


def choose_wordings(documents, columns, weights):
    for d in documents.values():
        clues = [c for n in d["nouns"] for _, c in n.wordings]
        chances, at = chance(columns.matrix(clues), no_states(clues), weights), 0
        for noun in d["nouns"]:
            of_noun = chances[at:at + len(noun.wordings)]
            at += len(noun.wordings)
            best = of_noun.argmax(axis=0) if len(of_noun) else []
            noun.best = [(noun.wordings[i][0], of_noun[i, r]) for r, i in enumerate(best)] or [("", 0.0)] * len(ROLES)


def apply_weights(documents, weights):
    """What the program will say first of documents that were not learned from."""
    columns, w = weights["type"]
    chances = chance(columns.matrix([d["report"] for d in documents.values()]), np.array([d["state"] for d in documents.values()]), w)
    for d, of in zip(documents.values(), chances):
        d["types"] = of
    columns, w = weights["role"]
    clues = [with_report(n, d["types"]) for d in documents.values() for n in d["nouns"]]
    share_out(documents, chance(columns.matrix(clues), np.vstack([d["noun_states"] for d in documents.values()]), w))
    choose_wordings(documents, *weights["wording"])


def learn_trees(documents, gold, trees_of):
    """{label: Trees}; leaves in the documents what trees that have not seen them say."""
    fold_of = {name: i * 11 % 5 for i, name in enumerate(documents)}
    for d in documents.values():
        d["fillers"] = []
    found = {}
    for r, role in enumerate(ROLES):
        x, y, fold, made = [], [], [], []
        for name, d in documents.items():
            groups = groups_of(d, r)
            rows = filler_rows(d, r, groups)
            made.append((groups, rows))
            x += [features for _, _, features in rows]
            y += filler_hits(gold[name], groups, rows, r)
            fold += [fold_of[name]] * len(rows)
        found[role], unseen = trees_of(x, y, fold, TREES["filler"])
        at = 0
        for d, (groups, rows) in zip(documents.values(), made):
            d["fillers"].append((groups, rows, unseen[at:at + len(rows)]))
            at += len(rows)
    x, y, fold = [], [], []
    for name, d in documents.items():
        d["type rows"] = type_rows(d, d["fillers"])
        x += [features for _, features in d["type rows"]]
        y += [any(TYPES[t] in g["types"] for g in gold[name]) for t, _ in d["type rows"]]
        fold += [fold_of[name]] * len(d["type rows"])
    found["type"], unseen = trees_of(x, y, fold, TREES["type"])
    at = 0
    for d in documents.values():
        d["type chances"] = unseen[at:at + len(d["type rows"])]
        at += len(d["type rows"])
    return found


def apply_trees(documents, trees):
    for d in documents.values():
        d["fillers"] = []
        for r, role in enumerate(ROLES):
            groups = groups_of(d, r)
            rows = filler_rows(d, r, groups)
            d["fillers"].append((groups, rows, trees[role].chance([features for _, _, features in rows])))
        d["type rows"] = type_rows(d, d["fillers"])
        d["type chances"] = trees["type"].chance([features for _, features in d["type rows"]])


def score(documents, gold_documents, least):
    found = {name: decide(d, least) for name, d in documents.items()}
    return score_muc.score(gold_documents, found)[0]


def show(title, table):
    print(title, {k: [round(100 * n, 1) for n in v] for k, v in table.items()}, file=sys.stderr)


def write_weights(weights, least, path):
    rows = [("least", "any", "", least)]
    for kind, labels in (("type", TYPES), ("role", ROLES), ("wording", ROLES)):
        columns, w = weights[kind]
        names = sorted(columns.number, key=columns.number.get) + [f"state {i}" for i in range(len(w) - len(columns.number) - 1)] + [""]
        rows += [(kind, label, clue, w[i, k]) for k, label in enumerate(labels) for i, clue in enumerate(names) if w[i, k] != 0 or not clue]
    with open(path, "w", encoding="utf-8") as file:
        file.write("# Made by training/export/learn_muc.py; do not edit. What each clue of src/export/muc_clues.cpp is worth for an incident type\n"
                   "# of a report, a role of a noun and a wording of a filler; state N: of number N of the word's state; no clue: the bias;\n"
                   "# least: the least chance by which a filler is told.\n"
                   "# source: learned from the MUC-4 training documents; weights and single words only\n"
                   "kind\tlabel\tclue\tweight\n")
        for row in sorted(rows, key=lambda r: r[:3]):
            file.write("\t".join(row[:3]) + f"\t{row[3]:.3g}\n")
    print(len(rows), "weights", file=sys.stderr)


def write_trees(trees, path):
    count = 0
    with open(path, "w", encoding="utf-8") as file:
        file.write("# Made by training/export/learn_muc.py; do not edit. Boosted trees that say how likely a group of nouns fills a role in a template of\n"
                   "# a type, and how likely there is such a template, from the features of src/export/muc_groups.cpp: with at least so much of a\n"
                   "# feature go to the node `above`, else to `below`; a node without feature adds its value. Node -1: where the sum starts.\n"
                   "# source: learned from the MUC-4 training documents\n"
                   "label\ttree\tnode\tfeature\tvalue\tbelow\tabove\n")
        for label, of in trees.items():
            names = TYPE_FEATURES if label == "type" else FILLER_FEATURES
            file.write(f"{label}\t0\t-1\t\t{of.start:.4g}\t\t\n")
            for t, tree in enumerate(of.trees):
                for i, node in enumerate(tree.nodes):
                    count += 1
                    if len(node) == 1:
                        file.write(f"{label}\t{t}\t{i}\t\t{node[0]:.3g}\t\t\n")
                    else:
                        file.write(f"{label}\t{t}\t{i}\t{names[node[0]]}\t{node[1]:.5g}\t{node[2]}\t{node[3]}\n")
    print(count, "nodes of trees", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("train", nargs=3)
    parser.add_argument("--out")
    parser.add_argument("--check", nargs=3)
    options = parser.parse_args()
    gold_documents = list(score_muc.read_lines(options.train[0]))
    gold = {d["doc_id"]: score_muc.gold_templates(d) for d in gold_documents}
    documents = read_clues(*options.train[1:])
    learner = Learner(documents, gold)
    learner.learn_types()
    learner.learn_roles()
    learner.learn_wordings()
    trees = learn_trees(documents, gold, out_of_fold)
    scores = {least: score(documents, gold_documents, least) for least in np.arange(0.2, 0.36, 0.02)}
    best = max(s["micro"][2] for s in scores.values())
    least = float(np.mean([k for k, s in scores.items() if s["micro"][2] > best - 0.005]))  # the middle of the flat top
    print({round(k, 2): round(100 * v["micro"][2], 2) for k, v in scores.items()}, file=sys.stderr)
    show(f"train by folds, at {least:.2f}", score(documents, gold_documents, least))
    if options.check:
        others = read_clues(*options.check[1:])
        apply_weights(others, learner.weights)
        apply_trees(others, trees)
        show("check", score(others, list(score_muc.read_lines(options.check[0])), least))
    if options.out:
        write_weights(learner.weights, least, os.path.join(options.out, "muc_weights.tsv"))
        write_trees(trees, os.path.join(options.out, "muc_trees.tsv"))


if __name__ == "__main__":
    main()
