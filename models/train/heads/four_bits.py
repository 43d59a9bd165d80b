"""Linear layers and word vectors with four bits for each number: half the size of int8, for a classifier that ships with every app.

Training rounds the weights in every forward pass, so that the model learns with rounded weights. The graph unpacks them once, when the
session is created, to the int8 codes that the runtime multiplies.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from train.common.onnx_graph import FLOAT, INT32, GraphBuilder
from train.common.quantize import quantize

LEVELS = 7
# The step with the least squared error for fifteen levels over a normal distribution.
STEP = 0.35


class FourBits(nn.Module):
    """Rounds a weight to fifteen levels for each row. The gradient passes as if nothing were rounded."""

    on = False

    def forward(self, weight: Tensor) -> Tensor:
        if not FourBits.on:
            return weight
        with torch.no_grad():
            step = STEP * weight.std(1, keepdim=True)
            rounded = (weight / step).round().clamp(-LEVELS, LEVELS) * step
        return weight + (rounded - weight).detach()


def round_to_four_bits(encoder: nn.Module) -> None:
    for module in [encoder.words, *(m for m in encoder.layers.modules() if isinstance(m, nn.Linear))]:
        parametrize.register_parametrization(module, "weight", FourBits())


class FourBitGraph(GraphBuilder):
    def constant(self, name: str, value: np.ndarray) -> str:
        if not name.endswith(".codes") or value.ndim != 2 or np.abs(value).max() > LEVELS:
            return super().constant(name, value)
        half = len(value) // 2
        # The first half of the rows in the low bits, the second in the high ones.
        packed = (value[:half] + 8).astype(np.uint8) | ((value[half:] + 8).astype(np.uint8) << 4)
        both = self.node("Cast", [super().constant(f"{name}.packed", packed)], to=INT32)
        low, high = self.halves(both)
        together = self.node("Concat", [low, high], axis=0)
        return self.node("Cast", [self.node("Sub", [together, self.integer("eight", 8)])], to=3)

    def halves(self, both: str) -> tuple[str, str]:
        high = self.node("Div", [both, self.integer("sixteen", 16)])
        return self.node("Sub", [both, self.node("Mul", [high, self.integer("sixteen", 16)])]), high

    def integer(self, name: str, value: int) -> str:
        return super().constant(name, np.array(value, np.int32))

    def embedding(self, name: str, table: np.ndarray, ids: str) -> str:
        if name != "words":
            return super().embedding(name, table, ids)
        codes, scales = quantize(table.astype(np.float32), axis=0, bits=4)
        half = codes.shape[1] // 2
        packed = (codes[:, :half] + 8).astype(np.uint8) | ((codes[:, half:] + 8).astype(np.uint8) << 4)
        rows = self.node("Gather", [super().constant(f"{name}.packed", packed), ids], axis=0)
        low, high = self.halves(self.node("Cast", [rows], to=INT32))
        values = self.node("Concat", [low, high], axis=-1)
        values = self.node("Cast", [self.node("Sub", [values, self.integer("eight", 8)])], to=FLOAT)
        scale = self.node("Gather", [super().constant(f"{name}.scales", scales), ids], axis=0)
        return self.node("Mul", [values, scale])
