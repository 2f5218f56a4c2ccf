#!/usr/bin/env python3
"""Trains the report network.

    train.py examples.pickle --accurate models/accurate.weights --out DIR [--fold K/N] [--epochs 12] [--minilm minilm.npz] [...]

With --fold K/N the reports whose number in a shuffled list is K modulo N are left out and scored after every few epochs; what is kept is always the last epoch's running average. Runs on a GPU
where there is one. A step takes some reports, some MUC reports and some sentences judged for factuality; a loss is averaged over what it counts.
"""
import argparse, copy, gzip, json, math, pickle, random, sys, time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).resolve().parent))
from model import CONFIG, Report
from weights import start_from, start_from_minilm, start_from_report

TYPES = 8
AVERAGE_EVERY = 4


def sign_targets(e, signs, args):
    """What is right for every sign of every word, with a weight for each: zero where nothing is known. Groups of signs are weighed so that each counts alike."""
    told, last = e["sign"], signs.index("happened")
    right, weight = np.zeros_like(told), np.zeros_like(told)
    for first, end, share in ((0, TYPES, 1.0), (TYPES, TYPES + 5, args.state_weight), (TYPES + 5, last, args.muc_weight)):
        known = told[:, first:end] >= 0
        right[:, first:end] = np.where(known, told[:, first:end], 0)
        weight[:, first:end] = known * share
    known = told[:, last + 1:] >= 0
    right[:, last + 1:] = np.where(known, told[:, last + 1:], 0)
    weight[:, last + 1:] = known * args.mode_weight
    judged = told[:, last] > 5
    right[:, last] = judged & (told[:, last] > 10)
    weight[:, last] = judged * np.abs(told[:, last] - 10) / 3 * args.uds_weight
    return right, weight


def sign_loss(model, batch, x, signs):
    """Sum over groups of signs of the mean loss: the events' types, their modes and the fillers by what holds, the others by what is known."""
    logits = model.sign(model.head_dropout(x)).float()
    right, weight = (np.concatenate([e[name] for e in batch]) for name in ("right", "weight"))
    last, counts = signs.index("happened"), np.ones(len(signs), np.float32)
    for first, end, by_right in ((0, TYPES, True), (TYPES, TYPES + 5, False), (TYPES + 5, last, True), (last, last + 1, False), (last + 1, len(signs), True)):
        counts[first:end] = max(1, right[:, first:end].sum() if by_right else (weight[:, first:end] > 0).sum())
    weight = torch.from_numpy(weight / counts).to(x.device, non_blocking=True)
    return F.binary_cross_entropy_with_logits(logits, torch.from_numpy(right).to(x.device, non_blocking=True), weight=weight, reduction="sum")


def pair_targets(e, roles):
    """Event words x words asked for x roles: 1 holds, 0 does not, -1 is not known."""
    target = np.zeros((len(e["events"]), len(e["columns"]), roles), np.int8)
    for name, value in (("unknown", -1), ("pairs", 1)):
        if e[name]:
            k, i, role = np.array(e[name]).T
            target[k, i, role] = value
    tellers = [e["columns"].index(t) for t, _, _ in e["events"]]
    elsewhere = np.ones(len(e["columns"]), bool)
    elsewhere[tellers] = False
    target[:, elsewhere, 0] = -1
    return target


def prepare(e, signs, roles, args, device):
    """Everything that a step needs of an example, made once."""
    e["windows"] = [(np.array(i), np.array(c)) for i, c in e["windows"]]
    e["place"] = np.array(e["place"])
    e["right"], e["weight"] = sign_targets(e, signs, args)
    if e["events"]:
        e["target"] = torch.from_numpy(pair_targets(e, len(roles))).to(device)
        e["rows"] = torch.tensor([t for t, _, _ in e["events"]], device=device)
        e["column_words"] = torch.tensor(e["columns"], device=device)
        e["sentence_of"] = torch.tensor(e["sentence"], device=device)
        e["held"] = (float((e["target"][..., 0] >= 0).sum()), float((e["target"][..., 1:] > 0).sum()))


def pair_logits(model, e, parts, keep):
    return model.pairs(parts, e["rows"][keep], e["column_words"], e["sentence_of"]).float()


