"""Chooses how much the number of windows lowers the highest score."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np

from train.common.corpus import SEED
from train.heads.harmless import LENGTHS, sources, stretches
from train.heads.metrics import FALSE_ALARMS
from train.heads.windows import combined

# Numbers of windows of which the development part may have enough texts.
SHORT, ENOUGH = (2, 3), 100
# The logits of the windows of a text, a row for each window.
Read = Callable[[str], np.ndarray]


def with_text_around(texts: list[str], harmless: list[str], words: int, choose: random.Random) -> list[str]:
    """Puts each text somewhere into a harmless text with this number of words."""
    found = []
    for text, around in zip(texts, stretches(harmless, words, len(texts), choose)):
        parts = around.split(" ")
        at = choose.randrange(len(parts))
        found.append(" ".join([*parts[:at], text, *parts[at:]]))
    return found


def penalty_for(read: Read, data: Path, development: list[tuple[str, int]], harmless: list[list[str]], count: int = 200) -> float:
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


def penalties_for(
    read: Read, development: list[tuple[str, int]], harmless: dict[tuple[str, int], list[str]], of_one_kind: dict[str, float]
) -> list[list[float]]:
    """
    Penalties for some numbers of windows: [[windows, penalty]]. With them at most the share `of_one_kind` of the worst kind of long text
    is flagged, at the thresholds 'balanced' and 'high-recall' of texts with one window. So a single message has its own threshold, whatever
    long texts need.
    """
    ordinary = [windows for windows in (read(text) for text, label in development if not label) if len(windows)]
    of_length = lambda count: [windows for windows in ordinary if len(windows) == count]
    alone = [windows[0, 0] for windows in of_length(1)]
    points = ("balanced", "high-recall")
    lines = {point: np.quantile(alone, 1 - FALSE_ALARMS[point]) for point in points}

    def needed(texts: list[np.ndarray], shares: dict[str, float]) -> float:
        highest = [windows[:, 0].max() for windows in texts]
        return float(max(np.quantile(highest, 1 - shares[point]) - lines[point] for point in points))

    found = [(count, needed(of_length(count), FALSE_ALARMS)) for count in SHORT if len(of_length(count)) >= ENOUGH]
    for words in LENGTHS:
        groups = {kind: [read(text) for text in texts] for (kind, own), texts in harmless.items() if own == words}
        count = np.exp(np.mean([np.log(len(windows)) for group in groups.values() for windows in group]))
        by_kind = {kind: needed(group, of_one_kind) for kind, group in groups.items()}
        worst = max(by_kind, key=by_kind.get)
        print(f"{words} words, {count:.0f} windows: {worst} need a penalty of {by_kind[worst]:.2f}")
        found.append((round(count), by_kind[worst]))
    # Further windows never make a text look worse.
    penalties = np.maximum.accumulate([max(0.0, penalty) for _, penalty in found]).round(2)
    return [[count, penalty] for (count, _), penalty in zip(found, penalties.tolist())]
