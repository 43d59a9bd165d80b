"""Functions that the trainings of all kinds of heads share."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from train.common.precision import autocast
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


class Steps:
    """The steps of a fine-tuning. The learning rate falls until the last of `total`, so this number is fixed from the start."""

    def __init__(self, model: nn.Module, rate: float, total: int, warm_up: int) -> None:
        self.model, self.rate, self.total, self.warm_up = model, rate, total, warm_up
        self.optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=rate, weight_decay=0.01)
        self.done, self.began = 0, time.time()

    def take(self, inputs: Sequence, wanted: Tensor, loss_of: Callable[[Tensor, Tensor], Tensor] = loss_of) -> None:
        set_rate(self.optimiser, self.rate, self.done, self.total, self.warm_up)
        with autocast():
            logits = self.model(*inputs)
        loss = loss_of(logits.float(), wanted)
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1)
        self.optimiser.step()
        self.done += 1
        if self.done % 20 == 0:
            print(f"{self.done}/{self.total} loss {loss:.3f} {time.time() - self.began:.0f} s", flush=True)
