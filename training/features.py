"""Turns words into what the models see: a normal form, a case class, hashed rows or word pieces.

The C++ engine computes the same from the same rules, to the bit: "Qaim's" -> row numbers.
Everything here is part of the fingerprint (see FAST_FEATURES and ACCURATE_FEATURES); a change
of rule needs a new version number there.
"""

import functools
import unicodedata

CASE_CLASSES = ["none", "digit", "alnum", "lower", "one", "upper", "title", "mixed", "first_title"]
CASE_MODES = ["normal", "all_lower", "all_upper", "headline"]
CASE_IDS = len(CASE_CLASSES) * len(CASE_MODES)

_CHARACTER_MAP = {ord(c): "'" for c in "\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4"}
_CHARACTER_MAP |= {ord(c): '"' for c in "\u201c\u201d\u201e\u201f\u00ab\u00bb"}
_CHARACTER_MAP |= {c: "-" for c in list(range(0x2010, 0x2016)) + [0x2212]}
_CHARACTER_MAP |= {0x2026: "...", 0x00A0: " "}
_DIGITS = {ord(d): "0" for d in "0123456789"}


def lower(text):
    """Simple lower case, code point by code point (never changes the number of code points)."""
    out = []
    for c in text:
        small = c.lower()
        out.append(small if len(small) == 1 else c)
    return "".join(out)


@functools.lru_cache(maxsize=1 << 19)
def norm(word):
    """The normal form: plain quotes and dashes, no accents, lower case."""
    mapped = unicodedata.normalize("NFD", word.translate(_CHARACTER_MAP))
    return lower("".join(c for c in mapped if unicodedata.category(c) != "Mn"))


@functools.lru_cache(maxsize=1 << 19)
def letter_counts(word):
    """(upper, lower, other letters, digits, first letter is upper)"""
    u = l = o = d = 0
    first = None
    for c in word:
        category = unicodedata.category(c)
        if category in ("Lu", "Lt"):
            u += 1
            first = True if first is None else first
        elif category == "Ll":
            l += 1
            first = False if first is None else first
        elif category in ("Lo", "Lm"):
            o += 1
            first = False if first is None else first
        elif category == "Nd":
            d += 1
    return u, l, o, d, bool(first)


def case_class(word):
    u, l, o, d, first_is_upper = letter_counts(word)
    if u + l + o == 0:
        return 1 if d else 0
    if d:
        return 2
    if u == 0:
        return 3
    if u == 1 and l == 0 and o == 0:
        return 4
    if l == 0 and o == 0:
        return 5
    if u == 1 and first_is_upper:
        return 6
    return 7


def case_mode(words):
    counts = [letter_counts(w) for w in words]
    upper = sum(c[0] for c in counts)
    small = sum(c[1] for c in counts)
    if upper == 0 and small > 0:
        return 1
    if upper >= 2 and 20 * small <= upper:
        return 2
    long_words = [c for c in counts if c[2] == 0 and c[3] == 0 and c[0] + c[1] >= 4]
    titles = sum(1 for c in long_words if c[4])
    if len(long_words) >= 4 and 10 * titles >= 9 * len(long_words):
        return 3
    return 0


def case_ids(words):
    classes = [case_class(w) for w in words]
    for i, c in enumerate(classes):
        if c >= 2:
            if c == 6:
                classes[i] = 8
            break
    mode = case_mode(words)
    return [mode * len(CASE_CLASSES) + c for c in classes]


# --- hashed rows (fast) -----------------------------------------------------------------------

_MASK = (1 << 64) - 1


def hash64(kind, text):
    """FNV-1a 64 over the kind byte and the UTF-8 bytes, then the murmur finaliser."""
    h = 14695981039346656037
    for byte in bytes([kind]) + text.encode("utf-8", "replace"):
        h = ((h ^ byte) * 1099511628211) & _MASK
    h ^= h >> 33
    h = (h * 0xFF51AFD7ED558CCD) & _MASK
    h ^= h >> 33
    h = (h * 0xC4CEB9FE1A85EC53) & _MASK
    return h ^ (h >> 33)


