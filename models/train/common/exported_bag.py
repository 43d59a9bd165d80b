"""The file of a bag of hashed features, as the runtime reads it: workers/architectures/hashed-text/hashed-text.ts computes the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class ExportedBag:
    def __init__(self, raw: bytes, buckets: int, width: int, outputs: int) -> None:
        packed = np.frombuffer(raw, np.uint8, buckets * width // 2)
        codes = np.stack([packed & 15, packed >> 4], 1).reshape(buckets, width).astype(np.float32) - 8
        rest = np.frombuffer(raw, np.float32, offset=buckets * width // 2)
        self.table = codes * rest[:width]
        self.rows = rest[width : width + outputs * width].reshape(outputs, width)
        self.biases = rest[width + outputs * width :]

    def logits(self, rows: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """One row of logits for each list of features, and a mark for each empty list."""
        out = np.zeros((len(rows), len(self.biases)))
        for at, flat in enumerate(rows):
            if len(flat):
                out[at] = self.table[flat].sum(0, dtype=np.float64) / np.sqrt(len(flat)) @ self.rows.T + self.biases
        return out, np.array([len(flat) == 0 for flat in rows])
