"""Train, calibrate and export a hashed classifier: needs no encoder, answers at once.

    python -m train.heads.hashed DATA TASK OUT [--width 8] [--epochs 6]      # OUT = TASK

A minute or two on one core. Prints the development figures of the card.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from train.common.corpus import SEED
from train.common.lexical_bag import HashedBag, collate, weights_file
from train.heads.data import load
from train.heads.export import export_hashed
from train.heads.features import Features
from train.heads.labels import LABELS
from train.heads.training import loss_of, set_rate, targets

BATCH = 128


def train(rows: list[np.ndarray], labels: list, task: str, args: argparse.Namespace) -> HashedBag:
    torch.manual_seed(SEED)
    random_state = np.random.default_rng(SEED)
    model = HashedBag(args.buckets, args.width, len(LABELS[task]))
    with torch.no_grad():
        model.table.mul_(0.3)
    optimiser = torch.optim.Adam([{"params": [model.table]}, {"params": model.out.parameters()}], lr=args.rate)
    wanted = targets(labels, task)
    total, step = args.epochs * (len(rows) // BATCH), 0
    for epoch in range(args.epochs):
        order = random_state.permutation(len(rows))
        for at in range(0, len(rows) - BATCH + 1, BATCH):
            set_rate(optimiser, args.rate, step, total)
            model.rounded = step > 0.6 * total
            chosen = order[at : at + BATCH]
            kept = []
            for row in chosen:
                mask = random_state.random(len(rows[row])) >= args.dropout
                kept.append(rows[row][mask] if mask.any() else rows[row])
            loss = loss_of(model(*collate(kept)), wanted[torch.from_numpy(chosen)])
            decay = args.decay * model.table.square().sum()
            optimiser.zero_grad()
            (loss + decay).backward()
            optimiser.step()
            step += 1
        print(f"epoch {epoch + 1} loss {loss:.4f}", flush=True)
    return model


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("task", choices=LABELS)
    parser.add_argument("out", type=Path)
    parser.add_argument("--buckets", type=int, default=1 << 16)
    parser.add_argument("--width", type=int, default=8)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--dropout", type=float, default=0.25)
    parser.add_argument("--decay", type=float, default=1e-5)
    args = parser.parse_args()
    torch.set_num_threads(1)
    task = args.task
    features = Features(args.buckets)
    training, development = load(args.data, task)
    rows = [(features(text), label) for text, label in training]
    rows = [row for row in rows if len(row[0])]
    model = train([features for features, _ in rows], [label for _, label in rows], task, args)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "weights.bin").write_bytes(weights_file(model))
    export_hashed(args.out, task, args.buckets, args.width, development)


if __name__ == "__main__":
    main()
