#!/usr/bin/env python3
"""Writes a trained report network as models/report.weights with golden outputs.

    write_file.py report.pt --accurate models/accurate.weights --out models [--sentences training/golden_sentences.txt]

The file is laid out as docs/models.md says; the table of word pieces and the vocabulary are those of `accurate` and stand only in its file.
"""
import argparse, json, sys
from pathlib import Path

import numpy as np
import torch

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
from examples import pieces_of
from export import write_weights
from features import ACCURATE_FEATURES, CASE_IDS, WordPieces
from model import Report
from quantise import rounded
from weights import start_from
from windows import windows_of

NAMES = {"position": "embed.position", "case": "embed.case", "norm": "embed.norm", "sign": "head.sign", "pair": "head.pair", "pair_out": "head.pair.out",
         "pair_distance": "head.pair.distance", "pair_sentence": "head.pair.sentence"}


def load(path, accurate):
    saved = torch.load(path, weights_only=False, map_location="cpu")
    model = Report(saved["config"], saved["labels"]["sign"], saved["labels"]["role"], 30522)
    with torch.no_grad():
        _, vocabulary = start_from(model, accurate)
        model.load_state_dict({k: v.float() for k, v in saved["state"].items()}, strict=False)
    return model.eval(), vocabulary


@torch.no_grad()
def tensors_of(model):
    """{name in the file: array}; the model's weights become the rounded ones."""
    out = {}
    for name, module in model.named_modules():
        own = NAMES.get(name, name)
        if isinstance(module, (torch.nn.Linear, torch.nn.Embedding)) and name != "token":
            integers, scale = rounded(module.weight)
            module.weight.copy_(integers.float() * scale[:, None])
            out[own + ".weight"], out[own + ".scale"] = integers.numpy(), scale.numpy()
            if isinstance(module, torch.nn.Linear):
                out[own + ".bias"] = module.bias.numpy().copy()
        elif isinstance(module, torch.nn.LayerNorm):
            out[own + ".gamma"], out[own + ".beta"] = module.weight.numpy().copy(), module.bias.numpy().copy()
    for name in ("pair_distance", "pair_sentence"):
        out[NAMES[name]] = getattr(model, name).numpy().copy()
    return out


@torch.no_grad()
def golden(model, vocabulary, reports):
    cutter = WordPieces(vocabulary)
    out = []
    for sentences in reports:
        windows, place = windows_of(pieces_of(sentences, cutter), cutter.cls, cutter.sep, CASE_IDS)
        n = len(place)
        sentence = torch.tensor([k for k, s in enumerate(sentences) for _ in s])
        x = model.encode([{"windows": windows, "place": place}], torch.device("cpu"))
        numbers = lambda t: [[round(float(v), 4) for v in r] for r in t]
        rows, columns = [i for i in range(0, n, max(1, n // 3))], list(range(0, n, max(1, n // 12)))
        logits = model.pairs(model.pair_parts(x), torch.tensor(rows), torch.tensor(columns), sentence)
        out.append({"sentences": sentences, "windows": [ids for ids, _ in windows], "x": numbers(x[:, :8]), "sign": numbers(model.sign(x)),
                    "pairs": [[i, j, [round(float(v), 4) for v in logits[a, b]]] for a, i in enumerate(rows) for b, j in enumerate(columns)]})
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("checkpoint", type=Path)
    a.add_argument("--accurate", type=Path, default=Path("models/accurate.weights"))
    a.add_argument("--out", type=Path, default=Path("models"))
    a.add_argument("--sentences", type=Path, default=HERE.parent / "golden_sentences.txt")
    args = a.parse_args()
    model, vocabulary = load(args.checkpoint, args.accurate)
    fingerprint, size = write_weights(args.out / "report.weights", model, ACCURATE_FEATURES, tensors_of(model))
    sentences = [line.split() for line in args.sentences.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    long = [s for _ in range(3) for s in sentences]  # more than one window
    reports = [sentences[:6], long]
    text = {"model": "report", "fingerprint": fingerprint, "reports": golden(model, vocabulary, reports)}
    (args.out / "report.golden.json").write_text(json.dumps(text, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{size} bytes, fingerprint {fingerprint}")


if __name__ == "__main__":
    main()
