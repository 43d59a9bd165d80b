"""Functions that the trainings of all kinds of heads share."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from train.heads.labels import LABELS, MULTI_LABEL


def targets(labels: list, task: str) -> Tensor:
    count = len(LABELS[task])
    if count == 1:
        return torch.tensor(labels).float().unsqueeze(1)
    if task in MULTI_LABEL:
        out = torch.zeros(len(labels), count)
        for row, several in enumerate(labels):
            out[row, several] = 1
        return out
    return torch.tensor(labels)


def loss_of(logits: Tensor, wanted: Tensor) -> Tensor:
    if wanted.dtype == torch.long:
        return F.cross_entropy(logits, wanted, label_smoothing=0.05)
    return F.binary_cross_entropy_with_logits(logits, wanted)


def set_rate(optimiser: torch.optim.Optimizer, peak: float, step: int, total: int, warm_up: int = 1) -> None:
    """The learning rate: up to the peak in the first steps, then down to a fiftieth of it."""
    for group in optimiser.param_groups:
        group["lr"] = peak * min(1, (step + 1) / warm_up) * max(0.02, 1 - step / total)


def shuffled_batches(lengths: np.ndarray, size: int, spread: float, random_state: np.random.Generator) -> list[np.ndarray]:
    """Batches of similar lengths, in another order every epoch. Otherwise half of the time would go to padding."""
    order = np.argsort(lengths + random_state.random(len(lengths)) * spread)
    groups = [order[at : at + size] for at in range(0, len(order) - size + 1, size)]
    random_state.shuffle(groups)
    return groups
