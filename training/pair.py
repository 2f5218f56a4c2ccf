"""Two training processes that share what they learn without waiting for each other.

Each writes its weights to a shared folder now and then and moves half-way to the other's newest
ones. On two busy cores this beats one process with two threads, which stalls at every layer.
"""

import os

import numpy as np
import torch


class Pair:
    def __init__(self, folder, rank, every=20):
        self.folder, self.rank, self.every, self.seen = folder, rank, every, 0.0
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, rank):
        return self.folder / f"weights{rank}.f32"

    @torch.no_grad()
    def exchange(self, model, step):
        if step % self.every:
            return
        parameters = [p for p in model.parameters() if p.requires_grad]
        other = self.path(1 - self.rank)
        if other.exists() and other.stat().st_mtime > self.seen:
            self.seen = other.stat().st_mtime
            theirs = torch.from_numpy(np.fromfile(other, dtype=np.float32))
            if len(theirs) == sum(p.numel() for p in parameters):
                at = 0
                for p in parameters:
                    p.lerp_(theirs[at : at + p.numel()].view_as(p), 0.5)
                    at += p.numel()
        mine = torch.cat([p.flatten() for p in parameters]).numpy()
        part = self.path(self.rank).with_suffix(".part")
        mine.tofile(part)
        os.replace(part, self.path(self.rank))
