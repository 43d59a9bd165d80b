"""Everyday texts that were written for this project, because the corpora have few of them.

Each line has the sign of a label and a text. They were written without a look at any text that the models are measured on.
Files named `held-back` are never trained on; they serve to choose a model.
"""

from __future__ import annotations

from pathlib import Path

from train.heads.labels import EMOTIONS, MULTI_LABEL, Labelled

FOLDER = Path(__file__).parent / "written"
HELD_BACK = "held-back"
# The sign at the place of a label's number: a character, or the name of the label.
SIGNS = {"sentiment": "-=+", "toxicity": "=!", "spam": "=!", "emotion": EMOTIONS}
# How often a training meets each text in an epoch.
TIMES = {"sentiment": 3, "toxicity": 3, "spam": 6, "emotion": 3}


def written(task: str) -> Labelled:
    """The texts for training."""
    return [item for path in files(task) if not path.stem.startswith(HELD_BACK) for item in read(path, task)]


def held_back_writing(task: str) -> dict[str, Labelled]:
    """{name of the set: texts that no training sees}"""
    found: dict[str, Labelled] = {}
    for path in files(task):
        if path.stem.startswith(HELD_BACK):
            kind = "irony" if path.stem.endswith("irony") else "everyday"
            found.setdefault(kind, []).extend(read(path, task))
    return found


def files(task: str) -> list[Path]:
    return sorted((FOLDER / task).glob("*.txt"))


def read(path: Path, task: str) -> Labelled:
    signs, found = list(SIGNS[task]), []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        sign, _, text = line.partition(" ")
        if sign not in signs or not text.strip():
            raise ValueError(f"{path}:{number} begins with none of the signs {' '.join(signs)}, or has no text")
        label = signs.index(sign)
        found.append((text.strip(), [label] if task in MULTI_LABEL else label))
    return found
