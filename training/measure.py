"""Scores a model on gold tokens: UPOS, morphology, lemmas, UAS, LAS and names (span and type F1)."""

import torch

from heads import decode_heads, decode_names
from treebank import apply_lemma, spans_from_tags


@torch.no_grad()
def read_sentences(model, sentences, size=64):
    """Decodes sentences (lists of words); yields dicts of lists in the given order."""
    model.eval()
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    out = [None] * len(sentences)
    for begin in range(0, len(order), size):
        chosen = order[begin : begin + size]
        batch = [model.prepare(sentences[i]) for i in chosen]
        result = model(batch)
        arcs = result["arcs"].numpy()
        heads = torch.zeros(arcs.shape[:2], dtype=torch.long)
        for b, i in enumerate(chosen):
            n = len(sentences[i])
            heads[b, :n] = torch.tensor(decode_heads(arcs[b, :n, : n + 1]))
        deprel = model.heads.relations(result["x"], heads)
        root = model.labels["deprel"].index("root")
        deprel[..., root].masked_fill_(heads != 0, -1e9)
        others = [k for k in range(deprel.shape[-1]) if k != root]
        deprel[..., others] = deprel[..., others].masked_fill((heads == 0)[..., None], -1e9)
        best = {k: result[k].argmax(-1) for k in ("upos", "morph", "lemma")} | {"deprel": deprel.argmax(-1)}
        for b, i in enumerate(chosen):
            n = len(sentences[i])
            row = {k: [model.labels[k][v] for v in best[k][b, :n].tolist()] for k in best}
            row["heads"] = heads[b, :n].tolist()
            row["names"] = decode_names(result["name"][b, :n].numpy(), model.labels["name"])
            out[i] = row
    return out


def measure(model, dev, recase=None):
    """Percent scores on dev sentences; `recase` is str.lower or str.upper."""
    words = [[recase(w) for w in s["words"]] if recase else s["words"] for s in dev]
    got = read_sentences(model, words)
    total = right = 0
    counts = dict.fromkeys(("UPOS", "morph", "lemma", "UAS", "LAS"), 0)
    hits = gold_names = found_names = 0
    for sentence, forms, row in zip(dev, words, got):
        for i, form in enumerate(forms):
            total += 1
            counts["UPOS"] += row["upos"][i] == sentence["upos"][i]
            counts["morph"] += row["morph"][i] == sentence["morph"][i]
            counts["lemma"] += apply_lemma(form, row["lemma"][i]).lower() == sentence["lemma_text"][i].lower()
            same = row["heads"][i] == sentence["heads"][i]
            counts["UAS"] += same
            counts["LAS"] += same and row["deprel"][i] == sentence["deprel"][i]
        if sentence.get("names"):
            gold, found = set(spans_from_tags(sentence["names"])), set(spans_from_tags(row["names"]))
            hits += len(gold & found)
            gold_names += len(gold)
            found_names += len(found)
    scores = {k: round(100 * v / total, 2) for k, v in counts.items()}
    scores["names"] = round(200 * hits / max(gold_names + found_names, 1), 2)
    return scores
