"""Train the language identifier: hashed n-grams -> a few 4-bit dimensions each -> languages.

    python -m train.language.train DATA WORK [--steps 14000]

WORK/language.pt holds the last checkpoint, from which a stopped run continues. About 12 minutes on one core.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from train.common.corpus import SEED
from train.common.lexical_bag import HashedBag, collate
from train.language.data import NTREX, UNKNOWN, load
from train.language.features import bucket_lists, words_of

BUCKETS, WIDTH = 125_000, 22
# From this part of the run on, the table is rounded to 16 levels in every forward pass, so that the model learns with
# rounded numbers.
ROUNDED_FROM = 0.55
SHARE = {"news": 0.56, "words": 0.2, "tables": 0.08, "other": 0.16}
# Crops of one word, two, three to eight, and whole texts. Short inputs are the hard case; long ones are easy.
CROPS = (0.22, 0.3, 0.28, 0.2)


class Pool:
    """All texts of one source and label as one feature array; a crop of consecutive words is a slice of it."""

    def __init__(self, texts: list[str]) -> None:
        flats, words, starts, at, word_at = [], [], [0], 0, 0
        for text in texts:
            flat, offsets = bucket_lists(words_of(text), BUCKETS)
            if len(flat) == 0:
                continue
            flats.append(flat)
            words.append(offsets[:-1] + at)
            at += len(flat)
            word_at += len(offsets) - 1
            starts.append(word_at)
        self.flat = np.concatenate(flats)
        self.words = np.concatenate([*words, [at]])
        self.starts = np.array(starts)

    def crop(self, random_state: np.random.Generator) -> np.ndarray:
        row = random_state.integers(len(self.starts) - 1)
        first, last = self.starts[row], self.starts[row + 1]
        kind = random_state.random()
        if kind < CROPS[0]:
            length = 1
        elif kind < CROPS[0] + CROPS[1]:
            length = 2
        elif kind < 1 - CROPS[3]:
            length = int(random_state.integers(3, 9))
        else:
            length = 60
        if last - first > length:
            first = int(random_state.integers(first, last - length + 1))
            last = first + length
        return self.flat[self.words[first] : self.words[last]]


def prepared(labels: list[str], pairs: list[tuple[str, str]]) -> tuple:
    rows = [(bucket_lists(words_of(text), BUCKETS)[0], labels.index(label)) for label, text in pairs]
    rows = [row for row in rows if len(row[0])]
    return *collate([features for features, _ in rows]), torch.tensor([label for _, label in rows])


def accuracy(model: HashedBag, batch: tuple) -> float:
    flat, offsets, counts, truth = batch
    with torch.inference_mode():
        return float((model(flat, offsets, counts).argmax(1) == truth).float().mean())


def snippets(development: list[tuple[str, str]], length: int) -> list[tuple[str, str]]:
    """One run of `length` words from the middle of each sentence; languages without spaces are left out."""
    for label, _, text in development:
        words = words_of(text)
        if len(words) >= length + 4:
            at = (len(words) - length) // 2
            yield label, " ".join(words[at : at + length])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--steps", type=int, default=14_000)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    args.work.mkdir(parents=True, exist_ok=True)
    begin = time.time()
    sources, development, _ = load(args.data)
    labels = sorted({label for by_label in sources.values() for label in by_label} - {UNKNOWN}) + [UNKNOWN]
    pools = {s: {label: Pool(texts) for label, texts in by.items()} for s, by in sources.items()}
    print(f"{len(labels)} labels, features in {time.time() - begin:.0f} s", flush=True)
    model = HashedBag(BUCKETS, WIDTH, len(labels))
    checkpoint = args.work / "language.pt"
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        if state["labels"] != labels:
            raise SystemExit(f"language.train: {checkpoint} was made with other labels; remove it")
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        first = state["step"]
    variants = Counter(NTREX.values())
    prior = np.array([min(variants.get(label, 1), 3) for label in labels], float)
    prior /= prior.sum()
    some = development[::3]
    checks = [[(label, text) for label, _, text in some], list(snippets(some, 2)), list(snippets(some, 1))]
    checks = [prepared(labels, check) for check in checks]
    for step in range(first, args.steps):
        random_state = np.random.default_rng(SEED + step)
        for group in optimiser.param_groups:
            group["lr"] = 0.01 * max(0.01, 1 - step / args.steps)
        model.rounded = step >= ROUNDED_FROM * args.steps
        rows, truth = [], []
        for at in random_state.choice(len(labels), size=512, p=prior):
            label = labels[at]
            present = [s for s in SHARE if label in pools[s]]
            share = np.array([SHARE[s] for s in present])
            source = present[random_state.choice(len(present), p=share / share.sum())]
            rows.append(pools[source][label].crop(random_state))
            truth.append(at)
        loss = F.cross_entropy(model(*collate(rows)), torch.tensor(truth), label_smoothing=0.02)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if (step + 1) % 1000 == 0:
            torch.save(
                {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "labels": labels, "step": step + 1, "steps": args.steps},
                checkpoint,
            )
            scores = [accuracy(model, check) for check in checks]
            print(
                step + 1,
                f"loss {loss:.3f} sentences {scores[0]:.4f} two {scores[1]:.4f} one {scores[2]:.4f} {time.time() - begin:.0f} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
