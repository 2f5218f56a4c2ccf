"""Trains a model on the treebanks and names; keeps the best checkpoint on EWT dev.

One epoch sees every tree once (with case augmentation) and the name sources in the given weights.
A wall-clock limit ends the run with the learning rate at zero, so a run is planned in minutes.
usage: train.py fast|accurate --data ../shared/data --silver SILVER --out DIR --minutes 15 [...]
"""

import argparse
import copy
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch

from collect import ACCURATE_CONFIG, FAST_CONFIG, load_examples, make_labels
from measure import measure
from models import Accurate, Fast
from pair import Pair

WEIGHTS = {"upos": 1.0, "morph": 0.5, "lemma": 0.4, "name": 1.0, "arcs": 1.0, "deprel": 1.0}
UNKNOWN = -100
AVERAGE_EVERY = 5


def recase(words, rng, rate):
    """Some sentences are printed in one case: lower, UPPER, or Headline Style."""
    draw = rng.random()
    if draw < rate:
        return [w.lower() for w in words]
    if draw < 2 * rate:
        return [w.upper() for w in words]
    if draw < 2.3 * rate:
        return [w[:1].upper() + w[1:] if len(w) > 3 else w for w in words]
    return words


def batches(examples, size, rng):
    """Batches of about `size` words, sentences of like length together, in random order."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i]["words"]) + rng.random() * 4)
    out, now, longest = [], [], 0
    for i in order:
        longest = max(longest, len(examples[i]["words"]))
        if now and longest * (len(now) + 1) > size:
            out.append(now)
            now, longest = [], len(examples[i]["words"])
        now.append(examples[i])
    out.append(now)
    rng.shuffle(out)
    return out


def targets(batch, n, key):
    """(labels [batch, n, 4], shares [batch, n, 4]); shares are zero where nothing is known."""
    labels, shares = np.zeros((len(batch), n, 4), dtype=np.int64), np.zeros((len(batch), n, 4), dtype=np.float32)
    for b, e in enumerate(batch):
        size = len(e["words"])
        if "soft" in e:
            labels[b, :size], shares[b, :size] = e["soft"][key]
        else:
            hard = np.array(e["heads" if key == "arcs" else key])
            labels[b, :size, 0], shares[b, :size, 0] = np.maximum(hard, 0), hard != UNKNOWN
    return torch.from_numpy(labels), torch.from_numpy(shares)


def heads_of(batch, n):
    heads = [e["soft"]["heads"] if "soft" in e else e["heads"] for e in batch]
    return torch.tensor([[max(h, 0) for h in row] + [0] * (n - len(row)) for row in heads])


def cross_entropy(logits, labels, shares, smooth):
    """Sum over known words of the cross-entropy with soft labels."""
    chances = logits.log_softmax(dim=-1)
    loss = -(chances.gather(-1, labels) * shares).sum()
    if smooth:
        loss = (1 - smooth) * loss - smooth * (chances.mean(dim=-1) * shares.sum(-1)).sum()
    return loss


def recase_example(e, rng, rate):
    if e.get("source") == "muc4" and rng.random() < 0.4:
        return [w.upper() for w in e["words"]]
    return recase(e["words"], rng, rate)


def loss_of(model, batch, rng, args):
    prepared = [model.prepare(recase_example(e, rng, args.recase)) for e in batch]
    n = max(p["length"] for p in prepared)
    out = model(prepared, heads_of(batch, n))
    words = sum(p["length"] for p in prepared)
    total, parts = 0.0, {}
    for key, weight in WEIGHTS.items():
        labels, shares = targets(batch, n, key)
        known = shares.sum().item()
        if not known:
            continue
        loss = cross_entropy(out[key], labels, shares, 0.0 if key == "arcs" else args.smooth)
        parts[key] = loss.item() / known
        total = total + weight * loss / words
    return total, parts


def make_optimizer(model, args):
    slow, fresh = [], []
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        is_pretrained = isinstance(model, Accurate) and not name.startswith("heads.") and name != "case.weight"
        (slow if is_pretrained else fresh).append(p)
    groups = [{"params": slow, "lr": args.lr_encoder, "top": args.lr_encoder}] if slow else []
    groups.append({"params": fresh, "lr": args.lr, "top": args.lr})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98 if slow else 0.95), weight_decay=0.01, fused=True)


@torch.no_grad()
def update_average(average, model, decay):
    for a, p in zip(average.parameters(), model.parameters()):
        if p.requires_grad:
            a.lerp_(p, 1 - decay)


class SoftAnswers:
    """The soft answers in a folder; files that arrive during the run join at the next epoch."""

    def __init__(self, folder):
        self.folder, self.read, self.examples = folder, set(), []

    def newest(self):
        for path in sorted(self.folder.glob("*.pt")):
            if path not in self.read:
                self.read.add(path)
                self.examples += [e for e in torch.load(path, weights_only=False) if len(e["words"]) <= 80]
        return self.examples


def epoch_examples(sources, rng):
    """Every source by its weight; a weight of 2.5 is twice and a random half."""
    out = []
    for examples, weight in sources:
        if isinstance(examples, SoftAnswers):
            examples = examples.newest()
        out += examples * int(weight)
        rest = weight - int(weight)
        if rest:
            out += rng.sample(examples, int(len(examples) * rest))
    return out


def train(model, sources, dev, args, log):
    rng = random.Random(args.seed + args.rank)
    pair = Pair(args.pair, args.rank) if args.pair else None
    optimizer = make_optimizer(model, args)
    average = copy.deepcopy(model).eval()
    begin, best, step, epoch = time.time(), -1.0, 0, 0
    limit = args.minutes * 60
    while time.time() - begin < limit:
        epoch += 1
        sums, count = {}, 0
        for batch in batches(epoch_examples(sources, rng), args.batch, rng):
            done = min((time.time() - begin) / limit, 1.0)
            if done >= 1.0:
                break
            model.train()
            scale = min(1.0, (step + 1) / args.warmup) * max(0.01, (1 - done) if args.schedule == "linear" else 0.5 * (1 + math.cos(math.pi * done)))
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * scale
            loss, parts = loss_of(model, batch, rng, args)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), args.clip)
            optimizer.step()
            step += 1
            if pair:
                pair.exchange(model, step)
            if step % AVERAGE_EVERY == 0:
                update_average(average, model, min(args.average, (step + 1) / (step + 10)) ** AVERAGE_EVERY)
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + v
            count += 1
        if args.rank == 0 and (done >= 0.1 or epoch % 2 == 0):
            scores = measure(average, dev)
            good = scores["LAS"] + scores["UPOS"] * 0.5 + scores["names"] * 0.2
            if good > best or args.keep_last:
                best = good
                torch.save({"state": average.state_dict(), "config": model.config, "labels": model.labels, "scores": scores}, args.out / "best.pt")
        else:
            scores = {}
        line = {"epoch": epoch, "step": step, "minutes": round((time.time() - begin) / 60, 1), **scores,
                "loss": {k: round(v / max(count, 1), 3) for k, v in sums.items()}}
        print(json.dumps(line), file=log, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model", choices=["fast", "accurate"])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minilm", type=Path)
    parser.add_argument("--start", type=Path, help="go on from this checkpoint")
    parser.add_argument("--soft", type=Path, help="folder of soft answers made by distil.py, in place of silver news")
    parser.add_argument("--soft-share", type=float, default=1.0, help="of the soft sentences, in each epoch")
    parser.add_argument("--words", type=Path, help="fast: hash tables made by start_words.py")
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--batch", type=int, default=1000)
    parser.add_argument("--lr", type=float)
    parser.add_argument("--lr-encoder", type=float, default=1e-4)
    parser.add_argument("--warmup", type=int, default=300)
    parser.add_argument("--clip", type=float, default=5.0)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--smooth", type=float, default=0.03)
    parser.add_argument("--recase", type=float, default=0.12)
    parser.add_argument("--schedule", default="cosine")
    parser.add_argument("--pair", type=Path, help="folder shared with a second process of the same run")
    parser.add_argument("--rank", type=int, default=0, help="0 or 1 of the pair; 0 measures and saves")
    parser.add_argument("--keep-last", action="store_true", help="keep the newest checkpoint, not the best")
    args = parser.parse_args()
    args.lr = args.lr or (2e-3 if args.model == "fast" else 1e-3)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed + args.rank)
    random.seed(args.seed)
    np.random.seed(args.seed)
    torch.set_num_threads(args.threads)

    trees, labels = make_labels(args.data)
    sources, dev = load_examples(args.data, args.silver, trees, labels)
    if args.soft:
        sources[-1] = (SoftAnswers(args.soft), args.soft_share)
    if args.model == "fast":
        model = Fast(FAST_CONFIG, labels)
        if args.words:
            model.load_state_dict(torch.load(args.words), strict=False)
    else:
        vocabulary = (args.minilm / "vocab.txt").read_text(encoding="utf-8").split("\n")
        model = Accurate(ACCURATE_CONFIG, labels, [v for v in vocabulary if v])
        model.load_minilm(args.minilm)
    if args.start:
        model.load_state_dict(torch.load(args.start)["state"])
    with open(args.out / f"log{args.rank}.jsonl", "a", encoding="utf-8") as log:
        print(json.dumps({k: str(v) for k, v in vars(args).items()}), file=log, flush=True)
        train(model, sources, dev, args, log)


if __name__ == "__main__":
    main()