FAST_FEATURES = {
    "version": 1,
    "norm": "map quotes and dashes, NFD, drop Mn, simple lower",
    "case_classes": CASE_CLASSES,
    "case_modes": CASE_MODES,
    "hash": "fnv1a64(kind byte, utf8) then fmix64; lo = low 32 bits, hi = high 32 bits; modulo rows",
    "digits": "0-9 -> 0",
    "word": {"kind": 1, "probes": ["lo", "hi"]},
    "prefix": {"kinds": [2, 3, 4], "lengths": [1, 2, 3]},
    "suffix": {"kinds": [5, 6, 7, 8], "lengths": [1, 2, 3, 4]},
    "grams": {"kinds": [9, 10, 11], "lengths": [3, 4, 5], "edges": "<>", "pool": "mean"},
    "max_characters": 24,
    "rows": {"word": 12288, "piece": 4096, "gram": 10240, "case": CASE_IDS},
}


@functools.lru_cache(maxsize=1 << 19)
def hashed_rows(word):
    """(two word rows, seven piece rows, gram rows) of a word."""
    rows = FAST_FEATURES["rows"]
    w = norm(word).translate(_DIGITS)
    h = hash64(1, w)
    word_rows = ((h & 0xFFFFFFFF) % rows["word"], (h >> 32) % rows["word"])
    short = w[: FAST_FEATURES["max_characters"]]
    pieces = [hash64(kind, short[:n]) for kind, n in zip((2, 3, 4), (1, 2, 3))]
    pieces += [hash64(kind, short[-n:]) for kind, n in zip((5, 6, 7, 8), (1, 2, 3, 4))]
    piece_rows = tuple((p & 0xFFFFFFFF) % rows["piece"] for p in pieces)
    edged = "<" + short + ">"
    grams = []
    for kind, n in zip((9, 10, 11), (3, 4, 5)):
        for i in range(len(edged) - n + 1):
            grams.append((hash64(kind, edged[i : i + n]) & 0xFFFFFFFF) % rows["gram"])
    return word_rows, piece_rows, tuple(grams)


# --- word pieces (accurate) -------------------------------------------------------------------

ACCURATE_FEATURES = {
    "version": 1,
    "norm": FAST_FEATURES["norm"],
    "case_classes": CASE_CLASSES,
    "case_modes": CASE_MODES,
    "wordpiece": {"continuation": "##", "max_characters": 100, "max_pieces": 8},
}

_CJK = [(0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
        (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)]


def _stands_alone(c):
    code = ord(c)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(c).startswith("P") or any(a <= code <= b for a, b in _CJK)


class WordPieces:
    """Cuts a word into BERT word pieces; "Mosul" -> ids of [mosul]."""

    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.unknown, self.cls, self.sep = self.ids["[UNK]"], self.ids["[CLS]"], self.ids["[SEP]"]
        self.cut = functools.lru_cache(maxsize=1 << 19)(self._cut)

    def _parts(self, word):
        part = ""
        for c in norm(word):
            category = unicodedata.category(c)
            if c in "\t\n\r" or category == "Zs":
                alone, keep = False, False
            elif c in "\0\ufffd" or category in ("Cc", "Cf"):
                continue
            else:
                alone, keep = _stands_alone(c), True
            if (alone or not keep) and part:
                yield part
                part = ""
            if alone:
                yield c
            elif keep:
                part += c
        if part:
            yield part

    def _match(self, part):
        if len(part) > ACCURATE_FEATURES["wordpiece"]["max_characters"]:
            return [self.unknown]
        out, begin = [], 0
        while begin < len(part):
            end = len(part)
            while end > begin:
                piece = ("##" if begin else "") + part[begin:end]
                if piece in self.ids:
                    break
                end -= 1
            if end == begin:
                return [self.unknown]
            out.append(self.ids[piece])
            begin = end
        return out

    def _cut(self, word):
        pieces = [p for part in self._parts(word) for p in self._match(part)]
        return tuple(pieces[: ACCURATE_FEATURES["wordpiece"]["max_pieces"]]) or (self.unknown,)
