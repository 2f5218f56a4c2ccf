"""GVDB: which articles tell one shooting."""
import gzip, json
from collections import defaultdict
from itertools import combinations


def names(doc):
    for part in ("victim-section", "shooter-section"):
        for person in doc["gold"].get(part) or []:
            name = person.get("name") or {}
            text = (name.get("text") if isinstance(name, dict) else name) or ""
            words = text.lower().replace(".", "").split()
            if len(words) > 1:
                yield words[0] + " " + words[-1]


def field(doc, *path):
    value = doc["gold"]
    for key in path:
        value = (value or {}).get(key)
    return (value.get("text") if isinstance(value, dict) else value) or ""


def shootings(path):
    """Article id -> id of its shooting (of one of its articles). Articles that name a victim or shooter alike and do not give different dates are one."""
    docs = [json.loads(line) for line in gzip.open(path, "rt", encoding="utf-8")]
    parent = {d["doc_id"]: d["doc_id"] for d in docs}

    def find(x):
        while parent[x] != x:
            x = parent[x]
        return x

    by_name = defaultdict(list)
    for d in docs:
        for name in set(names(d)):
            by_name[name].append(d)
    for group in by_name.values():
        for a, b in combinations(group, 2):
            x, y = field(a, "date-and-time", "date"), field(b, "date-and-time", "date")
            if not x or not y or x == y:
                parent[find(b["doc_id"])] = find(a["doc_id"])
    return {k: find(k) for k in parent}
