"""Reads a weight file (docs/models.md) back into f32 arrays."""

import json
import struct

import numpy as np

DTYPES = {"f32": np.float32, "i8": np.int8, "u8": np.uint8}


def read_weights(path):
    """(header, {name: array}); tables and linear weights come out multiplied by their scales, without the `.scale` entries."""
    data = open(path, "rb").read()
    (length,) = struct.unpack("<Q", data[16:24])
    header = json.loads(data[24:24 + length])
    raw = {}
    for name, t in header["tensors"].items():
        raw[name] = np.frombuffer(data, DTYPES[t["dtype"]], count=int(np.prod(t["shape"])), offset=t["offset"]).reshape(t["shape"])
    out = {}
    for name, array in raw.items():
        if name.endswith(".scale"):
            continue
        base = name.removesuffix(".weight")
        scale = raw.get(base + ".scale") if name.endswith(".weight") else None
        out[name] = array.astype(np.float32) * scale[:, None] if scale is not None else array
    return header, out


def encoder_names(layers):
    """Names of the encoder's parameters: in the network and in a weight file."""
    names = {"position.weight": "embed.position.weight", "case.weight": "embed.case.weight", "norm.weight": "embed.norm.gamma", "norm.bias": "embed.norm.beta"}
    for i in range(layers):
        names |= {f"layers.{i}.{part}.{end}": f"layers.{i}.{part}.{end}" for part in ("qkv", "out", "up", "down") for end in ("weight", "bias")}
        names |= {f"layers.{i}.{part}.{own}": f"layers.{i}.{part}.{stored}" for part in ("norm1", "norm2") for own, stored in (("weight", "gamma"), ("bias", "beta"))}
    return names


def fill(model, tensors, names):
    """Copies stored tensors over; what has more rows in the network (later positions, signs that are new) keeps the rest as made."""
    import torch
    state = model.state_dict()
    for own, stored in names.items():
        rows = torch.from_numpy(tensors[stored].copy())
        state[own][: len(rows)].copy_(rows)


def start_from(model, path):
    """Copies the encoder of `accurate` into the network; the word-piece table too, as stored."""
    header, tensors = read_weights(path)
    fill(model, tensors, {"token.weight": "embed.token.weight"} | encoder_names(model.config["layers"]))
    return header, bytes(tensors["vocab"]).decode().split("\n")


def start_from_minilm(model, arrays):
    """Copies the pretrained layers and positions over: `arrays` has the names of the MiniLM file. The word pieces stay those of `accurate`."""
    import torch
    get = lambda name: torch.from_numpy(arrays[name].astype(np.float32))
    state = model.state_dict()
    state["position.weight"].copy_(get("embeddings.position_embeddings.weight") + get("embeddings.token_type_embeddings.weight")[0])
    state["case.weight"].zero_()
    state["norm.weight"].copy_(get("embeddings.LayerNorm.weight"))
    state["norm.bias"].copy_(get("embeddings.LayerNorm.bias"))
    for i in range(model.config["layers"]):
        p = f"encoder.layer.{i}."
        for end in ("weight", "bias"):
            state[f"layers.{i}.qkv.{end}"].copy_(torch.cat([get(f"{p}attention.self.{m}.{end}") for m in ("query", "key", "value")]))
            for own, theirs in (("out", "attention.output.dense"), ("up", "intermediate.dense"), ("down", "output.dense"),
                                ("norm1", "attention.output.LayerNorm"), ("norm2", "output.LayerNorm")):
                state[f"layers.{i}.{own}.{end}"].copy_(get(f"{p}{theirs}.{end}"))


def start_from_report(model, path):
    """Copies a written report network back, as stored in 8 bits, to learn on from there. The word pieces stay those of `accurate`."""
    _, tensors = read_weights(path)
    names = encoder_names(model.config["layers"]) | {"pair_distance": "head.pair.distance", "pair_sentence": "head.pair.sentence"}
    for own, stored in (("sign", "head.sign"), ("pair", "head.pair"), ("pair_out", "head.pair.out")):
        names |= {f"{own}.{end}": f"{stored}.{end}" for end in ("weight", "bias")}
    fill(model, tensors, names)
