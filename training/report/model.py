"""The report network: MiniLM over windows of a whole report, and heads for words and pairs of words. docs/models.md says what it computes."""

import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from features import CASE_IDS

CONFIG = {"width": 384, "heads": 12, "ffn": 1536, "layers": 6, "eps": 1e-12, "max_subwords": 512, "max_pieces": 8,
          "pair_width": 256, "gate_width": 128, "reach": 64, "sentence_reach": 12}


def steps_between(config, rows, columns, sentence):
    """Rows of a network's two tables for the words and sentences between every row and column."""
    reach, far = config["reach"], config["sentence_reach"]
    return ((columns[None, :] - rows[:, None]).clamp(-reach, reach) + reach, (sentence[columns][None, :] - sentence[rows][:, None]).clamp(-far, far) + far)


class Layer(nn.Module):
    def __init__(self, config, dropout):
        super().__init__()
        width = config["width"]
        self.heads = config["heads"]
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, config["ffn"]), nn.Linear(config["ffn"], width)
        self.norm1, self.norm2 = nn.LayerNorm(width, config["eps"]), nn.LayerNorm(width, config["eps"])
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        batch, n, width = x.shape
        q, k, v = self.qkv(x).view(batch, n, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=self.dropout.p if self.training else 0.0)
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, n, width))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Report(nn.Module):
    name = "report"

    def __init__(self, config, signs, roles, pieces, dropout=0.1):
        super().__init__()
        self.config, self.labels = config, {"sign": signs, "role": roles}
        width, b, g = config["width"], config["pair_width"], config["gate_width"]
        self.token = nn.Embedding(pieces, width)
        self.token.weight.requires_grad_(False)  # the table of `accurate`, which both share
        self.position = nn.Embedding(config["max_subwords"], width)
        self.case = nn.Embedding(CASE_IDS + 1, width)
        self.norm = nn.LayerNorm(width, config["eps"])
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(config, dropout) for _ in range(config["layers"]))
        self.sign = nn.Linear(width, len(signs))
        self.pair = nn.Linear(width, 2 * b + 2 * g)
        self.pair_distance = nn.Parameter(torch.zeros(2 * config["reach"] + 1, b))
        self.pair_sentence = nn.Parameter(torch.zeros(2 * config["sentence_reach"] + 1, b))
        self.pair_out = nn.Linear(b + g, len(roles))
        self.head_dropout = nn.Dropout(0.2)
        nn.init.constant_(self.pair_out.bias, -4.0)
        nn.init.constant_(self.sign.bias, -3.0)

    def encode(self, examples, device):
        """The states of all words of several reports, one after another: [words, width]."""
        windows = [w for e in examples for w in e["windows"]]
        n = max(len(ids) for ids, _ in windows)
        ids, cases, mask = np.zeros((len(windows), n), np.int64), np.zeros((len(windows), n), np.int64), np.zeros((len(windows), n), bool)
        for k, (i, c) in enumerate(windows):
            ids[k, :len(i)], cases[k, :len(i)], mask[k, :len(i)] = i, c, True
        ids, cases, mask = (torch.from_numpy(t).to(device, non_blocking=True) for t in (ids, cases, mask))
        places, first = [], 0
        for e in examples:
            place = np.asarray(e["place"])
            places.append((first + place[:, 0]) * n + place[:, 1])
            first += len(e["windows"])
        x = self.token(ids) + self.position(torch.arange(n, device=device))[None] + self.case(cases)
        x = self.dropout(self.norm(x))
        mask = self.mask_of(mask, torch.get_autocast_dtype(x.device.type) if torch.is_autocast_enabled(x.device.type) else x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        return x.reshape(-1, x.shape[-1]).index_select(0, torch.from_numpy(np.concatenate(places)).to(device, non_blocking=True))

    def mask_of(self, here, dtype):
        """What attention sees, of which pieces of each window are none: true where there is one, or a bias of this type."""
        return here[:, None, None, :]

    def pair_parts(self, x):
        b, g = self.config["pair_width"], self.config["gate_width"]
        return self.pair(x).split([b, b, g, g], dim=-1)

    def pair_logits(self, parts, rows, columns, distance, apart):
        """Role logits [pairs, roles] for pairs of words, one of each list a pair."""
        p, q, a, b = parts
        r = F.relu(p.index_select(0, rows) + q.index_select(0, columns) + self.pair_distance[distance] + self.pair_sentence[apart])
        gate = a.index_select(0, rows) * b.index_select(0, columns)
        return self.pair_out(self.head_dropout(torch.cat([r, gate], dim=-1)))

    def pairs(self, parts, rows, columns, sentence):
        """Role logits [rows, columns, roles] for event words `rows` and words `columns` (token numbers)."""
        distance, apart = steps_between(self.config, rows, columns, sentence)
        flat = self.pair_logits(parts, rows.repeat_interleave(len(columns)), columns.repeat(len(rows)), distance.flatten(), apart.flatten())
        return flat.view(len(rows), len(columns), -1)
