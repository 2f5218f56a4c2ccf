#!/usr/bin/env python3
"""Trains the report network.

    train.py examples.pickle.gz --minilm minilm.npz --teacher teacher.npz --out DIR [--fold K/N] [--minutes 3.3 3.7] [...]

First a larger network (teacher.py) learns from the annotated reports and says what it thinks of all reports, annotated and plain; then the small one learns from both. Without
--teacher it learns from the annotated reports alone. With --fold K/N the reports whose number in a shuffled list is K modulo N are left out of both and scored at the end. What is kept is the running average. Runs on a
GPU where there is one. A step takes some reports, a MUC report now and then and some sentences judged for factuality; a loss is averaged over what it counts.
"""
import argparse, copy, gzip, json, math, pickle, random, sys, time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).resolve().parent))
from model import CONFIG, Report, steps_between
from teacher import Teacher
from weights import start_from, start_from_minilm, start_from_report

TYPES = 8
AVERAGE_EVERY = 4
LEAST_ODDS = 0.2  # of a word for being asked, in a plain report, for the roles of an event


def groups_of(signs):
    """(first, end, weight's name, whether the loss is a mean over what holds, not over what is known)."""
    last = signs.index("happened")
    return [(0, TYPES, None, True), (TYPES, TYPES + 5, "state_weight", False), (TYPES + 5, last, "muc_weight", True), (last, last + 1, "uds_weight", False),
            (last + 1, len(signs), "mode_weight", True)]


def asked_of(soft, signs):
    """How much the teacher's word counts where no annotator speaks: of states and modes as much as it thinks that the word tells an event, and one of that type."""
    out = np.ones_like(soft)
    out[:, TYPES:TYPES + 5] = soft[:, :TYPES].max(1, keepdims=True)
    for k, sign in enumerate(signs):
        if "/" in sign:
            out[:, k] = soft[:, signs.index(sign.split("/")[0])]
    return out


def sign_targets(e, signs, args):
    """What is right for every sign of every word, with a weight for each: zero where nothing is known. Groups of signs are weighed so that each counts alike."""
    told, last = e["sign"], signs.index("happened")
    known = (told >= 0).astype(np.float32)
    right = np.where(told >= 0, told, 0).astype(np.float32)
    judged = told[:, last] > 5
    known[:, last] = judged * np.abs(told[:, last] - 10) / 3
    right[:, last] = judged & (told[:, last] > 10)
    if "soft_sign" in e:
        soft = e["soft_sign"].astype(np.float32)
        right = np.where(known > 0, right * (1 - args.trust) + soft * args.trust, soft)
        known = np.where(known > 0, known, asked_of(soft, signs))
    for first, end, name, _ in groups_of(signs):
        known[:, first:end] *= getattr(args, name) if name else 1
    return right, known


def pair_targets(e, roles):
    """Event words x words asked for x roles: what is right, and a weight: zero where nothing is known."""
    right = np.zeros((len(e["events"]), len(e["columns"]), roles), np.float32)
    weight = np.ones_like(right)
    for name, value in (("unknown", 0), ("pairs", 1)):
        if e[name]:
            k, i, role = np.array(e[name]).T
            right[k, i, role], weight[k, i, role] = value, value
    at = {word: k for k, word in enumerate(e["columns"])}
    elsewhere = np.ones(len(e["columns"]), bool)
    elsewhere[[at[t] for t, _, _ in e["events"]]] = False
    weight[:, elsewhere, 0] = 0
    return right, weight


def prepare(e, signs, roles, args, device):
    """Everything that a step needs of an example, made once."""
    e["windows"] = [(np.array(i), np.array(c)) for i, c in e["windows"]]
    e["place"] = np.array(e["place"])
    learn_from(e, signs, roles, args, device)


def learn_from(e, signs, roles, args, device):
    right, weight = sign_targets(e, signs, args)
    e["sign_sums"] = np.array([right[:, a:b].sum() if by_right else (weight[:, a:b] > 0).sum() for a, b, _, by_right in groups_of(signs)])
    small = torch.float16 if device.type == "cuda" else torch.float32
    e["right"], e["weight"] = (torch.from_numpy(t).to(device, small) for t in (right, weight))
    if not e["events"]:
        return
    right, weight = pair_targets(e, len(roles))
    if "soft_pair" in e:
        trust = args.trust if e["pairs"] else 1
        right = right * (1 - trust) + e["soft_pair"].astype(np.float32) * trust
        weight[..., 1:] = 1
    e["pair_sums"] = np.array([(weight[..., 0] > 0).sum(), (right[..., 1:] * weight[..., 1:]).sum()])
    e["pair_right"], e["pair_weight"] = (torch.from_numpy(t).to(device, small) for t in (right, weight))
    e["rows"] = torch.tensor([t for t, _, _ in e["events"]], device=device)
    e["column_words"] = torch.tensor(e["columns"], device=device)
    e["steps"] = steps_between(CONFIG, e["rows"], e["column_words"], torch.tensor(e["sentence"], device=device))  # both networks reach equally far


