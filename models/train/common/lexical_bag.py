"""A bag of hashed features, each a short row of 4-bit numbers, summed and put through one linear layer.

workers/architectures/hashed-text/hashed-text.ts reads what `weights_file` writes and computes what common/exported_bag.py
computes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn


def scales_of(table: Tensor) -> Tensor:
    """One step size a column: sixteen levels over three standard deviations to each side."""
    return 3 * table.std(0) / 7.5


def codes_of(table: Tensor, scales: Tensor) -> Tensor:
    return (table / scales).round().clamp(-8, 7)


class HashedBag(nn.Module):
    def __init__(self, buckets: int, width: int, outputs: int) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.randn(buckets, width) * 0.1)
        self.out = nn.Linear(width, outputs)
        # Late in training the table is rounded in every forward pass, so that the model learns with rounded numbers.
        self.rounded = False

    def forward(self, flat: Tensor, offsets: Tensor, counts: Tensor) -> Tensor:
        table = self.table
        if self.rounded:
            scales = scales_of(table.detach())
            table = table + (codes_of(table.detach(), scales) * scales - table.detach())
        summed = F.embedding_bag(flat, table, offsets, mode="sum")
        # Divided by the root of the count and not by the count, so that more evidence makes a surer answer.
        return self.out(summed / counts.sqrt().unsqueeze(1))


def collate(rows: Sequence[np.ndarray]) -> tuple[Tensor, Tensor, Tensor]:
    """(flat buckets, start of each row, length of each row) of rows that all have features."""
    counts = np.array([len(r) for r in rows])
    return (
        torch.from_numpy(np.concatenate(rows)).long(),
        torch.from_numpy(np.concatenate([[0], np.cumsum(counts)[:-1]])),
        torch.from_numpy(counts).float(),
    )


def weights_file(model: HashedBag) -> bytes:
    table = model.table.detach()
    scales = scales_of(table)
    codes = (codes_of(table, scales).numpy() + 8).astype(np.uint8).reshape(-1, 2)
    floats = [scales, model.out.weight.detach(), model.out.bias.detach()]
    packed = codes[:, 0] | (codes[:, 1] << 4)
    return packed.tobytes() + b"".join(f.numpy().astype(np.float32).tobytes() for f in floats)
