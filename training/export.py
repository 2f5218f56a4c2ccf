"""Writes a trained checkpoint as models/NAME.weights with golden outputs and measured scores.

The weight file is described in docs/models.md. usage:
  export.py CHECKPOINT --data ../shared/data --models ../models [--minilm FOLDER] [--no-scores]
"""

import argparse
import datetime
import hashlib
import json
import struct
import zlib
from pathlib import Path

import numpy as np
import torch

from collect import load_dev
from features import ACCURATE_FEATURES, FAST_FEATURES, case_ids
from heads import decode_heads
from measure import measure, read_sentences
from models import Accurate, Fast
from quantise import quantise_weights, simulate_activations
from treebank import read_conllu

MAGIC, VERSION = b"NUTGRAF\0", 1
RENAMED = {"word": "embed.word", "piece": "embed.piece", "gram": "embed.gram", "case": "embed.case", "token": "embed.token",
           "position": "embed.position", "norm": "embed.norm", "final": "final.norm", "heads.tags": "head.tags", "heads.arc": "head.arc",
           "heads.arc_distance": "head.arc.distance", "heads.arc_root": "head.arc.root", "heads.arc_root_bias": "head.arc.root_bias",
           "heads.rel": "head.rel", "heads.rel_distance": "head.rel.distance", "heads.rel_root": "head.rel.root", "heads.rel_out": "head.rel.out"}


def outside_name(name):
    return RENAMED.get(name, name.replace(".attn.", "."))


def tensors_of(model, stored):
    """{file name: numpy array} in a fixed order."""
    out = {}
    for module, (integers, scale) in stored.items():
        out[outside_name(module) + ".weight"] = integers.numpy()
        out[outside_name(module) + ".scale"] = scale.numpy()
    for name, value in model.state_dict().items():
        module, _, part = name.rpartition(".")
        if module in stored:
            if part == "bias":
                out[outside_name(module) + ".bias"] = value.numpy()
        elif isinstance(model.get_submodule(module), torch.nn.LayerNorm):
            out[outside_name(module) + (".gamma" if part == "weight" else ".beta")] = value.numpy()
        else:
            out[outside_name(name)] = value.numpy()
    if isinstance(model, Accurate):
        out["vocab"] = np.frombuffer("\n".join(model.pieces.vocabulary).encode(), dtype=np.uint8)
    return out


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def write_weights(path, model, features, tensors):
    dtypes = {"float32": "f32", "int8": "i8", "uint8": "u8", "float16": "f16", "int32": "i32", "uint16": "u16"}
    fingerprint = hashlib.sha256(canonical(features).encode()).hexdigest()
    header = {"model": model.name, "created": datetime.date.today().isoformat(), "fingerprint": fingerprint,
              "features": features, "config": model.config, "labels": model.labels, "tensors": {}}

    def lay_out(start):
        at = start
        for name, array in tensors.items():
            header["tensors"][name] = {"dtype": dtypes[str(array.dtype)], "shape": list(array.shape), "offset": at, "bytes": array.nbytes}
            at += -(-array.nbytes // 64) * 64
        return json.dumps(header, separators=(",", ":")).encode()

    start = 64
    while True:  # the header's own length moves the offsets it lists
        text = lay_out(start)
        end = -(-(24 + len(text)) // 64) * 64
        if end == start:
            break
        start = end
    body = text.ljust(start - 24)
    for array in tensors.values():
        raw = np.ascontiguousarray(array).tobytes()
        body += raw + bytes(-len(raw) % 64)
    with open(path, "wb") as file:
        file.write(MAGIC + struct.pack("<IIQ", VERSION, zlib.crc32(body), start - 24) + body)
    return fingerprint, len(body) + 24


def golden(model, fingerprint, sentences):
    out = []
    model.eval()
    for words, row in zip(sentences, read_sentences(model, sentences)):
        prepared = model.prepare(words)
        with torch.no_grad():
            result = model([prepared])
        numbers = lambda t: [[round(float(v), 4) for v in r] for r in t]
        entry = {"words": words, "case": case_ids(words)}
        if isinstance(model, Fast):
            word, piece, gram = prepared["rows"][0]
            entry["rows"] = {"word": list(word), "piece": list(piece), "gram": list(gram)}
        else:
            entry["pieces"] = prepared["ids"][1:-1]
        entry |= {"x": numbers(result["x"][0, :, :8]), "upos_logits": numbers(result["upos"][0]),
                  "name_logits": numbers(result["name"][0]), "arc": numbers(result["arcs"][0])}
        assert row["heads"] == decode_heads(result["arcs"][0].numpy())
        entry |= {k: row[k] for k in ("upos", "morph", "lemma", "heads", "deprel", "names")}
        out.append(entry)
    return {"model": model.name, "fingerprint": fingerprint, "sentences": out}


def load(checkpoint, minilm):
    saved = torch.load(checkpoint, weights_only=False)
    if "max_subwords" in saved["config"]:
        vocabulary = [v for v in (minilm / "vocab.txt").read_text(encoding="utf-8").split("\n") if v]
        model, features = Accurate(saved["config"], saved["labels"], vocabulary), ACCURATE_FEATURES
    else:
        model, features = Fast(saved["config"], saved["labels"]), FAST_FEATURES
    model.load_state_dict(saved["state"])
    return model.eval(), features


def score_all(model, dev):
    """Scores of the stored model on dev with int8 arithmetic: as written, lower-cased, upper-cased."""
    scores = {}
    with simulate_activations(model):
        scores["int8"] = measure(model, dev)
        scores["lower"] = measure(model, dev, str.lower)
        scores["upper"] = measure(model, dev, str.upper)
    return scores


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--minilm", type=Path)
    parser.add_argument("--sentences", type=Path, default=Path(__file__).parent / "golden_sentences.txt")
    parser.add_argument("--no-scores", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(1)
    model, features = load(args.checkpoint, args.minilm)
    scores = {}
    dev = None if args.no_scores else load_dev(args.data)
    if dev:
        scores["trained_f32"] = measure(model, dev)
    stored = quantise_weights(model)
    fingerprint, size = write_weights(args.models / f"{model.name}.weights", model, features, tensors_of(model, stored))
    sentences = [line.split() for line in args.sentences.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    text = json.dumps(golden(model, fingerprint, sentences), ensure_ascii=False, separators=(",", ":"))
    (args.models / f"{model.name}.golden.json").write_text(text + "\n", encoding="utf-8")
    if dev:
        scores |= score_all(model, dev)
        gum = list(read_conllu(args.data / "ud-gum-ccby/en_gum-ccby-dev.conllu.gz"))
        with simulate_activations(model):
            scores["gum_dev"] = measure(model, gum)
    print(json.dumps({"model": model.name, "bytes": size, "fingerprint": fingerprint, "scores": scores}, indent=1))


if __name__ == "__main__":
    main()
