"""Rounds the weights of a cross-encoder to four bits so that its products change little, by the method of GPTQ (Frantar and others, 2022).

Plain rounding takes each number for itself. A training that goes on from four-bit weights moves each number by a fraction of a step, so plain
rounding undoes that training. Here the error of a number is made up for by the numbers after it, as far as the inputs of the layer agree.
"""

from __future__ import annotations

import random

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from train.common.corpus import SEED
from train.common.packed_graph import GROUP, four_bits
from train.reranker.distil import batch_of, tokenized
from train.reranker.network import CrossEncoder
from train.reranker.pages import read_pages

# Questions, each with a sentence of its page, whose states say which inputs go together; and how many are read at once.
PAIRS, BATCH = 500, 25
# The share of the mean square of the inputs that keeps the inverse stable.
DAMPING = 0.02
BLOCK = 128


def pairs_of(choose: random.Random) -> list[tuple[str, str]]:
    asked = choose.sample(read_pages("pages-*.txt"), PAIRS)
    right = [next((text for text in each.page.sentences if each.right(text)), None) for each in asked]
    return [
        (each.question, text if text and choose.random() < 0.4 else choose.choice(each.page.sentences)) for each, text in zip(asked, right)
    ]


def products(model: CrossEncoder, tokenizer: Tokenizer) -> dict[str, np.ndarray]:
    """For each linear layer the sum of the products of its inputs."""
    sums: dict[str, Tensor] = {}
    real = torch.zeros(0, dtype=torch.bool)

    def watch(name: str, layer: nn.Linear) -> None:
        def add(_: nn.Module, inputs: tuple[Tensor]) -> None:
            rows = inputs[0].reshape(-1, layer.in_features)
            rows = rows[real.reshape(-1)] if len(rows) == real.numel() else rows
            sums[name] = sums.get(name, 0) + (rows.T @ rows).double()

        layer.register_forward_pre_hook(add)

    for name, layer in model.named_modules():
        if isinstance(layer, nn.Linear) and name != "classifier":
            watch(name, layer)
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    pairs = pairs_of(random.Random(SEED))
    with torch.inference_mode():
        for at in range(0, PAIRS, BATCH):
            questions, texts = (tokenized(tokenizer, list(side)) for side in zip(*pairs[at : at + BATCH]))
            batch = batch_of(list(zip(questions, texts)), cls, sep)
            real = batch[1]
            model(*batch)
    return {name: value.numpy() for name, value in sums.items()}


def rounded(weight: np.ndarray, inputs: np.ndarray) -> np.ndarray:
    """The weight [inputs, outputs] on the grid of its four bits. The largest number of each group stays where it is, because it sets the grid."""
    steps_of, sizes = four_bits(weight)
    sizes = np.where(sizes == 0, 1, sizes).astype(np.float32)
    peak = np.abs(weight.reshape(-1, GROUP, weight.shape[1])).argmax(1)
    damped = inputs + np.eye(len(inputs)) * (DAMPING * np.diag(inputs).mean())
    upper = np.linalg.cholesky(np.linalg.inv(damped)).T.astype(np.float32)
    left, out = weight.astype(np.float32).copy(), np.zeros_like(weight, np.float32)
    for start in range(0, len(weight), BLOCK):
        end = min(start + BLOCK, len(weight))
        errors = np.zeros((end - start, weight.shape[1]), np.float32)
        for row in range(start, end):
            size, group = sizes[row // GROUP], row // GROUP
            steps = np.where(peak[group] == row % GROUP, steps_of[row], np.clip(np.rint(left[row] / size), -8, 7))
            out[row] = steps * size
            errors[row - start] = (left[row] - out[row]) / upper[row, row]
            left[row + 1 : end] -= upper[row, row + 1 : end, None] * errors[row - start]
        left[end:] -= upper[start:end, end:].T @ errors
    return out


def with_rounded_layers(state: dict[str, Tensor], layers: int, tokenizer: Tokenizer) -> dict[str, Tensor]:
    model = CrossEncoder(len(state["words.weight"]), layers)
    model.load_state_dict(state)
    sums = products(model.eval(), tokenizer)
    return state | {f"{name}.weight": torch.tensor(rounded(state[f"{name}.weight"].numpy().T, own).T) for name, own in sums.items()}
