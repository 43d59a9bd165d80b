"""An exported encoder classifier as the runtime runs it: one window at a time, because the activations of a run share one scale."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from train.common.session import session
from train.heads.windows import combined, cut_windows

SPECIAL = 2


class EncoderClassifier:
    def __init__(self, folder: Path) -> None:
        self.session = session(folder / "onnx/model_quantized.onnx")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        config = json.loads((folder / "config.json").read_text())
        self.room = config["max_position_embeddings"] - SPECIAL
        vocabulary = self.tokenizer.get_vocab()
        self.first, self.last = vocabulary["[CLS]"], vocabulary["[SEP]"]
        # Kept, because the same long texts choose the penalty and then the thresholds, and each window costs five
        # milliseconds.
        self.known: dict[str, np.ndarray] = {}

    def window_logits(self, text: str, most: int | None = None) -> np.ndarray:
        """One row of logits for each window, or for the first `most` windows."""
        if most is None and text in self.known:
            return self.known[text]
        ids = self.tokenizer.encode(text, add_special_tokens=False).ids
        rows = [self.run([self.first, *ids[start:end], self.last]) for start, end in cut_windows(len(ids), self.room)[:most]]
        found = np.array(rows, np.float64)
        if most is None:
            self.known[text] = found
        return found

    def run(self, ids: list[int]) -> np.ndarray:
        tokens = np.array([ids], np.int64)
        feeds = {"input_ids": tokens, "attention_mask": np.ones_like(tokens), "token_type_ids": np.zeros_like(tokens)}
        return self.session.run(None, feeds)[0][0]

    def logits(self, texts: list[str]) -> np.ndarray:
        """The logits of the beginning of each text, as for a model without windows."""
        return np.array([self.window_logits(text, 1)[0] if text.strip() else self.run([self.first, self.last]) for text in texts])

    def windowed_logits(self, texts: list[str], length_penalty: float | list[list[float]]) -> np.ndarray:
        found = [combined(self.window_logits(text), {"lengthPenalty": length_penalty}) for text in texts]
        return np.array([[-60.0] if row is None else row for row in found])
