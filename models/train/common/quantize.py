"""Symmetric integer quantization of weight matrices, shared by every exporter in this folder."""

import numpy as np


def quantize(weights: np.ndarray, axis: int, bits: int = 8, search: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """Returns int8 codes and float32 scales; one scale for each index along `axis`.

    The scale is the one of a small grid of clipping factors with the least squared error: clipping a few outliers
    costs less than the coarser grid that keeping them would force on all other weights of the channel.
    """
    limit = 2 ** (bits - 1) - 1
    reduce = tuple(i for i in range(weights.ndim) if i != axis)
    peak = np.abs(weights).max(axis=reduce, keepdims=True)
    peak = np.where(peak == 0, 1.0, peak)
    best_scale = peak / limit
    if search:
        best_error = np.full(peak.shape, np.inf)
        for factor in np.linspace(0.7, 1.0, 13):
            scale = peak * factor / limit
            error = np.square(np.clip(np.rint(weights / scale), -limit, limit) * scale - weights)
            error = error.sum(axis=reduce, keepdims=True)
            better = error < best_error
            best_scale = np.where(better, scale, best_scale)
            best_error = np.where(better, error, best_error)
    codes = np.clip(np.rint(weights / best_scale), -limit, limit).astype(np.int8)
    return codes, best_scale.astype(np.float32)
