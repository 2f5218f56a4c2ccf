"""The heads both models share, and how their scores become a tree, relations and names.

Tags are one linear product (UPOS, morphology, lemma script, name). Arcs are a low-rank product of
two projections plus a learned bias for signed distance; relations look at dependent, head and
distance. Decoding keeps exactly one root (Chu-Liu/Edmonds only when the greedy answer is no tree).
"""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

ROOT_PENALTY = 1e4


class Heads(nn.Module):
    def __init__(self, width, labels, arc_width, rel_width, max_distance, dropout=0.1):
        super().__init__()
        self.sizes = [len(labels[k]) for k in ("upos", "morph", "lemma", "name")]
        self.arc_width, self.rel_width, self.max_distance = arc_width, rel_width, max_distance
        self.tags = nn.Linear(width, sum(self.sizes))
        self.arc = nn.Linear(width, 2 * arc_width)
        self.arc_distance = nn.Parameter(torch.zeros(2 * max_distance + 1))
        self.arc_root = nn.Parameter(torch.randn(arc_width) * 0.1)
        self.arc_root_bias = nn.Parameter(torch.zeros(1))
        self.rel = nn.Linear(width, 2 * rel_width)
        self.rel_distance = nn.Parameter(torch.zeros(2 * max_distance + 2, rel_width))
        self.rel_root = nn.Parameter(torch.randn(rel_width) * 0.1)
        self.rel_out = nn.Linear(rel_width, len(labels["deprel"]))
        self.dropout = nn.Dropout(dropout)

    def distances(self, n, device=None):
        i = torch.arange(n, device=device)
        return (i[None, :] - i[:, None]).clamp(-self.max_distance, self.max_distance) + self.max_distance

    def arcs(self, x):
        """[batch, n, n + 1] scores; column 0 is the root, the diagonal is -1e9."""
        n = x.shape[1]
        dep, head = self.arc(x).chunk(2, dim=-1)
        root = dep @ self.arc_root / math.sqrt(self.arc_width) + self.arc_root_bias
        between = dep @ head.transpose(1, 2) / math.sqrt(self.arc_width) + self.arc_distance[self.distances(n)]
        between = between.masked_fill(torch.eye(n, dtype=torch.bool), -1e9)
        return torch.cat([root[..., None], between], dim=-1)

    def relations(self, x, heads):
        """[batch, n, labels] logits for given heads (0 = root, j + 1 = word j)."""
        p, q = self.rel(x).chunk(2, dim=-1)
        n = x.shape[1]
        parent = (heads - 1).clamp(min=0)
        q = torch.gather(q, 1, parent[..., None].expand(-1, -1, q.shape[-1]))
        is_root = (heads == 0)[..., None]
        q = torch.where(is_root, self.rel_root, q)
        offset = (parent - torch.arange(n)[None, :]).clamp(-self.max_distance, self.max_distance) + self.max_distance
        offset = torch.where(heads == 0, 2 * self.max_distance + 1, offset)
        return self.rel_out(self.dropout(F.relu(p + q + self.rel_distance[offset])))

    def forward(self, x, heads, mask):
        x = self.dropout(x)
        upos, morph, lemma, name = self.tags(x).split(self.sizes, dim=-1)
        arcs = self.arcs(x)
        arcs[..., 1:] = arcs[..., 1:].masked_fill(~mask[:, None, :], -1e9)
        out = {"upos": upos, "morph": morph, "lemma": lemma, "name": name, "arcs": arcs}
        if heads is not None:
            out["deprel"] = self.relations(x, heads)
        return out


def is_single_root_tree(heads):
    """heads[i] in 0..n for word i (0 = root)."""
    if sum(1 for h in heads if h == 0) != 1:
        return False
    n = len(heads)
    state = [0] * (n + 1)
    state[0] = 2
    for start in range(1, n + 1):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at - 1]
        if state[at] == 1:
            return False
        for p in path:
            state[p] = 2
    return True


def spanning_tree(scores):
    """Best tree over nodes 0..n (node 0 is the root); scores[d, h]. Recursive Chu-Liu/Edmonds."""
    n = scores.shape[0]
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    scores[0, :] = -np.inf
    heads = scores.argmax(axis=1)
    heads[0] = -1
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    outside = np.where(~inside)[0]
    cycle_score = sum(scores[d, heads[d]] for d in cycle)
    m = len(outside)
    contracted = np.full((m + 1, m + 1), -np.inf)
    contracted[:m, :m] = scores[np.ix_(outside, outside)]
    enter, leave = {}, {}
    for a, node in enumerate(outside):
        gains = [scores[d, node] - scores[d, heads[d]] + cycle_score for d in cycle]
        best = int(np.argmax(gains))
        contracted[m, a], enter[a] = gains[best], cycle[best]
        backs = [scores[node, h] for h in cycle]
        best = int(np.argmax(backs))
        contracted[a, m], leave[a] = backs[best], cycle[best]
    small = spanning_tree(contracted)
    result = heads.copy()
    for a in range(1, m):
        result[outside[a]] = leave[a] if small[a] == m else outside[small[a]]
    result[enter[small[m]]] = outside[small[m]]
    return result


def find_cycle(heads):
    color = [0] * len(heads)
    color[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while color[at] == 0:
            color[at] = 1
            path.append(at)
            at = heads[at]
        if color[at] == 1:
            return path[path.index(at):]
        for p in path:
            color[p] = 2
    return None


def decode_heads(arcs):
    """Heads (0 = root) from [n, n + 1] scores."""
    arcs = np.asarray(arcs, dtype=np.float64)
    greedy = arcs.argmax(axis=1).tolist()
    if is_single_root_tree(greedy):
        return greedy
    n = arcs.shape[0]
    scores = np.full((n + 1, n + 1), -np.inf)
    scores[1:, :] = arcs
    scores[1:, 0] -= ROOT_PENALTY
    return spanning_tree(scores)[1:].tolist()


def name_transitions(labels):
    allowed = np.zeros((len(labels), len(labels)))
    for a, left in enumerate(labels):
        for b, right in enumerate(labels):
            if right.startswith("I-") and left[2:] != right[2:]:
                allowed[a, b] = -np.inf
    return allowed


def decode_names(logits, labels):
    logits = np.asarray(logits, dtype=np.float64)
    transitions = name_transitions(labels)
    start = np.array([-np.inf if l.startswith("I-") else 0.0 for l in labels])
    score, back = start + logits[0], []
    for row in logits[1:]:
        options = score[:, None] + transitions
        back.append(options.argmax(axis=0))
        score = options.max(axis=0) + row
    best = [int(score.argmax())]
    for pointer in reversed(back):
        best.append(int(pointer[best[-1]]))
    return [labels[i] for i in reversed(best)]
