"""Has a trained model read plain sentences and keeps its soft answers for a student to learn.

For each word the four likeliest heads, relations, tags and names with their probabilities;
relations are asked for the decoded tree. usage: distil.py CHECKPOINT --minilm FOLDER --news FILE --out FILE [--part 0/2]
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from export import load
from heads import decode_heads

KEEP = 4


def top(logits):
    """(indices int16 [n, KEEP], probabilities float16 [n, KEEP]) of a row-wise softmax."""
    chances = logits.softmax(dim=-1)
    values, indices = chances.topk(min(KEEP, chances.shape[-1]), dim=-1)
    values = values / values.sum(-1, keepdim=True)
    if values.shape[-1] < KEEP:
        pad = KEEP - values.shape[-1]
        values, indices = torch.nn.functional.pad(values, (0, pad)), torch.nn.functional.pad(indices, (0, pad))
    return indices.to(torch.int16).numpy(), values.to(torch.float16).numpy()


@torch.no_grad()
def answers(model, sentences, size=900):
    """Soft answers for lists of words, in the given order."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    out, begin = [None] * len(sentences), 0
    while begin < len(order):
        end = begin + 1
        while end < len(order) and len(sentences[order[end]]) * (end + 1 - begin) <= size:
            end += 1
        chosen = order[begin:end]
        result = model([model.prepare(sentences[i]) for i in chosen])
        arcs = result["arcs"]
        heads = torch.zeros(arcs.shape[:2], dtype=torch.long)
        for b, i in enumerate(chosen):
            n = len(sentences[i])
            heads[b, :n] = torch.tensor(decode_heads(arcs[b, :n, : n + 1].numpy()))
        deprel = model.heads.relations(result["x"], heads)
        for b, i in enumerate(chosen):
            n = len(sentences[i])
            row = {k: top(result[k][b, :n]) for k in ("upos", "morph", "lemma", "name")}
            row["arcs"] = top(arcs[b, :n, : n + 1])
            row["deprel"] = top(deprel[b, :n])
            row["heads"] = heads[b, :n].tolist()
            mend_lemmas(model.labels, sentences[i], row)
            out[i] = row
        begin = end
    return out


def mend_lemmas(labels, words, row):
    """Plural nouns in -men are -man in the singular ("gunmen"): the treebanks hold too few to teach it."""
    man = labels["lemma"].index("l2:an")
    for i, word in enumerate(words):
        if not word.lower().endswith("men"):
            continue
        upos, morph = labels["upos"][row["upos"][0][i, 0]], labels["morph"][row["morph"][0][i, 0]]
        if upos == "NOUN" and "Number=Plur" in morph:
            indices, shares = row["lemma"]
            indices[i, 0], shares[i] = man, (1, 0, 0, 0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--minilm", type=Path)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--part", default="0/1")
    args = parser.parse_args()
    torch.set_num_threads(1)
    part, parts = map(int, args.part.split("/"))
    model, _ = load(args.checkpoint, args.minilm)
    rows = [json.loads(line) for line in open(args.news, encoding="utf-8")][part::parts]
    examples = []
    for begin in range(0, len(rows), 4000):
        chunk = rows[begin : begin + 4000]
        for row, answer in zip(chunk, answers(model, [r["words"] for r in chunk])):
            examples.append({"words": row["words"], "source": row["source"], "soft": answer})
        print(len(examples), "of", len(rows), flush=True)
    part_file = args.out.with_suffix(".part")
    torch.save(examples, part_file)
    part_file.replace(args.out)


if __name__ == "__main__":
    main()
