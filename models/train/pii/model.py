"""The tagger's network: hashed embeddings, a projection, six gated convolutions, a linear layer; and its int8 weights."""

from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from train.common.quantize import quantize
from train.pii.labels import LABELS
from train.pii.tokens import AFFIX_ROWS, SHAPE_ROWS, WORD_ROWS

WIDTH = 96
WORD, AFFIX, SHAPE = 96, 64, 32
DILATIONS = (1, 2, 4, 8, 1, 2)
HALO = sum(DILATIONS)  # tokens on each side that can change a token's labels


class Tagger(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(WORD_ROWS, WORD)
        self.affix = nn.Embedding(AFFIX_ROWS, AFFIX)
        self.shape = nn.Embedding(SHAPE_ROWS, SHAPE)
        for table in (self.word, self.affix, self.shape):
            nn.init.normal_(table.weight, std=0.1)
        self.project = nn.Linear(WORD + 3 * AFFIX + SHAPE, WIDTH)
        self.layers = nn.ModuleList(nn.Conv1d(WIDTH, 2 * WIDTH, 3, dilation=d, padding=d) for d in DILATIONS)
        self.head = nn.Linear(WIDTH, len(LABELS))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, watch: dict | None = None) -> torch.Tensor:
        """ids [batch, tokens, 6], mask [batch, tokens] of ones and zeros -> logits [batch, tokens, labels]."""
        x = torch.cat([self.word(ids[..., :2]).sum(-2), self.affix(ids[..., 2:5]).flatten(-2), self.shape(ids[..., 5])], -1)
        if watch is not None:
            watch.setdefault("input", []).append(x[mask > 0])
        x = F.dropout(x, 0.15, self.training)
        x = F.relu(self.project(x)) * mask[..., None]
        for i, layer in enumerate(self.layers):
            if watch is not None:
                watch.setdefault(f"layer{i}", []).append(x[mask > 0])
            y = convolved(F.dropout(x, 0.1, self.training), layer)
            x = (x + F.glu(y, -1)) * mask[..., None]
        if watch is not None:
            watch.setdefault("head", []).append(x[mask > 0])
        return self.head(F.dropout(x, 0.1, self.training))


def convolved(x: torch.Tensor, layer: nn.Conv1d) -> torch.Tensor:
    """The convolution of [batch, tokens, width] as one product, which takes two thirds of the time of `layer` itself."""
    reach, count = layer.dilation[0], x.shape[1]
    padded = F.pad(x, (0, 0, reach, reach))
    three = torch.cat([padded[:, at * reach : at * reach + count] for at in range(3)], -1)
    return F.linear(three, layer.weight.transpose(1, 2).flatten(1), layer.bias)


def export(model: Tagger, path: Path, samples: list[np.ndarray]) -> None:
    """Writes the weights as the worker reads them (tagger-weights.ts): tables, products, labels.

    Activations use fixed scales measured on `samples`, so that a token's labels never depend on how a text was cut.
    """
    watch: dict = {}
    model.eval()
    with torch.inference_mode():
        for ids in samples:
            model(torch.tensor(ids, dtype=torch.long)[None], torch.ones(1, len(ids)), watch)
    weights = {name: value.detach().float().numpy() for name, value in model.state_dict().items()}
    parts: list[np.ndarray] = []

    for name in ("word", "affix", "shape"):
        codes, scales = quantize(weights[f"{name}.weight"], axis=0)
        parts += [codes, scales]

    def add(name: str, weight: np.ndarray, bias: np.ndarray) -> None:
        values = torch.cat(watch[name]).flatten().float()
        if len(values) > 1 << 20:  # enough for a quantile, and fast
            values = values[torch.randint(len(values), (1 << 20,))]
        low, high = float(torch.quantile(values, 0.0001)), float(torch.quantile(values, 0.9999))
        low, high = min(low, 0.0), max(high, 0.0)
        step = np.float32(max((high - low) / 255, 1e-6))
        # Seven bits, so that the sum of two products with eight-bit numbers fits the sixteen bits of 8-bit
        # instructions.
        codes, scales = quantize(weight, axis=0, bits=7)
        parts.extend([np.array([step, round(-low / step)], np.float32), in_blocks(codes), scales * step, bias])

    add("input", weights["project.weight"], weights["project.bias"])
    for i in range(len(DILATIONS)):
        kernel = weights[f"layers.{i}.weight"]  # [out, in, 3]
        add(f"layer{i}", kernel.transpose(0, 2, 1).reshape(2 * WIDTH, 3 * WIDTH), weights[f"layers.{i}.bias"])
    parts += [weights["head.weight"], weights["head.bias"]]
    path.write_bytes(b"".join(np.ascontiguousarray(part).tobytes() for part in parts))


