"""The two networks: `fast` (hashed rows, convolutions, a little attention) and `accurate` (MiniLM).

Both turn a batch of sentences into one state a word; heads.py does the rest. The maths is exactly
what the engine runs; docs/models.md says it in words.
"""

import json
import math
import struct

import torch
import torch.nn.functional as F
from torch import nn

from features import CASE_IDS, FAST_FEATURES, WordPieces, case_ids, hashed_rows
from heads import Heads


class Attention(nn.Module):
    """Multi-head attention; with `max_distance` a learned bias for signed distance is added."""

    def __init__(self, width, heads, max_distance=None, dropout=0.1):
        super().__init__()
        self.heads, self.max_distance = heads, max_distance
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.dropout = dropout
        if max_distance is not None:
            self.distance = nn.Parameter(torch.zeros(heads, 2 * max_distance + 1))

    def forward(self, h, mask):
        batch, n, width = h.shape
        q, k, v = self.qkv(h).view(batch, n, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        bias = torch.zeros(batch, 1, 1, n).masked_fill(~mask[:, None, None, :], -1e9)
        if self.max_distance is None:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.expand(-1, -1, n, -1))
        else:
            i = torch.arange(n)
            offset = (i[None, :] - i[:, None]).clamp(-self.max_distance, self.max_distance) + self.max_distance
            scores = q @ k.transpose(-1, -2) / math.sqrt(width // self.heads) + bias + self.distance[:, offset][None]
            mixed = F.dropout(scores.softmax(dim=-1), self.dropout, self.training) @ v
        return self.out(mixed.transpose(1, 2).reshape(batch, n, width))


class FastBlock(nn.Module):
    """One pre-norm residual step: "conv" (window 3, maxout of two), "attn" or "ffn"."""

    def __init__(self, kind, config, dropout):
        super().__init__()
        width = config["width"]
        self.kind, self.norm, self.dropout = kind, nn.LayerNorm(width, config["eps"]), nn.Dropout(dropout)
        if kind == "conv":
            self.conv = nn.Linear(3 * width, 2 * width)
        elif kind == "attn":
            self.attn = Attention(width, config["heads"], config["max_distance"], dropout)
        else:
            self.up, self.down = nn.Linear(width, config["ffn"]), nn.Linear(config["ffn"], width)

    def forward(self, x, mask):
        h = self.norm(x)
        if self.kind == "conv":
            h = h * mask[..., None]
            window = torch.cat([F.pad(h, (0, 0, 1, 0))[:, :-1], h, F.pad(h, (0, 0, 0, 1))[:, 1:]], dim=-1)
            a, b = self.conv(window).chunk(2, dim=-1)
            out = torch.maximum(a, b)
        elif self.kind == "attn":
            out = self.attn(h, mask)
        else:
            out = self.down(self.dropout(F.relu(self.up(h))))
        return x + self.dropout(out)


class Fast(nn.Module):
    name = "fast"

    def __init__(self, config, labels, dropout=0.15, word_dropout=0.1):
        super().__init__()
        self.config, self.labels, self.word_dropout = config, labels, word_dropout
        rows, width = FAST_FEATURES["rows"], config["width"]
        self.word = nn.EmbeddingBag(rows["word"], width, mode="sum")
        self.piece = nn.EmbeddingBag(rows["piece"], width, mode="sum")
        self.gram = nn.EmbeddingBag(rows["gram"], width, mode="mean")
        self.case = nn.Embedding(rows["case"], width)
        for table in (self.word, self.piece, self.gram, self.case):
            nn.init.normal_(table.weight, std=0.1)
        self.norm = nn.LayerNorm(width, config["eps"])
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(FastBlock(kind, config, dropout) for kind in config["layers"])
        self.final = nn.LayerNorm(width, config["eps"])
        self.heads = Heads(width, labels, config["arc_width"], config["rel_width"], config["max_distance"], dropout)

    def prepare(self, words):
        return {"rows": [hashed_rows(w) for w in words], "case": case_ids(words), "length": len(words)}

    def embed_words(self, all_rows):
        """Sum of hashed rows for a flat list of words (case apart)."""
        def bag(table, lists):
            flat = torch.tensor([r for rows in lists for r in rows], dtype=torch.long)
            offsets = torch.tensor([0] + [len(rows) for rows in lists[:-1]]).cumsum(0)
            return table(flat, offsets)
        words = bag(self.word, [r[0] for r in all_rows])
        if self.training and self.word_dropout:
            words = words * (torch.rand(len(all_rows), 1) >= self.word_dropout)
        return words + bag(self.piece, [r[1] for r in all_rows]) + bag(self.gram, [r[2] for r in all_rows])

    def encode(self, batch):
        n = max(p["length"] for p in batch)
        mask = torch.tensor([[i < p["length"] for i in range(n)] for p in batch])
        flat = self.embed_words([r for p in batch for r in p["rows"]])
        flat = flat + self.case(torch.tensor([c for p in batch for c in p["case"]]))
        x = torch.zeros(len(batch), n, self.config["width"]).masked_scatter(mask[..., None], flat)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return self.final(x), mask

    def forward(self, batch, heads=None):
        x, mask = self.encode(batch)
        out = self.heads(x, heads, mask)
        out["x"], out["mask"] = x, mask
        return out


class AccurateLayer(nn.Module):
    def __init__(self, config, dropout):
        super().__init__()
        width = config["width"]
        self.attn = Attention(width, config["heads"], None, dropout)
        self.norm1, self.norm2 = nn.LayerNorm(width, config["eps"]), nn.LayerNorm(width, config["eps"])
        self.up, self.down = nn.Linear(width, config["ffn"]), nn.Linear(config["ffn"], width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        x = self.norm1(x + self.dropout(self.attn(x, mask)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Accurate(nn.Module):
    name = "accurate"

    def __init__(self, config, labels, vocabulary, dropout=0.1):
        super().__init__()
        self.config, self.labels = config, labels
        self.pieces = WordPieces(vocabulary)
        width = config["width"]
        self.token = nn.Embedding(len(vocabulary), width)
        self.token.weight.requires_grad_(False)  # stays as pretrained: a third less work a step
        self.position = nn.Embedding(config["max_subwords"], width)
        self.case = nn.Embedding(CASE_IDS + 1, width)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(width, config["eps"])
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(AccurateLayer(config, dropout) for _ in range(config["layers"]))
        self.heads = Heads(width, labels, config["arc_width"], config["rel_width"], config["max_distance"], 0.2)

    def prepare(self, words):
        ids, cases, first = [self.pieces.cls], [CASE_IDS], []
        for word, case in zip(words, case_ids(words)):
            cut = self.pieces.cut(word)
            first.append(len(ids))
            ids.extend(cut)
            cases.extend([case] * len(cut))
        limit = self.config["max_subwords"] - 1
        if len(ids) > limit:
            raise ValueError("sentence too long: cut it before")
        return {"ids": ids + [self.pieces.sep], "case": cases + [CASE_IDS], "first": first, "length": len(words)}

    def encode(self, batch):
        n = max(len(p["ids"]) for p in batch)
        words = max(p["length"] for p in batch)
        pad = lambda values, size: values + [0] * (size - len(values))
        ids = torch.tensor([pad(p["ids"], n) for p in batch])
        case = torch.tensor([pad(p["case"], n) for p in batch])
        first = torch.tensor([pad(p["first"], words) for p in batch])
        mask = torch.tensor([[i < len(p["ids"]) for i in range(n)] for p in batch])
        x = self.token(ids) + self.position(torch.arange(n))[None] + self.case(case)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        x = torch.gather(x, 1, first[..., None].expand(-1, -1, x.shape[-1]))
        return x, torch.tensor([[i < p["length"] for i in range(words)] for p in batch])

    forward = Fast.forward

    def load_minilm(self, folder):
        """Starts from the pretrained encoder in `folder` (model.safetensors)."""
        weights = read_safetensors(f"{folder}/model.safetensors")
        get = lambda name: weights[name]
        with torch.no_grad():
            self.token.weight.copy_(get("embeddings.word_embeddings.weight"))
            positions = get("embeddings.position_embeddings.weight") + get("embeddings.token_type_embeddings.weight")[0]
            self.position.weight.copy_(positions[: self.config["max_subwords"]])
            copy(self.norm, weights, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    qkv = [get(f"{p}attention.self.{m}.{part}") for m in ("query", "key", "value")]
                    getattr(layer.attn.qkv, part).copy_(torch.cat(qkv))
                copy(layer.attn.out, weights, p + "attention.output.dense")
                copy(layer.norm1, weights, p + "attention.output.LayerNorm")
                copy(layer.up, weights, p + "intermediate.dense")
                copy(layer.down, weights, p + "output.dense")
                copy(layer.norm2, weights, p + "output.LayerNorm")


def copy(module, weights, prefix):
    module.weight.copy_(weights[prefix + ".weight"])
    module.bias.copy_(weights[prefix + ".bias"])


def read_safetensors(path):
    """f32 tensors by name; the format is a length, a JSON header and raw bytes."""
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack("<Q", data[:8])
    out = {}
    for name, info in json.loads(data[8 : 8 + length]).items():
        if name == "__metadata__" or info["dtype"] != "F32":
            continue
        begin, end = info["data_offsets"]
        flat = torch.frombuffer(bytearray(data[8 + length + begin : 8 + length + end]), dtype=torch.float32)
        out[name.removeprefix("bert.")] = flat.view(info["shape"])
    return out
