"""The network of `compose`: a small Llama with grouped-query attention and one table for reading and writing words."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

LAYERS, HIDDEN, HEADS, KV_HEADS, SIZE, FEED, CONTEXT = 5, 256, 8, 2, 32, 704, 512
EPSILON = 1e-6


def angles(length: int) -> torch.Tensor:
    return torch.outer(torch.arange(length).float(), 10000 ** -(torch.arange(0, SIZE, 2).float() / SIZE))


def rotate(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    first, second = x.chunk(2, -1)
    return torch.cat([first * cos - second * sin, second * cos + first * sin], -1)


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.RMSNorm(HIDDEN, EPSILON), nn.RMSNorm(HIDDEN, EPSILON)
        self.q = nn.Linear(HIDDEN, HEADS * SIZE, bias=False)
        self.k = nn.Linear(HIDDEN, KV_HEADS * SIZE, bias=False)
        self.v = nn.Linear(HIDDEN, KV_HEADS * SIZE, bias=False)
        self.o = nn.Linear(HEADS * SIZE, HIDDEN, bias=False)
        self.gate = nn.Linear(HIDDEN, FEED, bias=False)
        self.up = nn.Linear(HIDDEN, FEED, bias=False)
        self.down = nn.Linear(FEED, HIDDEN, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        batch, length, _ = x.shape
        h = self.norm1(x)
        heads = lambda y, count: y.view(batch, length, count, SIZE).transpose(1, 2)
        q, k = rotate(heads(self.q(h), HEADS), cos, sin), rotate(heads(self.k(h), KV_HEADS), cos, sin)
        v = heads(self.v(h), KV_HEADS)
        a = F.scaled_dot_product_attention(q, k.to(q.dtype), v.to(q.dtype), is_causal=True, enable_gqa=True)
        x = x + self.o(a.transpose(1, 2).reshape(batch, length, HEADS * SIZE))
        h = self.norm2(x)
        return x + self.down(F.silu(self.gate(h)) * self.up(h))


class Compose(nn.Module):
    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.embed = nn.Embedding(pieces, HIDDEN)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.norm = nn.RMSNorm(HIDDEN, EPSILON)
        nn.init.normal_(self.embed.weight, std=0.02)
        for layer in self.layers:
            for linear in (layer.o, layer.down):
                nn.init.zeros_(linear.weight)

    def forward(self, tokens: Tensor) -> Tensor:
        turned = angles(tokens.shape[1])
        cos, sin = turned.cos(), turned.sin()
        # The rows of the table are small, because it also scores the next piece. As inputs they are scaled up for the
        # layers.
        x = self.embed(tokens) * HIDDEN**0.5
        for layer in self.layers:
            x = layer(x, cos, sin)
        return F.linear(self.norm(x), self.embed.weight)