def sign_loss(model, batch, x, signs):
    """Sum over groups of signs of the mean loss."""
    logits = model.sign(model.head_dropout(x)).float()
    sums = np.maximum(1, np.sum([e["sign_sums"] for e in batch], 0))
    counts = np.concatenate([np.full(b - a, s) for (a, b, _, _), s in zip(groups_of(signs), sums)]).astype(np.float32)
    right, weight = (torch.cat([e[name] for e in batch]).float() for name in ("right", "weight"))
    return F.binary_cross_entropy_with_logits(logits, right, weight=weight / torch.from_numpy(counts).to(x.device), reduction="sum")


def pair_loss(model, batch, x, args):
    """Same events by what is known, roles by what holds, over all reports of the batch."""
    first, rows, columns, distance, apart, right, weight = 0, [], [], [], [], [], []
    for e in batch:
        if e["events"]:
            some = slice(None) if len(e["events"]) <= args.most_rows else torch.from_numpy(np.random.permutation(len(e["events"]))[: args.most_rows]).to(x.device)
            own, asked = e["rows"][some] + first, e["column_words"] + first
            rows.append(own.repeat_interleave(len(asked)))
            columns.append(asked.repeat(len(own)))
            for out, table in ((distance, e["steps"][0]), (apart, e["steps"][1]), (right, e["pair_right"]), (weight, e["pair_weight"])):
                out.append(table[some].flatten(0, 1))
        first += e["words"]
    if not rows:
        return 0.0
    counts = np.maximum(1, np.sum([e["pair_sums"] for e in batch if e["events"]], 0))
    logits = model.pair_logits(model.pair_parts(model.head_dropout(x)), *(torch.cat(t) for t in (rows, columns, distance, apart))).float()
    loss = F.binary_cross_entropy_with_logits(logits, torch.cat(right).float(), weight=torch.cat(weight).float(), reduction="none")
    return args.same_weight * loss[:, 0].sum() / counts[0] + loss[:, 1:].sum() / counts[1]


def f1(right, told, gold):
    return 200 * right / max(1, told + gold)


def read(model, batch, device):
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
        return model.encode(batch, device).float()


@torch.no_grad()
def measure(model, reports, uds, signs, roles, device):
    """Scores on reports left out: happenings of the program kept or dropped, roles of gold event words over nouns, same events, factuality."""
    model.eval()
    hits = np.zeros((len(roles), 3))
    scores, truth = [], []
    for e in reports:
        x = read(model, [e], device)
        logits = model.sign(x)[:, :TYPES].cpu().numpy()
        for word, kind in e["mentions"]:
            if e["sign"][word, kind] >= 0:
                scores.append(logits[word, kind]), truth.append(e["sign"][word, kind] > 0)
        if not e["events"]:
            continue
        told = model.pairs(model.pair_parts(x), e["rows"], e["column_words"], torch.tensor(e["sentence"], device=device)).cpu().numpy() > 0
        right, weight = pair_targets(e, len(roles))
        known, target = weight > 0, right > 0
        known[:, ~np.array(e["is_noun"]), 1:] = False
        target, told = target & known, told & known
        hits += np.stack([(told & target).sum((0, 1)), told.sum((0, 1)), target.sum((0, 1))], 1)
    scores, truth = np.array(scores), np.array(truth)
    out = {}
    if len(scores):
        out = {"mentions": f1(((scores > 0) & truth).sum(), (scores > 0).sum(), truth.sum()), "all kept": f1(truth.sum(), len(truth), truth.sum()),
               "mentions best": max(f1(((scores > t) & truth).sum(), (scores > t).sum(), truth.sum()) for t in np.arange(-3, 2, 0.25))}
        out |= {role: f1(*hits[k]) for k, role in enumerate(roles[:6])} | {"figures": f1(*hits[6:].sum(0)), "roles": f1(*hits[1:].sum(0))}
    if uds:
        out["happened"] = [float(v) for v in happened(model, uds, signs.index("happened"), device)]
    return {k: round(float(v), 1) if not isinstance(v, list) else v for k, v in out.items()}


