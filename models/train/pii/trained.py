"""Taggers for use: the exported folder, and the checkpoint before its export."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from train.pii.decode import decode
from train.pii.model import ExportedTagger, Tagger
from train.pii.tokens import COLUMNS, featurize


class FolderTagger:
    """The exported weights, run in windows that overlap by the network's reach, so that the cuts do not change the answers."""

    WINDOW = 1024
    least = 0.5  # score; .75 is the operating point with few false alarms

    def __init__(self, folder: Path) -> None:
        self.run = ExportedTagger(folder / "weights.bin").run
        self.features = json.loads((folder / "features.json").read_text())

    def logits(self, ids: np.ndarray) -> np.ndarray:
        halo, out = self.features["halo"], []
        for start in range(0, len(ids), self.WINDOW):
            low, high = max(0, start - halo), min(len(ids), start + self.WINDOW + halo)
            out.append(self.run(ids[low:high])[start - low : min(start + self.WINDOW, len(ids)) - low])
        return np.concatenate(out)

    def predict(self, text: str) -> tuple[np.ndarray, list]:
        tokens, rows = featurize(text)
        if not tokens:
            return np.zeros((0, len(self.features["labels"]))), []
        return self.logits(np.array(rows, np.int32).reshape(-1, COLUMNS)), tokens

    def spans(self, text: str) -> list[tuple[int, int, str, float]]:
        logits, tokens = self.predict(text)
        found = decode(logits, tokens, *(self.features[name] for name in ("outsideBias", "thresholds", "certain")))
        return [span for span in found if span[3] >= self.least]


class TorchTagger(FolderTagger):
    def __init__(self, work: Path, decoding: dict) -> None:
        self.model = load(work)
        self.features = decoding

    def logits(self, ids: np.ndarray) -> np.ndarray:
        with torch.inference_mode():
            return self.model(torch.tensor(ids).long()[None], torch.ones(1, len(ids)))[0].numpy()


def load(work: Path) -> Tagger:
    path = work / "tagger.pt"
    if not path.is_file():
        raise SystemExit(f"no {path}: run `train.pii.tagger train` first")
    saved = torch.load(path, weights_only=True, map_location="cpu")
    if not saved["done"]:
        raise SystemExit(f"{path} is unfinished: run `train.pii.tagger train` again to go on from it")
    model = Tagger()
    model.load_state_dict(saved["averaged"])
    return model.eval()