def pair_loss(model, batch, x, args):
    """Same events by what is known, roles by what holds, over all reports of the batch."""
    parts, first, total = model.pair_parts(model.head_dropout(x)), 0, 0.0
    counts = np.maximum(1, np.sum([e["held"] for e in batch if e["events"]] or [(0, 0)], 0))
    for e in batch:
        own = [p[first:first + e["words"]] for p in parts]
        first += e["words"]
        if not e["events"]:
            continue
        keep = torch.randperm(len(e["events"]))[: args.most_rows].to(x.device)
        target = e["target"][keep]
        loss = F.binary_cross_entropy_with_logits(pair_logits(model, e, own, keep), (target > 0).float(), weight=(target >= 0).float(), reduction="none")
        total = total + args.same_weight * loss[..., 0].sum() / counts[0] + loss[..., 1:].sum() / counts[1]
    return total


def f1(right, told, gold):
    return 200 * right / max(1, told + gold)


@torch.no_grad()
def measure(model, reports, uds, signs, roles, device):
    """Scores on reports left out: happenings of the program kept or dropped, roles of gold event words over nouns, same events, factuality."""
    model.eval()
    hits = np.zeros((len(roles), 3))
    mention = np.zeros(4)
    scores, truth = [], []
    for e in reports:
        with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
            x = model.encode([e], device)
        x = x.float()
        logits = model.sign(x)[:, :TYPES].cpu().numpy()
        for word, kind in e["mentions"]:
            if e["sign"][word, kind] >= 0:
                scores.append(logits[word, kind]), truth.append(e["sign"][word, kind] > 0)
        if not e["events"]:
            continue
        told = pair_logits(model, e, model.pair_parts(x), torch.arange(len(e["events"]), device=device)) > 0
        known, target = e["target"] >= 0, e["target"] > 0
        nouns = torch.tensor(e["is_noun"], device=device)
        known[:, ~nouns, 1:] = False
        target, told = target & known, told & known
        hits += torch.stack([(told & target).sum((0, 1)), told.sum((0, 1)), target.sum((0, 1))], 1).cpu().numpy()
    scores, truth = np.array(scores), np.array(truth)
    kept = scores > 0
    out = {"mentions": f1((kept & truth).sum(), kept.sum(), truth.sum()), "all kept": f1(truth.sum(), len(truth), truth.sum())}
    best = max((f1(((scores > t) & truth).sum(), (scores > t).sum(), truth.sum()), t) for t in np.arange(-3, 2, 0.25)) if len(scores) else (0, 0)
    out["mentions best"] = best[0]
    for k, role in enumerate(roles[:6]):
        out[role] = f1(*hits[k])
    out["figures"] = f1(*hits[6:].sum(0))
    out["roles"] = f1(*hits[1:].sum(0))
    if uds:
        right, n = np.zeros(3), np.zeros(3)
        last = signs.index("happened")
        for first in range(0, len(uds), 64):
            batch = uds[first:first + 64]
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
                states = model.encode(batch, device)
            said = model.sign(states.float())[:, last].cpu().numpy()
            gold = np.concatenate([e["sign"][:, last] for e in batch])
            for k, near in enumerate((1.5, 2, 2.5)):
                which = (gold > 5) & (np.abs(gold - 10) >= near)
                right[k] += ((said > 0) == (gold > 10))[which].sum()
                n[k] += which.sum()
        out["happened"] = list(np.round(100 * right / n, 1))
    return {k: round(float(v), 1) if not isinstance(v, list) else [float(a) for a in v] for k, v in out.items()}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("examples", type=Path)
    a.add_argument("--accurate", type=Path, default=Path("models/accurate.weights"))
    a.add_argument("--minilm", type=Path, help="start the layers from these pretrained ones, not from `accurate`")
    a.add_argument("--further", type=Path, help="learn on from this written report network (one learned on the same reports or fewer)")
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--fold")
    a.add_argument("--known", type=Path, help="ids, one a line, of reports that the network learned on from knows; an epoch takes --rehearse of them")
    a.add_argument("--rehearse", type=float, default=0.5)
    a.add_argument("--epochs", type=int, default=10)
    a.add_argument("--silver-epochs", type=int, default=1, help="before them, over the program's own records of plain reports")
    a.add_argument("--lr", type=float, default=1e-3)
    a.add_argument("--lr-encoder", type=float, default=1e-4)
    a.add_argument("--batch", type=int, default=4)
    a.add_argument("--muc", type=float, default=1.0, help="MUC reports a step, as a share of the batch")
    a.add_argument("--uds", type=int, default=64, help="judged sentences a step")
    a.add_argument("--state-weight", type=float, default=0.3)
    a.add_argument("--muc-weight", type=float, default=0.3)
    a.add_argument("--mode-weight", type=float, default=0.3)
    a.add_argument("--uds-weight", type=float, default=0.5)
    a.add_argument("--same-weight", type=float, default=0.5)
    a.add_argument("--dropout", type=float, default=0.1)
    a.add_argument("--most-rows", type=int, default=48, help="event words of a report that a step takes")
    a.add_argument("--average", type=float, default=0.99)
    a.add_argument("--seed", type=int, default=7)
    a.add_argument("--every", type=int, default=4)
    a.add_argument("--threads", type=int, default=2)
    a.add_argument("--limit", type=int, help="reports, to try the script")
    args = a.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    data = pickle.load(gzip.open(args.examples, "rb"))
    signs, roles = data["signs"], data["roles"]
    reports = sorted(data["reports"], key=lambda e: e["id"])
    random.Random(3).shuffle(reports)
    held = []
    if args.fold:
        k, n = map(int, args.fold.split("/"))
        held = [e for i, e in enumerate(reports) if i % n == k]
        reports = [e for i, e in enumerate(reports) if i % n != k]
    if args.limit:
        reports, held = reports[: args.limit], held[: args.limit]
        data["silver"] = (data.get("silver") or [])[: args.limit]
    uds, uds_dev = (data["uds"] + [[], []])[:2]
    model = Report(CONFIG, signs, roles, 30522, args.dropout)
    with torch.no_grad():
        start_from(model, args.accurate)
        if args.minilm:
            start_from_minilm(model, np.load(args.minilm))
        if args.further:
            start_from_report(model, args.further)
    model.to(device)
    average = copy.deepcopy(model).eval()
    slow = [p for n, p in model.named_parameters() if p.requires_grad and n.startswith(("layers", "position", "norm"))]
    fresh = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith(("layers", "position", "norm"))]
    trained = [p for p in model.parameters() if p.requires_grad]
    averaged = [a for a, p in zip(average.parameters(), model.parameters()) if p.requires_grad]
    for e in held + reports + (data.get("silver") or []) + data["muc"] + uds + uds_dev:
        prepare(e, signs, roles, args, device)
    optimizer = torch.optim.AdamW([{"params": slow, "top": args.lr_encoder}, {"params": fresh, "top": args.lr}], lr=1e-4, weight_decay=0.01, fused=device.type == "cuda")
    rounds = [data.get("silver") or []] * args.silver_epochs + [reports] * args.epochs
    known = set(args.known.read_text(encoding="utf-8").split()) if args.known else set()
    rounds = [r if not known else [e for e in r if e["id"] not in known or rng.random() < args.rehearse] for r in rounds]
    steps = sum(math.ceil(len(r) / args.batch) for r in rounds)
    step, begin = 0, time.time()
    for epoch, reports in enumerate(rounds):
        if not reports:
            continue
        model.train()
        rng.shuffle(reports)
        total = 0.0
        for first in range(0, len(reports), args.batch):
            batch = reports[first:first + args.batch]
            share = args.muc * len(batch)
            if data["muc"] and share:
                batch = batch + rng.sample(data["muc"], int(share) + (rng.random() < share - int(share)))
            sentences = rng.sample(uds, min(args.uds, len(uds)))
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * min(1, (step + 1) / 100) * max(0.01, 0.5 * (1 + math.cos(math.pi * step / steps)))
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
                x = model.encode(batch, device)
                loss = sign_loss(model, batch, x, signs) + pair_loss(model, batch, x, args)
                if sentences:
                    loss = loss + sign_loss(model, sentences, model.encode(sentences, device), signs)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            step += 1
            with torch.no_grad():
                if step % AVERAGE_EVERY == 0:
                    decay = min(args.average, (step + 1) / (step + 10)) ** AVERAGE_EVERY
                    torch._foreach_lerp_(averaged, trained, 1 - decay)
            total = total + loss.detach()
        line = {"out": args.out.name, "epoch": epoch + 1, "seconds": round(time.time() - begin), "loss": round(float(total) / math.ceil(len(reports) / args.batch), 3)}
        if held and ((epoch + 1) % args.every == 0 or epoch + 1 == len(rounds)):
            line |= measure(average, held, uds_dev, signs, roles, device)
        print(json.dumps(line), flush=True)
    args.out.mkdir(parents=True, exist_ok=True)
    keep = {k: v.cpu().half() for k, v in average.state_dict().items() if k != "token.weight"}
    torch.save({"state": keep, "config": model.config, "labels": model.labels, "held": [e["id"] for e in held]}, args.out / "report.pt")


if __name__ == "__main__":
    main()
