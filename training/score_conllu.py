"""Scores a CoNLL-U file against gold: tokens, sentences, words, UPOS, lemmas, UAS and LAS F1.

In the manner of the CoNLL 2018 shared task: both files are laid over the same non-blank
characters, words with the same characters are aligned, words inside a multiword token by longest
common subsequence of their lower-cased forms; an attachment is right when the aligned parents are.
usage: score_conllu.py GOLD SYSTEM
"""

import json
import sys

from treebank import open_text


def read(path):
    """(characters, token spans, sentence spans, words); a word is a dict with its span and columns."""
    characters, tokens, sentences, words = [], [], [], []
    at = begin = first_word = covered_until = 0

    def take(form):
        nonlocal at
        visible = "".join(form.split()).replace("\u00a0", "")
        characters.append(visible)
        tokens.append((at, at + len(visible)))
        at += len(visible)
        return tokens[-1]

    for line in list(open_text(path)) + ["\n"]:
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        if not line:
            if len(words) > first_word:
                sentences.append((begin, at))
                for word in words[first_word:]:
                    word["parent"] = words[first_word + word["head"] - 1] if word["head"] else None
            begin, first_word, covered_until = at, len(words), 0
            continue
        columns = line.split("\t")
        if "." in columns[0]:
            continue
        if "-" in columns[0]:
            span = take(columns[1])
            covered_until = int(columns[0].split("-")[1])
            continue
        number = int(columns[0])
        inside = number <= covered_until
        if not inside:
            span = take(columns[1])
        words.append({"span": span, "inside": inside, "form": columns[1], "lemma": columns[2], "upos": columns[3],
                      "head": int(columns[6]) if columns[6] != "_" else 0, "deprel": columns[7]})
    return "".join(characters), tokens, sentences, words


def align(gold, system):
    """Pairs of aligned words, by walking both lists over the same characters."""
    pairs, g, s = [], 0, 0
    while g < len(gold) and s < len(system):
        if gold[g]["inside"] or system[s]["inside"]:
            g_end, s_end = region(gold, system, g, s)
            pairs += common(gold[g:g_end], system[s:s_end])
            g, s = g_end, s_end
        elif gold[g]["span"] == system[s]["span"]:
            pairs.append((gold[g], system[s]))
            g, s = g + 1, s + 1
        elif gold[g]["span"][0] <= system[s]["span"][0]:
            g += 1
        else:
            s += 1
    return pairs


def region(gold, system, g, s):
    """Ends of the runs that share the characters of a multiword token."""
    begin_g, begin_s = gold[g]["span"][0], system[s]["span"][0]
    end = max(x[i]["span"][1] for x, i in ((gold, g), (system, s)) if x[i]["inside"])
    if begin_g != begin_s:  # the one that starts earlier is left alone first
        return (g + 1, s) if begin_g < begin_s else (g, s + 1)
    while True:
        g_end, s_end = g, s
        while g_end < len(gold) and gold[g_end]["span"][0] < end:
            g_end += 1
        while s_end < len(system) and system[s_end]["span"][0] < end:
            s_end += 1
        reach = max([w["span"][1] for w in gold[g:g_end] + system[s:s_end]])
        if reach <= end:
            return g_end, s_end
        end = reach


def common(a, b):
    """Longest common subsequence by lower-cased form."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            same = a[i]["form"].lower() == b[j]["form"].lower()
            table[i][j] = table[i + 1][j + 1] + 1 if same else max(table[i + 1][j], table[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i]["form"].lower() == b[j]["form"].lower():
            pairs.append((a[i], b[j]))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def f1(hits, gold, system):
    return round(200 * hits / max(gold + system, 1), 2)


def main():
    gold_characters, gold_tokens, gold_sentences, gold_words = read(sys.argv[1])
    characters, tokens, sentences, words = read(sys.argv[2])
    if characters != gold_characters:
        at = next((i for i, (a, b) in enumerate(zip(gold_characters, characters)) if a != b), min(len(characters), len(gold_characters)))
        sys.exit(f"{sys.argv[2]}: text differs from {sys.argv[1]} at character {at}: "
                 f"{gold_characters[at:at + 20]!r} against {characters[at:at + 20]!r}")
    pairs = align(gold_words, words)
    partner = {id(s): g for g, s in pairs}

    def attached(g, s):
        if g["parent"] is None or s["parent"] is None:
            return g["parent"] is s["parent"]
        return partner.get(id(s["parent"])) is g["parent"]

    sizes = (len(gold_words), len(words))
    scores = {
        "tokens": f1(len(set(gold_tokens) & set(tokens)), len(gold_tokens), len(tokens)),
        "sentences": f1(len(set(gold_sentences) & set(sentences)), len(gold_sentences), len(sentences)),
        "words": f1(len(pairs), *sizes),
        "UPOS": f1(sum(g["upos"] == s["upos"] for g, s in pairs), *sizes),
        "lemmas": f1(sum(g["lemma"] == s["lemma"] for g, s in pairs), *sizes),
        "UAS": f1(sum(attached(g, s) for g, s in pairs), *sizes),
        "LAS": f1(sum(attached(g, s) and g["deprel"] == s["deprel"] for g, s in pairs), *sizes),
    }
    print(json.dumps(scores))


if __name__ == "__main__":
    main()
