"""Reads a text longer than a window in overlapping windows, and joins their answers."""

from __future__ import annotations

import numpy as np

OVERLAP = 48


def cut_windows(length: int, room: int) -> list[tuple[int, int]]:
    """Overlapping stretches of at most `room` tokens that cover `length` of them, as workers/tasks/cut-windows.ts cuts them."""
    if length <= room:
        return [(0, length)] if length else []
    overlap = min(OVERLAP, room // 4)
    starts = range(0, length - overlap, room - overlap)
    return [(start, min(start + room, length)) for start in starts]


def combined(windows: np.ndarray, architecture: dict) -> list[float] | None:
    """
    The logits of a text from those of its windows. Among many windows the highest is high by chance. So it is lowered by `lengthPenalty`,
    and length alone raises no alarm. A number is multiplied by the logarithm of the number of windows. A list has points [windows, penalty]
    with a penalty that follows the logarithm between them. With a list the logit is at least the mean of the windows, as
    workers/tasks/join-windows.ts computes it.
    """
    if len(windows) == 0:
        return None
    if architecture.get("combine") == "mean":
        return windows.mean(0).tolist()
    best, penalty = windows[windows[:, 0].argmax()], architecture.get("lengthPenalty", 0)
    if isinstance(penalty, list):
        counts, penalties = zip([1, 0], *penalty)
        return np.maximum(best - np.interp(np.log(len(windows)), np.log(counts), penalties), windows.mean(0)).tolist()
    return (best - penalty * np.log(len(windows))).tolist()
