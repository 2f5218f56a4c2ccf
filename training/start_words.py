"""Gives the hash tables of `fast` a start: rows that add up to a word's pretrained embedding.

The target of a word is its mean word-piece embedding of MiniLM, cut to our width by principal
components. Rare words then start near their kin instead of at random.
usage: start_words.py MINILM SILVER OUT.pt
"""

import collections
import json
import sys
from pathlib import Path

import torch
import torch.nn.functional as F

from collect import FAST_CONFIG, make_labels
from features import WordPieces, hashed_rows, norm
from models import Fast, read_safetensors


def main():
    minilm, news, data, out = (Path(a) for a in sys.argv[1:5])
    torch.manual_seed(20261125)
    torch.set_num_threads(1)
    vocabulary = [v for v in (minilm / "vocab.txt").read_text(encoding="utf-8").split("\n") if v]
    pieces = WordPieces(vocabulary)
    table = read_safetensors(minilm / "model.safetensors")["embeddings.word_embeddings.weight"]
    trees, labels = make_labels(data)
    count = collections.Counter(norm(w) for s in trees for w in s["words"])
    for line in open(news, encoding="utf-8"):
        count.update(norm(w) for w in json.loads(line)["words"])
    words = [w for w, c in count.items()] + [v for v in vocabulary if v.isalpha() and v not in count]
    weight = torch.tensor([min(max(count[w], 1), 200) ** 0.5 for w in words])
    target = torch.stack([table[list(pieces.cut(w))].mean(0) for w in words])
    target = target - target.mean(0)
    _, _, axes = torch.pca_lowrank(target, q=FAST_CONFIG["width"], center=False, niter=4)
    target = target @ axes
    target = target / target.std() * 0.5
    model = Fast(FAST_CONFIG, labels)
    model.train()
    model.word_dropout = 0.15
    tables = [model.word, model.piece, model.gram]
    for table in tables:
        torch.nn.init.normal_(table.weight, std=0.02)
    rows = [hashed_rows(w) for w in words]
    optimizer = torch.optim.Adam([t.weight for t in tables], lr=1e-2, fused=True)
    steps, size = 1500, 2048
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 1e-2 * (1 - step / steps)
        chosen = torch.multinomial(weight, size, replacement=True)
        loss = F.mse_loss(model.embed_words([rows[i] for i in chosen.tolist()]), target[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 100 == 0:
            print(step, len(words), round(loss.item(), 4), flush=True)
    torch.save({f"{n}.weight": getattr(model, n).weight.detach() for n in ("word", "piece", "gram")}, out)


if __name__ == "__main__":
    main()
