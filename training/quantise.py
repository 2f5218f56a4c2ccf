"""Int8 as the engine stores it: symmetric, one scale an output channel or table row.

`quantise_weights` rounds a model's weights in place and returns the stored integers; the model
then computes in f32 from what is stored. `simulate_activations` also rounds what goes into every
linear layer, one scale a row, to see what int8 arithmetic costs.
"""

import contextlib

import torch
from torch import nn

from heads import Heads


@torch.no_grad()
def fold_head_bias(heads: Heads):
    """Moves the bias of a relation's head half into the distance rows, so that half has none."""
    b = heads.rel_width
    heads.rel_distance[:-1] += heads.rel.bias[b:]
    heads.rel.bias[b:] = 0


def rounded(weight):
    scale = weight.abs().amax(dim=1).clamp(min=1e-8) / 127
    integers = (weight / scale[:, None]).round().clamp(-127, 127).to(torch.int8)
    return integers, scale


@torch.no_grad()
def quantise_weights(model):
    """{module name: (int8 [rows, columns], f32 [rows])}; the model's weights become the rounded ones."""
    fold_head_bias(model.heads)
    stored = {}
    for name, module in model.named_modules():
        if isinstance(module, (nn.Linear, nn.Embedding, nn.EmbeddingBag)):
            integers, scale = rounded(module.weight)
            stored[name] = (integers, scale)
            module.weight.copy_(integers.float() * scale[:, None])
    return stored


@contextlib.contextmanager
def simulate_activations(model):
    def round_rows(module, inputs):
        x = inputs[0]
        scale = x.abs().amax(dim=-1, keepdim=True).clamp(min=1e-8) / 127
        return ((x / scale).round() * scale,) + inputs[1:]

    hooks = [m.register_forward_pre_hook(round_rows) for m in model.modules() if isinstance(m, nn.Linear)]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
