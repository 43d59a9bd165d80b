"""Averages two trainings of a linear classifier. Each corrects the other where the other is too sure.

python -m train.heads.mean DATA TASK ONE OTHER OUT      # ONE and OTHER hold a weights.bin and manifest.json of heads.linear
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from train.common.exported_bag import ExportedBag
from train.heads.data import load
from train.heads.labels import LABELS
from train.heads.linear import finish


def weights_of(folder: Path) -> tuple[np.ndarray, float]:
    """The weight of every bucket, and the bias."""
    architecture = json.loads((folder / "manifest.json").read_text())["architecture"]
    bag = ExportedBag((folder / "weights.bin").read_bytes(), architecture["buckets"], architecture["width"], 1)
    return (bag.table @ bag.rows.T)[:, 0], float(bag.biases[0])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("task", choices=[task for task in LABELS if len(LABELS[task]) == 1])
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=100, help="long texts of each kind and length that place the thresholds")
    args = parser.parse_args()
    (one, one_bias), (other, other_bias) = weights_of(args.one), weights_of(args.other)
    _, development = load(args.data, args.task, wide=True)
    finish(args.out, args.data, args.task, (one + other) / 2, (one_bias + other_bias) / 2, args.count, development, each_kind=True)


if __name__ == "__main__":
    main()
