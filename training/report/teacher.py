#!/usr/bin/env python3
"""The larger network from which the report network learns: MPNet base with the same heads. Only training needs it.

    teacher.py MPNET_FOLDER examples.pickle.gz --accurate models/accurate.weights -o teacher.npz

writes the pretrained layers small enough to carry to another machine: 7 bits a weight with a scale for each row, and of the word table only the pieces
that the examples have. MPNET_FOLDER has `model.safetensors` and `vocab.txt` of all-mpnet-base-v2 (Apache-2.0). Both networks cut words alike, so that a word has the
same pieces in both.
"""
import argparse, gzip, json, pickle, struct, sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parent))
from model import Layer, Report
from weights import read_weights

CONFIG = {"width": 768, "heads": 12, "ffn": 3072, "layers": 12, "eps": 1e-5, "max_subwords": 512, "pair_width": 384, "gate_width": 192, "reach": 64, "sentence_reach": 12}
BUCKETS, FARTHEST, STEPS = 32, 128, 63
NAMES_THERE = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}


def buckets_of(n):
    """Which of MPNet's 32 distances stands between every two of n pieces: exact to 7 each way, then in growing steps (Raffel et al. 2020)."""
    apart = torch.arange(n)[:, None] - torch.arange(n)[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = exact + (torch.log(apart.abs().clamp(min=1).float() / exact) / np.log(FARTHEST / exact) * (half - exact)).long()
    return (apart < 0).long() * half + torch.where(apart.abs() < exact, apart.abs(), far.clamp(max=half - 1))


class Teacher(Report):
    """As the report network, with MPNet's layers and its bias by distance."""
    name = "teacher"

    def __init__(self, signs, roles, pieces, dropout=0.1):
        super().__init__(CONFIG, signs, roles, pieces, dropout)
        self.bias = nn.Embedding(BUCKETS, CONFIG["heads"])
        self.register_buffer("buckets", buckets_of(CONFIG["max_subwords"]), persistent=False)

    def mask_of(self, here, dtype):
        n = here.shape[1]
        bias = self.bias(self.buckets[:n, :n]).permute(2, 0, 1)[None].to(dtype)
        return bias.expand(len(here), -1, -1, -1).masked_fill(~here[:, None, None, :], -1e4).contiguous()

    def start(self, path):
        """Fills in the pretrained arrays; `path` is what this script wrote."""
        with np.load(path) as arrays:
            whole = {k: arrays[k].astype(np.float32) * (arrays[k + ".scale"][:, None] if k + ".scale" in arrays else 1) for k in arrays if not k.endswith(".scale")}
        used = whole.pop("used").astype(np.int64)
        state = self.state_dict()
        state["token.weight"].zero_()
        state["token.weight"][torch.from_numpy(used)] = torch.from_numpy(whole.pop("token.weight"))
        state["case.weight"].zero_()
        for name, array in whole.items():
            state[name].copy_(torch.from_numpy(array))


def tensors_of(path):
    with open(path, "rb") as f:
        (length,) = struct.unpack("<Q", f.read(8))
        header, data = json.loads(f.read(length)), f.read()
    return {k: np.frombuffer(data[t["data_offsets"][0]:t["data_offsets"][1]], np.float32).reshape(t["shape"]) for k, t in header.items() if t.get("dtype") == "F32"}


def rows_there(mpnet, vocabulary, used):
    """MPNet's rows of the word table for our word pieces `used`; a piece that it lacks gets the row of the unknown word."""
    there = {v: k for k, v in enumerate((mpnet / "vocab.txt").read_text(encoding="utf-8").split("\n"))}
    return [there.get(NAMES_THERE.get(vocabulary[i], vocabulary[i]), there["[UNK]"]) for i in used]


def arrays_of(given, rows):
    """Our names for MPNet's arrays."""
    out = {"token.weight": given["embeddings.word_embeddings.weight"][rows], "position.weight": given["embeddings.position_embeddings.weight"][2:],
           "norm.weight": given["embeddings.LayerNorm.weight"], "norm.bias": given["embeddings.LayerNorm.bias"], "bias.weight": given["encoder.relative_attention_bias.weight"]}
    for i in range(CONFIG["layers"]):
        p = f"encoder.layer.{i}."
        for end in ("weight", "bias"):
            out[f"layers.{i}.qkv.{end}"] = np.concatenate([given[f"{p}attention.attn.{m}.{end}"] for m in "qkv"])
            for own, theirs in (("out", "attention.attn.o"), ("norm1", "attention.LayerNorm"), ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                out[f"layers.{i}.{own}.{end}"] = given[f"{p}{theirs}.{end}"]
    return out


def pack(arrays):
    out = {}
    for name, array in arrays.items():
        if array.ndim == 1 or array.shape[0] <= BUCKETS:
            out[name] = array.astype(np.float16)
            continue
        scale = np.abs(array).max(1) / STEPS
        out[name], out[name + ".scale"] = np.rint(array / np.maximum(scale, 1e-12)[:, None]).astype(np.int8), scale.astype(np.float32)
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("mpnet", type=Path), a.add_argument("examples", type=Path)
    a.add_argument("--accurate", type=Path, default=Path("models/accurate.weights"))
    a.add_argument("-o", "--out", type=Path, required=True)
    args = a.parse_args()
    with gzip.open(args.examples) as f:
        data = pickle.load(f)
    examples = [e for k in ("reports", "plain", "muc") for e in data[k]] + [e for part in data["uds"] for e in part]
    used = sorted({int(i) for e in examples for ids, _ in e["windows"] for i in ids})
    vocabulary = bytes(read_weights(args.accurate)[1]["vocab"].astype(np.uint8)).decode().split("\n")
    arrays = pack(arrays_of(tensors_of(args.mpnet / "model.safetensors"), rows_there(args.mpnet, vocabulary, used)))
    np.savez_compressed(args.out, used=np.array(used, np.int32), **arrays)
    print(f"{len(used)} word pieces, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
