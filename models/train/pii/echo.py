"""Exported weights as a teacher. Training continues from them, and their answers on English text keep the new model from forgetting."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from train.pii.decode import decode
from train.pii.model import Tagger, started
from train.pii.tokens import COLUMNS, featurize


class EchoTagger:
    def __init__(self, folder: Path) -> None:
        self.features = json.loads((folder / "features.json").read_text())
        self.path = folder / "weights.bin"
        self.model = self.enlarged().eval()

    def enlarged(self) -> Tagger:
        return started(self.path, self.features["rows"]["word"])

    @torch.inference_mode()
    def logits(self, texts: Sequence[str]) -> Iterator[tuple[np.ndarray, list]]:
        """Logits and tokens of each text. Texts of similar length are read together."""
        read = [featurize(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda i: len(read[i][0]))
        found: dict[int, np.ndarray] = {}
        for at in range(0, len(order), 64):
            chosen = order[at : at + 64]
            width = max(1, max(len(read[i][0]) for i in chosen))
            ids = np.zeros((len(chosen), width, COLUMNS), np.int64)
            present = np.zeros((len(chosen), width), np.float32)
            for row, i in enumerate(chosen):
                tokens, rows = read[i]
                if tokens:
                    ids[row, : len(tokens)] = rows
                    present[row, : len(tokens)] = 1
            logits = self.model(torch.from_numpy(ids), torch.from_numpy(present)).numpy()
            for row, i in enumerate(chosen):
                found[i] = logits[row, : len(read[i][0])]
        for i, (tokens, _) in enumerate(read):
            yield found[i], tokens

    def probabilities(self, texts: Sequence[str]) -> Iterator[np.ndarray]:
        for logits, tokens in self.logits(texts):
            for i, token in enumerate(tokens):
                if token[3] not in ("word", "date"):
                    logits[i] = -1e4
                    logits[i, 0] = 0
            peak = np.exp(logits - logits.max(1, keepdims=True)) if len(tokens) else logits
            yield (peak / peak.sum(1, keepdims=True) if len(tokens) else peak).astype(np.float16)

    def spans(self, text: str) -> list[tuple[int, int, str, float]]:
        [(logits, tokens)] = self.logits([text])
        return decode(logits, tokens, *(self.features[name] for name in ("outsideBias", "thresholds", "certain")))
