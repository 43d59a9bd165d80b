"""Chooses the penalty by which the number of windows lowers the highest score."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np

from train.common.corpus import SEED
from train.heads.harmless import LENGTHS, sources, stretches
from train.heads.windows import combined


def with_text_around(texts: list[str], harmless: list[str], words: int, choose: random.Random) -> list[str]:
    """Puts each text somewhere into a harmless text with this number of words."""
    found = []
    for text, around in zip(texts, stretches(harmless, words, len(texts), choose)):
        parts = around.split(" ")
        at = choose.randrange(len(parts))
        found.append(" ".join([*parts[:at], text, *parts[at:]]))
    return found


def penalty_for(
    read: Callable[[str], np.ndarray], data: Path, development: list[tuple[str, int]], harmless: list[list[str]], count: int = 200
) -> float:
    """
    The penalty with the highest recall, alone and within long texts, while at most 3 % of ordinary texts are flagged, whatever their
    length.
    """
    choose = random.Random(SEED)
    short = [text for text, label in development if label and len(text.split()) < 60]
    chosen = choose.choices(short, k=count)
    around = [text for texts in sources(data, "dev").values() for text in choose.sample(texts, min(60, len(texts)))]
    choose.shuffle(around)
    wanted = [[text for text, label in development if label]]
    wanted += [with_text_around(chosen, around, words, choose) for words in LENGTHS]
    ordinary = [[text for text, label in development if not label], *harmless]
    read_all = lambda texts: [windows for windows in map(read, texts) if len(windows)]
    wanted, ordinary = [read_all(texts) for texts in wanted], [read_all(texts) for texts in ordinary]
    best = (-1, 0)
    for penalty in np.arange(0, 1.55, 0.1).round(2):
        high = lambda texts: np.array([combined(w, {"lengthPenalty": penalty})[0] for w in texts])
        line = max(np.quantile(high(texts), 0.97) for texts in ordinary)
        found = [(high(texts) > line).mean() for texts in wanted]
        print(f"length penalty {penalty}: found", ", ".join(f"{share:.3f}" for share in found))
        best = max(best, (np.mean(found), float(penalty)))
    return best[1]
