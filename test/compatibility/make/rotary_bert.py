"""BERT with rotary positions and gated halves, like NomicBERT and the encoders of GTE v1.5. Their own code comes with their weights."""

import torch
from torch import nn
from transformers import PretrainedConfig

WIDTH, LAYERS, HEADS, INNER = 32, 2, 2, 64

# The size of the configuration has other names in each family.
NOMIC = dict(architectures=["NomicBertModel"], model_type="nomic_bert", n_embd=WIDTH, n_layer=LAYERS, n_head=HEADS, n_inner=INNER, n_positions=64)
GTE = dict(architectures=["NewModel"], model_type="new", hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS, intermediate_size=INNER, max_position_embeddings=64)


class Attention(nn.Module):
    def __init__(self, bias: bool):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH, bias=bias)
        self.out = nn.Linear(WIDTH, WIDTH, bias=bias)

    def forward(self, states, mask, cos, sin):
        batch, length, _ = states.shape
        query, key, value = (part.view(batch, length, HEADS, -1).transpose(1, 2) for part in self.qkv(states).chunk(3, -1))
        query, key = turn(query, cos, sin), turn(key, cos, sin)
        shares = (query @ key.transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + mask).softmax(-1)
        return self.out((shares @ value).transpose(1, 2).reshape(batch, length, WIDTH))


def turn(heads, cos, sin):
    first, second = heads.chunk(2, -1)
    return heads * cos + torch.cat([-second, first], -1) * sin


class Layer(nn.Module):
    def __init__(self, bias: bool, gate):
        super().__init__()
        self.attention, self.gate = Attention(bias), gate
        self.up, self.side, self.down = nn.Linear(WIDTH, INNER, bias=False), nn.Linear(WIDTH, INNER, bias=False), nn.Linear(INNER, WIDTH, bias=bias)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, states, mask, cos, sin):
        states = self.norm1(states + self.attention(states, mask, cos, sin))
        return self.norm2(states + self.down(self.up(states) * self.gate(self.side(states))))


class RotaryBert(nn.Module):
    def __init__(self, size: int, family: str):
        super().__init__()
        nomic = family == "NomicBERT"
        self.config = PretrainedConfig.from_dict(dict(NOMIC if nomic else GTE, vocab_size=size))
        self.embed_words, self.embed_types = nn.Embedding(size, WIDTH), nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        gate = nn.functional.silu if nomic else nn.functional.gelu
        self.layers = nn.ModuleList(Layer(not nomic, gate) for _ in range(LAYERS))
        half = WIDTH // HEADS // 2
        self.register_buffer("speeds", (1000 if nomic else 500_000) ** -(torch.arange(half) / half))

    def forward(self, input_ids, attention_mask, token_type_ids):
        angles = torch.arange(input_ids.shape[1])[:, None] * self.speeds
        angles = torch.cat([angles, angles], -1)
        mask = (1.0 - attention_mask[:, None, None, :].float()) * -10_000.0
        states = self.norm(self.embed_words(input_ids) + self.embed_types(token_type_ids))
        for layer in self.layers:
            states = layer(states, mask, angles.cos(), angles.sin())
        return (states,)