def happened(model, uds, sign, device):
    """How often the network is right about what happened, where the mean judgement is at least 1.5, 2 and 2.5 from even."""
    right, n = np.zeros(3), np.zeros(3)
    for first in range(0, len(uds), 64):
        batch = uds[first:first + 64]
        said = model.sign(read(model, batch, device))[:, sign].cpu().numpy()
        gold = np.concatenate([e["sign"][:, sign] for e in batch])
        for k, near in enumerate((1.5, 2, 2.5)):
            which = (gold > 5) & (np.abs(gold - 10) >= near)
            right[k] += ((said > 0) == (gold > 10))[which].sum()
            n[k] += which.sum()
    return np.round(100 * right / n, 1)


@torch.no_grad()
def answers_of(model, reports, roles, device):
    """Lets the teacher say what it thinks: `soft_sign`, `soft_pair`; in plain reports it chooses the event words too."""
    model.eval()
    for e in reports:
        x = read(model, [e], device)
        e["soft_sign"] = torch.sigmoid(model.sign(x)).cpu().numpy().astype(np.float16)
        if e["source"] == "plain":
            likely = np.argsort(-e["soft_sign"][:, :TYPES].max(1))[:64]
            told = {t for t, _, _ in e["events"]} | {int(t) for t in likely if e["soft_sign"][t, :TYPES].max() >= LEAST_ODDS}
            e["events"] = [(t, None, True) for t in sorted(told)]
            e["columns"] = sorted(set(e["columns"]) | told)
        if e["events"]:
            rows, columns = (torch.tensor(t, device=device) for t in ([t for t, _, _ in e["events"]], e["columns"]))
            logits = model.pairs(model.pair_parts(x), rows, columns, torch.tensor(e["sentence"], device=device))
            e["soft_pair"] = torch.sigmoid(logits).cpu().numpy().astype(np.float16)


def learn(model, rounds, muc, uds, signs, args, device, minutes, lr_encoder, say):
    """Goes over the rounds of reports, or as many of them as fit into the minutes; the running average comes back."""
    rng = random.Random(1)
    average = copy.deepcopy(model).eval()
    slow = [p for n, p in model.named_parameters() if p.requires_grad and n.startswith(("layers", "position", "norm", "bias"))]
    fresh = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith(("layers", "position", "norm", "bias"))]
    trained = [p for p in model.parameters() if p.requires_grad]
    averaged = [a for a, p in zip(average.parameters(), model.parameters()) if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": slow, "top": lr_encoder}, {"params": fresh, "top": args.lr}], lr=1e-4, weight_decay=0.01, fused=device.type == "cuda")
    steps = sum(math.ceil(len(r) / args.batch) for r in rounds)
    step, begin = 0, time.time()
    for epoch, reports in enumerate(rounds):
        model.train()
        reports = rng.sample(reports, len(reports))
        total = 0.0
        for first in range(0, len(reports), args.batch):
            done = max(step / steps, (time.time() - begin) / 60 / minutes if minutes else 0)
            if done >= 1:
                break
            batch = reports[first:first + args.batch]
            if muc and rng.random() < args.muc:
                batch = batch + [rng.choice(muc)]
            sentences = rng.sample(uds, min(args.uds, len(uds)))
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * min(1, (step + 1) / 100) * max(0.01, 0.5 * (1 + math.cos(math.pi * done)))
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
                x = model.encode(batch, device)
                loss = sign_loss(model, batch, x, signs) + pair_loss(model, batch, x, args)
                if sentences:
                    loss = loss + sign_loss(model, sentences, model.encode(sentences, device), signs)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 2.0)
            optimizer.step()
            step += 1
            if step % AVERAGE_EVERY == 0:
                with torch.no_grad():
                    torch._foreach_lerp_(averaged, trained, 1 - min(args.average, (step + 1) / (step + 10)) ** AVERAGE_EVERY)
            total = total + loss.detach()
        say({"epoch": epoch + 1, "step": step, "seconds": round(time.time() - begin), "loss": round(float(total) / math.ceil(len(reports) / args.batch), 3)})
        if minutes and time.time() - begin >= 60 * minutes:
            break
    return average


def parts_of(reports, fold):
    """(learned from, left out)."""
    if not fold:
        return reports, []
    k, n = map(int, fold.split("/"))
    shuffled = random.Random(1).sample(reports, len(reports))
    return [e for i, e in enumerate(shuffled) if i % n != k], [e for i, e in enumerate(shuffled) if i % n == k]


