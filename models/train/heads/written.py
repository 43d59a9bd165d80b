"""Texts that were written for this project: everyday text, of which the corpora hold little. One a line, after the sign of its label.

They were written without a look at any text that the models are measured on. Files named `held-back` are never learnt from: a model is chosen by them.
"""

from __future__ import annotations

from pathlib import Path

from train.heads.labels import Labelled

FOLDER = Path(__file__).parent / "written"
# The sign at the place of a label's number.
SIGNS = {"sentiment": "-=+", "toxicity": "=!"}
# How often a training meets each text in an epoch.
TIMES = {"sentiment": 3, "toxicity": 3}


def written(task: str, *, held_back: bool) -> Labelled:
    found = []
    for path in sorted((FOLDER / task).glob("*.txt")):
        if path.stem.startswith("held-back") != held_back:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            sign, _, text = line.partition(" ")
            if sign not in list(SIGNS[task]) or not text.strip():
                raise ValueError(f"{path}:{number} begins with none of the signs {' '.join(SIGNS[task])}, or has no text")
            found.append((text.strip(), SIGNS[task].index(sign)))
    return found
