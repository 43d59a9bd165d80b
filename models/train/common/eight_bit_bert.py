"""Reads a BERT out of an ONNX file of eight-bit numbers and turns them back into floats."""

from __future__ import annotations

import re

import numpy as np
import onnx
from onnx import numpy_helper

# Only some of the files have these matrices.
HEADS = ("pooler.dense.weight", "classifier.weight")


def read_bert(model: bytes) -> dict[str, np.ndarray]:
    """The weights by their Hugging Face names. Some exporters put `bert.` before every name, and this function takes it away."""
    graph = onnx.load_from_string(model).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def floats(name: str) -> np.ndarray:
        numbers = stored[f"{name}_quantized"].astype(np.float32)
        return (numbers - stored[f"{name}_zero_point"].astype(np.float32)) * stored[f"{name}_scale"]

    def written(name: str) -> str:
        return next((own for own in (f"bert.{name}", name) if f"{own}_quantized" in stored), "")

    weights = {
        name.removeprefix("bert."): value
        for name, value in stored.items()
        if value.dtype == np.float32 and re.search(r"\.bias$|LayerNorm\.weight$", name)
    }
    for kind in ("word", "position", "token_type"):
        name = f"embeddings.{kind}_embeddings.weight"
        weights[name] = floats(written(name))
    for name in HEADS:
        if written(name):
            weights[name] = floats(written(name)).T
    # The matrices of the layers have lost their names, but the products that use them still have names.
    for node in graph.node:
        layer = re.match(r"(?:/bert)?/(encoder/layer\.\d+/.*)/MatMul", node.name)
        if node.op_type == "MatMulInteger" and layer and node.input[1] in stored:
            name = layer[1].replace("/", ".") + ".weight"
            weights[name] = floats(node.input[1].removesuffix("_quantized")).T
    return weights
