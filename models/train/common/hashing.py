"""The 32-bit hash that hashed features share with `bucketOf` of hashed-text.ts."""

from __future__ import annotations

import numpy as np

PRIME = 0x01000193


def mix(h: np.ndarray) -> np.ndarray:
    """Spreads every bit of a hash over all of them."""
    h = h ^ (h >> np.uint32(15))
    h = h * np.uint32(0x2C1B3C6D)
    h = h ^ (h >> np.uint32(12))
    h = h * np.uint32(0x297A2D39)
    return h ^ (h >> np.uint32(15))


def seed(kind: int) -> int:
    """The start of a hash. Each kind of feature has its own start, so that equal letters of two kinds get different hashes."""
    return (0x811C9DC5 + kind * 0x9E3779B9) & 0xFFFFFFFF
