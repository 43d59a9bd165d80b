"""A BERT cross-encoder as a plain PyTorch module: the teacher with twelve layers, the student with a few of them."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from train.minilm.encoder import WIDTH, Layer

PARTS = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "attention_norm",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "output_norm",
}
OUTSIDE = {
    "embeddings.word_embeddings": "words",
    "embeddings.position_embeddings": "positions",
    "embeddings.token_type_embeddings": "types",
    "embeddings.LayerNorm": "norm",
    "pooler.dense": "pooler",
    "classifier": "classifier",
}


class CrossEncoder(nn.Module):
    def __init__(self, pieces: int, layers: int) -> None:
        super().__init__()
        self.words, self.positions, self.types = nn.Embedding(pieces, WIDTH), nn.Embedding(512, WIDTH), nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.pooler, self.classifier = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 1)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, list[Tensor]]:
        """The logit of each pair, and the states after each layer."""
        x = self.norm(self.words(ids) + self.positions.weight[: ids.shape[1]] + self.types(types))
        states = []
        for layer in self.layers[:-1]:
            x = layer(x, mask)
            states.append(x)
        # Only the state of the first token is used, so the last layer need not compute the others.
        states.append(self.layers[-1](x, mask, queries=1))
        return self.classifier(torch.tanh(self.pooler(states[-1][:, 0])))[:, 0], states


def renamed(name: str, layers: list[int]) -> str | None:
    """The name within CrossEncoder of a Hugging Face name, where its layer is among `layers`."""
    stem, part = name.rsplit(".", 1)
    if stem in OUTSIDE:
        return f"{OUTSIDE[stem]}.{part}"
    _, _, number, inner = stem.split(".", 3)
    return f"layers.{layers.index(int(number))}.{PARTS[inner]}.{part}" if int(number) in layers else None


def with_layers(weights: dict[str, np.ndarray], layers: list[int]) -> CrossEncoder:
    """The cross-encoder that keeps these layers of the weights."""
    state = {renamed(name, layers): torch.tensor(value) for name, value in weights.items()}
    model = CrossEncoder(len(weights["embeddings.word_embeddings.weight"]), len(layers))
    model.load_state_dict({name: value for name, value in state.items() if name})
    return model


def exported(state: dict[str, Tensor], layers: int) -> dict[str, np.ndarray]:
    """The weights by their Hugging Face names again."""
    names = {f"{ours}.": f"{theirs}." for theirs, ours in OUTSIDE.items()}
    for layer in range(layers):
        names |= {f"layers.{layer}.{ours}.": f"encoder.layer.{layer}.{theirs}." for theirs, ours in PARTS.items()}
    out = {}
    for name, value in state.items():
        stem, part = name.rsplit(".", 1)
        out[names[f"{stem}."] + part] = value.float().numpy()
    return out
