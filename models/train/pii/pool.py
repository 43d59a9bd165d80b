"""Rows ready to train on: drawn from the mix once, kept in a file, and read in as many passes as a training takes."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from train.pii.corpora import Sentence
from train.pii.labels import LABELS
from train.pii.mix import Mix
from train.pii.tokens import AFFIX_ROWS, COLUMNS, WORD_ROWS, features, row

LONGEST = 160
BATCH = 2048  # tokens
UNKNOWN_WORD = (row("<unknown>", 1, WORD_ROWS), row("<unknown>", 2, WORD_ROWS))
UNKNOWN_AFFIX = row("<unknown>", 3, AFFIX_ROWS)
Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


def drawn(mix: Mix) -> list[Sentence]:
    """One row, or in a fifth of the cases two rows joined to one text."""
    items = [mix.draw()]
    if mix.chance.random() < 0.2 and len(items[0].words) < 60:
        items.append(mix.draw())
    return items


def write_pool(mix: Mix, rows: int, path: Path) -> None:
    lengths, ids, masks, weights, words, soft, soft_at = [], [], [], [], [], [], []
    at = 0
    while len(lengths) < rows:
        items = drawn(mix)
        length = 0
        for item in items:
            keep = min(len(item.words), LONGEST - length)
            ids += features([(w, 0, 0, k) for w, k in zip(item.words, item.kinds)], item.gaps)[:keep]
            masks += item.masks[:keep]
            weights += [item.weight] * keep
            words += [kind == "word" for kind in item.kinds[:keep]]
            if item.soft is not None:
                soft.append(item.soft[:keep])
                soft_at += range(at + length, at + length + keep)
            length += keep
        lengths.append(length)
        at += length
    np.savez(
        path,
        lengths=np.array(lengths, np.int32),
        ids=np.array(ids, np.int16),
        masks=np.array(masks, np.int16),
        weights=np.array(weights, np.float16),
        words=np.array(words, bool),
        soft=np.concatenate(soft) if soft else np.zeros((0, len(LABELS)), np.float16),
        soft_at=np.array(soft_at, np.int32),
    )
    print(f"{rows:,} rows, {at:,} tokens in {path}", flush=True)


class Pool:
    def __init__(self, path: Path, seed: int) -> None:
        if not path.is_file():
            raise SystemExit(f"no {path}: run `train.pii.tagger prepare` first")
        data = np.load(path)
        self.ids, self.masks, self.weights, self.words = (data[name] for name in ("ids", "masks", "weights", "words"))
        self.lengths = data["lengths"]
        self.starts = np.cumsum(self.lengths) - self.lengths
        self.soft, soft_at = data["soft"], data["soft_at"]
        self.soft_row = np.full(len(self.ids), -1, np.int32)
        self.soft_row[soft_at] = np.arange(len(soft_at))
        self.chance, self.noise = random.Random(seed), np.random.default_rng(seed)

    def batches(self) -> Iterator[Batch]:
        """One pass, in batches of rows of like length: ids, allowed labels, label probabilities, weights, 1 where a token is."""
        order = sorted(range(len(self.lengths)), key=lambda i: (self.lengths[i], self.chance.random()))
        packs, pack = [], []
        for i in order:
            if pack and self.lengths[i] * (len(pack) + 1) > BATCH:
                packs.append(pack)
                pack = []
            pack.append(i)
        packs.append(pack)
        self.chance.shuffle(packs)
        for pack in packs:
            yield self.batch(pack)

    def samples(self, count: int) -> list[np.ndarray]:
        """Ids of some rows, as the network gets them when it is used."""
        chosen = self.chance.sample(range(len(self.lengths)), min(count, len(self.lengths)))
        return [self.ids[self.starts[i] : self.starts[i] + self.lengths[i]].astype(np.int64) for i in chosen]

    def batch(self, pack: list[int]) -> Batch:
        shape = (len(pack), int(max(self.lengths[i] for i in pack)))
        ids = np.zeros((*shape, COLUMNS), np.int64)
        masks, weights = np.ones(shape, np.int32), np.zeros(shape, np.float32)
        present, soft = np.zeros(shape, np.float32), np.zeros((*shape, len(LABELS)), np.float32)
        for at, i in enumerate(pack):
            length = self.lengths[i]
            part = slice(self.starts[i], self.starts[i] + length)
            ids[at, :length] = self.dropped(self.ids[part], self.words[part])
            masks[at, :length] = self.masks[part]
            weights[at, :length] = self.weights[part]
            present[at, :length] = 1
            rows = self.soft_row[part]
            if rows[0] >= 0 or rows[-1] >= 0:
                soft[at, :length][rows >= 0] = self.soft[rows[rows >= 0]]
        return tuple(torch.from_numpy(values) for values in (ids, masks, soft, weights, present))

    def dropped(self, ids: np.ndarray, words: np.ndarray) -> np.ndarray:
        """Makes some words unknown, and for some of them the affixes too, like names that occur in no training text."""
        noise = self.noise.random((2, len(ids)))
        unknown = words & (noise[0] < (0.12 if self.noise.random() < 0.8 else 0.3))
        ids = ids.copy()
        ids[unknown, :2] = UNKNOWN_WORD
        ids[unknown & (noise[1] < 0.4), 2:5] = UNKNOWN_AFFIX
        return ids
