"""Counts false alarms in harmless text of every length.

python -m train.heads.long DATA MODELS [TASK ...]     # MODELS = . prints the false alarms of the shipped files
"""

import argparse
import json
from pathlib import Path

import numpy as np

from train.common.exported_bag import ExportedBag
from train.heads.export import logits_of
from train.heads.features import Features
from train.heads.harmless import long_texts
from train.heads.labels import LABELS


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("models", type=Path)
    parser.add_argument("tasks", nargs="*")
    parser.add_argument("--count", type=int, default=150)
    args = parser.parse_args()
    texts = long_texts(args.data, "test", args.count)
    for task in args.tasks or ("toxicity", "spam", "prompt-attack"):
        architecture = json.loads((args.models / task / "manifest.json").read_text())["architecture"]
        bag = ExportedBag((args.models / task / "weights.bin").read_bytes(), architecture["buckets"], architecture["width"], 1)
        features, label = Features(architecture["buckets"]), LABELS[task][0]
        points = {name: by_label[label] for name, by_label in architecture["operatingPoints"].items()}
        for (kind, words), group in texts.items():
            logits = np.array([row[0] for row in logits_of(bag, features, group, architecture)])
            scores = 1 / (1 + np.exp(-logits / architecture["temperature"]))
            shares = {name: (scores >= point).mean() for name, point in points.items()}
            print(task, kind, words, ", ".join(f"{name} {share:.3f}" for name, share in shares.items()), flush=True)


if __name__ == "__main__":
    main()
