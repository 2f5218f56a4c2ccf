"""Small boosted trees for a yes or no: logistic loss, second-order gains, each tree grown leaf by leaf, as in Chen and Guestrin
(XGBoost, 2016), on features cut into at most 32 steps. Needs numpy.
"""
import numpy as np

STEPS = 32
LEAVES = 8
LEAST_ROWS = 30  # in a leaf
PENALTY = 5.0    # L2, on the values of leaves


class Tree:
    """Nodes as (feature, least, below, above) or (value,): a row goes above when its feature is at least `least`."""

    def __init__(self):
        self.nodes = []

    def value(self, x):
        at = np.zeros(len(x), dtype=int)
        result = np.zeros(len(x))
        for i, node in enumerate(self.nodes):  # children stand after their parents
            here = at == i
            if len(node) == 1:
                result[here] = node[0]
            else:
                feature, least, below, above = node
                at[here] = np.where(x[here, feature] >= least, above, below)
        return result


def cuts_of(column):
    values = np.unique(column)
    if len(values) > STEPS:
        values = np.unique(np.quantile(column, np.linspace(0, 1, STEPS + 1)))
    return (values[1:] + values[:-1]) / 2


def best_split(bins, rows, slope, bend, features, width):
    """(gain, feature, step) of the best split of these rows, or None."""
    keys = (bins[np.ix_(rows, features)] + np.arange(len(features)) * width).ravel()
    shape = (len(features), width)
    sums = [np.bincount(keys, np.repeat(w[rows], len(features)), width * len(features)).reshape(shape).cumsum(axis=1)
            for w in (slope, bend, np.ones(len(slope)))]
    below = [s[:, :-1] for s in sums]
    whole = [s[0, -1] for s in sums]
    above = [w - b for w, b in zip(whole, below)]

    def worth(s):
        return s[0] ** 2 / (s[1] + PENALTY)

    gain = worth(below) + worth(above) - worth(whole)
    gain[(below[2] < LEAST_ROWS) | (above[2] < LEAST_ROWS)] = 0
    at = np.unravel_index(np.argmax(gain), gain.shape)
    return (gain[at], features[at[0]], at[1] + 1) if gain[at] > 1e-9 else None


def grow(bins, cuts, rows, slope, bend, features, rate):
    """A tree, leaf by leaf, always the split that gains most."""
    width = STEPS + 2
    tree, leaves = Tree(), {0: rows}
    tree.nodes.append(None)
    splits = {0: best_split(bins, rows, slope, bend, features, width)}
    while len(leaves) < LEAVES:
        open_leaves = [leaf for leaf in leaves if splits[leaf]]
        if not open_leaves:
            break
        leaf = max(open_leaves, key=lambda i: splits[i][0])
        _, feature, step = splits[leaf]
        taken = leaves.pop(leaf)
        below, above = len(tree.nodes), len(tree.nodes) + 1
        tree.nodes[leaf] = (int(feature), float(cuts[feature][step - 1]), below, above)
        tree.nodes += [None, None]
        is_above = bins[taken, feature] >= step
        for child, of_child in ((below, taken[~is_above]), (above, taken[is_above])):
            leaves[child] = of_child
            splits[child] = best_split(bins, of_child, slope, bend, features, width)
    for leaf, taken in leaves.items():
        tree.nodes[leaf] = (float(-rate * slope[taken].sum() / (bend[taken].sum() + PENALTY)),)
    return tree


class Trees:
    def __init__(self, x, y, count, rate=0.06, seed=1):
        """x: rows by features; y: 0 or 1. Every tree sees four fifths of the rows and half of the features."""
        random = np.random.default_rng(seed)
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        cuts = [cuts_of(column) for column in x.T]
        bins = np.column_stack([np.searchsorted(c, column, side="right") for c, column in zip(cuts, x.T)])
        mean = (y.sum() + 0.5) / (len(y) + 1)
        self.start = float(np.log(mean / (1 - mean)))
        self.trees = []
        z = np.full(len(y), self.start)
        for _ in range(count):
            p = 1 / (1 + np.exp(-z))
            rows = np.flatnonzero(random.random(len(y)) < 0.8)
            features = np.sort(random.permutation(x.shape[1])[:(x.shape[1] + 1) // 2])
            tree = grow(bins, cuts, rows, p - y, p * (1 - p), features, rate)
            z += tree.value(x)
            self.trees.append(tree)

    def chance(self, x):
        x = np.asarray(x, dtype=float)
        if not len(x):
            return np.zeros(0)
        return 1 / (1 + np.exp(-self.start - sum(t.value(x) for t in self.trees)))


def out_of_fold(x, y, fold, count):
    """The trees of everything, and the chances by trees that have not seen the row's fold."""
    x, y, fold = np.asarray(x, dtype=float), np.asarray(y), np.asarray(fold)
    unseen = np.zeros(len(y))
    for k in np.unique(fold):
        unseen[fold == k] = Trees(x[fold != k], y[fold != k], count).chance(x[fold == k])
    return Trees(x, y, count), unseen
