"""The tagger's network: hashed embeddings, a projection, six gated convolutions, a linear layer; and its int8 ONNX graph."""

from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from onnx_graph import FLOAT, INT32, GraphBuilder, tensor
from pii_labels import LABELS
from pii_tokens import AFFIX_ROWS, COLUMNS, SHAPE_ROWS, WORD_ROWS
from quantize import quantize

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
            y = layer(F.dropout(x, 0.1, self.training).transpose(1, 2)).transpose(1, 2)
            x = (x + F.glu(y, -1)) * mask[..., None]
        if watch is not None:
            watch.setdefault("head", []).append(x[mask > 0])
        return self.head(F.dropout(x, 0.1, self.training))


def export(model: Tagger, path: Path, samples: list[np.ndarray]) -> None:
    """Writes the graph: ids int32 [6, tokens] -> logits [tokens, labels].

    Activations use fixed scales measured on `samples`, so that a token's labels never depend on how a text was cut.
    """
    watch: dict = {}
    model.eval()
    with torch.inference_mode():
        for ids in samples:
            model(torch.tensor(ids, dtype=torch.long)[None], torch.ones(1, len(ids)), watch)
    ranges = {}
    for name, parts in watch.items():
        values = torch.cat(parts).flatten().float()
        if len(values) > 1 << 22:  # more than quantile() takes
            values = values[torch.randperm(len(values))[: 1 << 22]]
        low, high = float(torch.quantile(values, 0.0001)), float(torch.quantile(values, 0.9999))
        ranges[name] = (min(low, 0.0), max(high, 0.0))

    graph = GraphBuilder()
    weights = {name: value.detach().float().numpy() for name, value in model.state_dict().items()}

    def column(start: int, stop: int) -> str:
        """Some rows of ids, as a matrix."""
        return graph.node(
            "Slice",
            ["ids"] + [graph.constant(f"at{value}", np.array([value], np.int64)) for value in (start, stop)],
        )

    axis0 = graph.constant("axis0", np.array([0], np.int64))
    words = graph.node("ReduceSum", [graph.embedding("word", weights["word.weight"], column(0, 2)), axis0], keepdims=0)
    affixes = graph.node("Transpose", [graph.embedding("affix", weights["affix.weight"], column(2, 5))], perm=[1, 0, 2])
    affixes = graph.node("Reshape", [affixes, graph.constant("wide", np.array([-1, 3 * AFFIX], np.int64))])
    shapes = graph.embedding("shape", weights["shape.weight"], column(5, 6))
    shapes = graph.node("Squeeze", [shapes, axis0])
    x = graph.node("Concat", [words, affixes, shapes], axis=1)

    def scaled(name: str, x: str) -> tuple[str, str, float]:
        low, high = ranges[name]
        scale = max((high - low) / 255, 1e-6)
        zero = graph.constant(f"{name}.zero", np.array(round(-low / scale), np.uint8))
        return graph.node("QuantizeLinear", [x, graph.constant(f"{name}.scale", np.array(scale, np.float32)), zero]), zero, scale

    def product(name: str, quantized: str, zero: str, scale: float, weight: np.ndarray, bias: np.ndarray) -> str:
        codes, scales = quantize(weight, axis=1, bits=7)
        y = graph.node(
            "MatMulInteger",
            [quantized, graph.constant(f"{name}.codes", codes), zero, graph.constant("none", np.zeros((), np.int8))],
        )
        y = graph.node("Mul", [graph.node("Cast", [y], to=FLOAT), graph.constant(f"{name}.scales", scales.reshape(-1) * np.float32(scale))])
        return graph.node("Add", [y, graph.constant(f"{name}.bias", bias)])

    x = product("project", *scaled("input", x), weights["project.weight"].T, weights["project.bias"])
    x = graph.node("Relu", [x])
    far = graph.constant("far", np.array([np.iinfo(np.int64).max], np.int64))
    for i, dilation in enumerate(DILATIONS):
        quantized, zero, scale = scaled(f"layer{i}", x)
        pads = graph.constant(f"pads{dilation}", np.array([dilation, 0, dilation, 0], np.int64))
        padded = graph.node("Pad", [quantized, pads, zero])

        def cut(start: int, stop: int | None) -> str:
            end = far if stop is None else graph.constant(f"cut{stop}", np.array([stop], np.int64))
            return graph.node("Slice", [padded, graph.constant(f"cut{start}", np.array([start], np.int64)), end, axis0])

        three = graph.node("Concat", [cut(0, -2 * dilation), cut(dilation, -dilation), cut(2 * dilation, None)], axis=1)
        kernel = weights[f"layers.{i}.weight"]  # [out, in, 3]
        flat = kernel.transpose(2, 1, 0).reshape(3 * WIDTH, 2 * WIDTH)
        y = product(f"layer{i}.product", three, zero, scale, flat, weights[f"layers.{i}.bias"])
        value, gate = graph.nodes_with_outputs("Split", [y], 2, axis=1)
        x = graph.node("Add", [x, graph.node("Mul", [value, graph.node("Sigmoid", [gate])])])
    y = graph.node("MatMul", [x, graph.constant("head.weight", weights["head.weight"].T)])
    graph.node("Add", [y, graph.constant("head.bias", weights["head.bias"])], "logits")
    graph.save(path, [tensor("ids", INT32, [COLUMNS, "tokens"])], [tensor("logits", FLOAT, ["tokens", len(LABELS)])], "tagger")