def options():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("examples", type=Path)
    a.add_argument("--accurate", type=Path, default=Path("models/accurate.weights"))
    a.add_argument("--minilm", type=Path, help="start the layers from these pretrained ones, not from `accurate`")
    a.add_argument("--further", type=Path, help="learn on from this written report network (one learned on the same reports or fewer)")
    a.add_argument("--teacher", type=Path)
    a.add_argument("--out", type=Path, required=True)
    a.add_argument("--fold")
    a.add_argument("--minutes", type=float, nargs=2, default=(0, 0), help="at most, for the teacher and for the network")
    a.add_argument("--epochs", type=int, nargs=2, default=(10, 12), help="the teacher's and the network's")
    a.add_argument("--plain", type=float, default=0.5, help="share of the plain reports that an epoch of the network takes, others each time")
    a.add_argument("--trust", type=float, default=0.4, help="weight of the teacher's word where an annotator speaks too")
    a.add_argument("--lr", type=float, default=1e-3)
    a.add_argument("--lr-encoder", type=float, default=2e-4)
    a.add_argument("--lr-teacher", type=float, default=5e-5)
    a.add_argument("--batch", type=int, default=8)
    a.add_argument("--muc", type=float, default=0.5, help="share of the steps that take a MUC report too")
    a.add_argument("--uds", type=int, default=24, help="judged sentences a step")
    a.add_argument("--state-weight", type=float, default=0.3)
    a.add_argument("--muc-weight", type=float, default=0.3)
    a.add_argument("--mode-weight", type=float, default=0.3)
    a.add_argument("--uds-weight", type=float, default=0.5)
    a.add_argument("--same-weight", type=float, default=0.5)
    a.add_argument("--dropout", type=float, default=0.1)
    a.add_argument("--most-rows", type=int, default=40, help="event words of a report that a step takes")
    a.add_argument("--average", type=float, default=0.998, help="decay of the running average of the weights")
    a.add_argument("--limit", type=int)
    return a.parse_args()


def save(model, path, held):
    path.mkdir(parents=True, exist_ok=True)
    keep = {k: v.half().cpu() for k, v in model.state_dict().items() if k != "token.weight"}
    torch.save({"state": keep, "config": model.config, "labels": model.labels, "held": [e["id"] for e in held]}, path / "report.pt")


def main():
    args = options()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(1), np.random.seed(1)
    if device.type == "cpu":
        torch.set_num_threads(2)

    def say(line):
        print(json.dumps({"out": args.out.name} | line), flush=True)

    with gzip.open(args.examples) as f:
        data = pickle.load(f)
    signs, roles = data["signs"], data["roles"]
    reports, held = parts_of(data["reports"], args.fold)
    plain, muc, (uds, uds_dev) = data["plain"], data["muc"], (data["uds"] + [[], []])[:2]
    if args.limit:
        reports, held, plain, muc, uds = (t[: args.limit] for t in (reports, held, plain, muc, uds))
    for e in reports + held + plain + muc + uds + uds_dev:
        prepare(e, signs, roles, args, device)
    say({"reports": len(reports), "held": len(held), "plain": len(plain)})
    if args.teacher:
        teacher = Teacher(signs, roles, 30522, args.dropout)
        with torch.no_grad():
            teacher.start(args.teacher)
        teacher = learn(teacher.to(device), [reports] * args.epochs[0], muc, uds, signs, args, device, args.minutes[0], args.lr_teacher, say)
        say({"teacher": measure(teacher, held, uds_dev, signs, roles, device)})
        answers_of(teacher, reports + plain, roles, device)
        del teacher
        for e in reports + plain:
            learn_from(e, signs, roles, args, device)
    else:
        plain = []
    model = Report(CONFIG, signs, roles, 30522, args.dropout)
    with torch.no_grad():
        start_from(model, args.accurate)
        if args.minilm:
            start_from_minilm(model, np.load(args.minilm))
        if args.further:
            start_from_report(model, args.further)
    rounds = [reports + random.Random(k).sample(plain, round(args.plain * len(plain))) for k in range(args.epochs[1])]
    model = learn(model.to(device), rounds, muc, uds, signs, args, device, args.minutes[1], args.lr_encoder, say)
    save(model, args.out, held)
    say({"network": measure(model, held, uds_dev, signs, roles, device)})


if __name__ == "__main__":
    main()
