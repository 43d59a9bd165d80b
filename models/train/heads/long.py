"""Counts false alarms in harmless text of every length.

python -m train.heads.long DATA MODELS [TASK ...]     # MODELS = . prints the false alarms of the shipped files
"""

from __future__ import annotations

import argparse
from pathlib import Path

from train.heads.harmless import long_texts
from train.heads.labels import LABELS
from train.heads.metrics import sigmoid
from train.heads.shipped import Shipped


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("models", type=Path)
    parser.add_argument("tasks", nargs="*")
    parser.add_argument("--count", type=int, default=150)
    args = parser.parse_args()
    texts = long_texts(args.data, "test", args.count)
    for task in args.tasks or ("toxicity", "spam", "prompt-attack"):
        model = Shipped(args.models / task)
        label = LABELS[task][0]
        points = {name: by_label[label] for name, by_label in model.architecture["operatingPoints"].items()}
        for (kind, words), group in texts.items():
            scores = sigmoid(model.logits(group)[:, 0])
            shares = {name: (scores >= point).mean() for name, point in points.items()}
            print(task, kind, words, ", ".join(f"{name} {share:.3f}" for name, share in shares.items()), flush=True)


if __name__ == "__main__":
    main()
