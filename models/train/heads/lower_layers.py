"""The lower layers of an encoder that do not learn. Their states of a text are computed once, so each step of a training costs less."""

from __future__ import annotations

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from train.common.precision import autocast
from train.minilm.encoder import MiniLM, batches, padded


@torch.inference_mode()
def lower_states(encoder: MiniLM, tokenizer: Tokenizer, texts: list[str], depth: int, numbers: torch.dtype) -> list[Tensor]:
    """The states of each text after the first `depth` layers, in the format `numbers`."""
    ids = [e.ids for e in tokenizer.encode_batch(texts)]
    found: list[Tensor] = [torch.empty(0)] * len(ids)
    for chosen in batches(ids):
        tokens, mask = padded(ids, chosen)
        with autocast():
            x = encoder.embed(tokens)
            for layer in encoder.layers[:depth]:
                x = layer(x, mask)
        for row, states in zip(chosen, x.to(numbers)):
            found[row] = states[: len(ids[row])].clone()
    return found


def side_by_side(states: list[Tensor]) -> tuple[Tensor, Tensor]:
    """The states of several texts as one tensor, and the mask of their tokens."""
    mask = torch.arange(max(map(len, states))) < torch.tensor([len(own) for own in states])[:, None]
    return pad_sequence(states, batch_first=True).float(), mask
