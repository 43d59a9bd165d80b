"""Loads a classifier of any kind from its folder, and computes calibrated logits of texts."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from train.common.exported_bag import ExportedBag
from train.heads.encoder_run import EncoderClassifier
from train.heads.export import logits_of as hashed_logits
from train.heads.features import Features

# The logit of a text without features, for a classifier with one label.
NOTHING = -60.0


class Shipped:
    def __init__(self, folder: Path) -> None:
        self.architecture = a = json.loads((folder / "manifest.json").read_text())["architecture"]
        self.labels = a["labels"]
        if a["type"] == "transformer":
            self.encoder = EncoderClassifier(folder)
            return
        raw = (folder / a["weights"]).read_bytes()
        if a["base"] == "hashed":
            self.features = Features(a["buckets"])
            self.bag = ExportedBag(raw, a["buckets"], a["width"], len(self.labels))
            return
        # Imported here, because the hashed heads need no torch.
        from train.heads.states import Head, read_weights

        self.head = Head(a["width"], a["depth"], len(self.labels))
        read_weights(self.head, raw)

    def logits(self, texts: list[str]) -> np.ndarray:
        return self.raw_logits(texts) / self.architecture["temperature"]

    def raw_logits(self, texts: list[str]) -> np.ndarray:
        a = self.architecture
        if a["type"] == "transformer":
            return self.encoder.windowed_logits(texts, a["windows"]["lengthPenalty"]) if "windows" in a else self.encoder.logits(texts)
        if a["base"] == "hashed":
            found = hashed_logits(self.bag, self.features, texts, a)
            nothing = [NOTHING if len(self.labels) == 1 else 0.0] * len(self.labels)
            return np.array([nothing if row is None else row for row in found])
        from train.heads.states import logits_of, states_of

        return logits_of(self.head, states_of(texts, a["maxTokens"]))