def started(path: Path, word_rows: int) -> Tagger:
    """The network of exported weights, whose table of words may have fewer rows than this one has.

    The row of a word is its hash modulo the number of rows. If the new number is a multiple of the old one (without padding), each new row
    starts from the old row of its words.
    """
    old = ExportedTagger(path, word_rows)
    if (WORD_ROWS - 1) % (word_rows - 1):
        raise SystemExit(f"{WORD_ROWS - 1} rows of words are no multiple of {word_rows - 1}: start from other weights")
    model = Tagger()
    rows = 1 + np.arange(WORD_ROWS - 1) % (word_rows - 1)
    word, affix, shape = old.tables
    values = {"word.weight": np.concatenate([word[:1], word[rows]]), "affix.weight": affix, "shape.weight": shape}

    def product_of(layer: tuple[np.ndarray, ...]) -> tuple[np.ndarray, np.ndarray]:
        step, _, codes, scales, bias = layer
        return codes.T * (scales / step)[:, None], bias

    values["project.weight"], values["project.bias"] = product_of(old.projection)
    for i, layer in enumerate(old.layers):
        kernel, values[f"layers.{i}.bias"] = product_of(layer)
        values[f"layers.{i}.weight"] = kernel.reshape(2 * WIDTH, 3, WIDTH).transpose(0, 2, 1)
    values["head.weight"], values["head.bias"] = old.head.T, old.bias
    model.load_state_dict({name: torch.tensor(np.ascontiguousarray(value), dtype=torch.float32) for name, value in values.items()})
    return model


LANES = 4  # values, and as many gates, that the worker's kernel computes at a time


def in_blocks(codes: np.ndarray) -> np.ndarray:
    """[outputs, inputs] -> the order in which the worker reads: block of outputs, pair of inputs, value or gate, output."""
    outputs, inputs = codes.shape
    return codes.reshape(2, outputs // 2 // LANES, LANES, inputs // 2, 2).transpose(1, 3, 0, 2, 4)


def from_blocks(blocks: np.ndarray, outputs: int, inputs: int) -> np.ndarray:
    return blocks.reshape(-1, inputs // 2, 2, LANES, 2).transpose(2, 0, 3, 1, 4).reshape(outputs, inputs)


class ExportedTagger:
    """The exported weights on NumPy, with the numbers of the worker but for the last bits."""

    def __init__(self, path: Path, word_rows: int = WORD_ROWS) -> None:
        data = path.read_bytes()
        at = 0

        def take(kind: type, *shape: int) -> np.ndarray:
            nonlocal at
            values = np.frombuffer(data, kind, int(np.prod(shape)), at).reshape(shape)
            at += values.nbytes
            return values

        def table(rows: int, width: int) -> np.ndarray:
            return take(np.int8, rows, width) * take(np.float32, rows, 1)

        def layer(inputs: int, outputs: int) -> tuple[np.ndarray, ...]:
            step, zero = take(np.float32, 2)
            codes = from_blocks(take(np.int8, outputs * inputs), outputs, inputs).astype(np.float32)
            return step, zero, codes.T, take(np.float32, outputs), take(np.float32, outputs)

        self.tables = [table(word_rows, WORD), table(AFFIX_ROWS, AFFIX), table(SHAPE_ROWS, SHAPE)]
        self.projection = layer(WORD + 3 * AFFIX + SHAPE, WIDTH)
        self.layers = [layer(3 * WIDTH, 2 * WIDTH) for _ in DILATIONS]
        self.head = take(np.float32, len(LABELS), WIDTH).T
        self.bias = take(np.float32, len(LABELS))
        if at != len(data):
            raise SystemExit(f"{path} has {len(data)} bytes and not {at}: export it again")

    def run(self, ids: np.ndarray) -> np.ndarray:
        """ids [tokens, 6] -> logits [tokens, labels]."""
        word, affix, shape = self.tables
        x = np.concatenate([word[ids[:, 0]] + word[ids[:, 1]], *(affix[ids[:, i]] for i in (2, 3, 4)), shape[ids[:, 5]]], 1)
        x = np.maximum(product(x, self.projection), 0)
        for dilation, layer in zip(DILATIONS, self.layers):
            padded = np.pad(x, ((dilation, dilation), (0, 0)))
            three = np.concatenate([padded[: len(x)], x, padded[2 * dilation :]], 1)
            value, gate = np.split(product(three, layer), 2, axis=1)
            x = x + value / (1 + np.exp(-gate))
        return x @ self.head + self.bias


def product(x: np.ndarray, layer: tuple[np.ndarray, ...]) -> np.ndarray:
    step, zero, codes, scales, bias = layer
    # Whole numbers of at most 24 bits: exact as floats, and many times faster.
    return (np.clip(np.rint(x / step), -zero, 255 - zero) @ codes) * scales + bias
