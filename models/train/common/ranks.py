"""Ranks of numbers, and the agreement of two orders."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def ranks(values: ArrayLike) -> np.ndarray:
    """The place of each value in the sorted row, from 0; equal values share the mean of their places."""
    values = np.asarray(values, float)
    order = values.argsort(kind="stable")
    ordered = values[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    ends = np.concatenate([starts[1:], [len(values)]])
    out = np.empty(len(values))
    out[order] = np.repeat((starts + ends - 1) / 2, ends - starts)
    return out


def spearman(one: ArrayLike, other: ArrayLike) -> float:
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])
