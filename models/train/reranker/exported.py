"""Reads the weights of an exported cross-encoder back, so that a training can go on from them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, numpy_helper

from train.common.packed_graph import GROUP, PACKED, packed_matrices
from train.reranker.package import SHAPE

NORMS = {"attention.output.LayerNorm", "output.LayerNorm"}
LINEARS = ("attention.output.dense", "intermediate.dense", "output.dense")
PARTS = ("query", "key", "value")


def read_exported(folder: Path, factor: float, offset: float) -> dict[str, np.ndarray]:
    """The weights by their Hugging Face names. `factor` and `offset` of the score are undone."""
    model = onnx.load(folder / "model_quantized.onnx", load_external_data=False)
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    inside = [tensor.name for tensor in tensors.values() if tensor.data_location == TensorProto.EXTERNAL]
    held = {name: numpy_helper.to_array(tensor) for name, tensor in tensors.items() if name not in inside}
    inside.sort(key=lambda name: int(next(entry.value for entry in tensors[name].external_data if entry.key == "offset")))
    packed = {}
    for name, (steps_of, ratios) in zip(inside, packed_matrices((folder / PACKED).read_bytes())):
        stem = name.removesuffix(".codes")
        steps = np.repeat(ratios.astype(np.float32), GROUP, axis=0) * held[f"{stem}.scales"].reshape(-1)
        packed[stem] = steps_of * steps

    words = held["words.codes"]
    rows = np.concatenate([words & 15, words >> 4], axis=1).astype(np.float32) - 8
    scales = held["words.scales"].astype(np.float32)
    out = {
        "embeddings.word_embeddings.weight": (rows.reshape(len(rows), scales.shape[1], -1) * scales).reshape(rows.shape),
        "embeddings.position_embeddings.weight": held["positions.codes"] * held["positions.scales"],
        "embeddings.token_type_embeddings.weight": held["kinds"],
        "embeddings.LayerNorm.weight": held["embeddings.norm.weight"],
        "embeddings.LayerNorm.bias": held["embeddings.norm.bias"],
        "pooler.dense.weight": packed["pooler.dense"].T,
        "pooler.dense.bias": held["pooler.dense.bias"],
        "classifier.weight": held["out"].T / factor,
        "classifier.bias": (held["out.bias"] - offset) / factor,
    }
    root = np.sqrt(SHAPE["hidden_size"] // SHAPE["num_attention_heads"])
    for layer in range(SHAPE["num_hidden_layers"]):
        at = f"encoder.layer.{layer}."
        together, biases = np.split(packed[f"{at}qkv"], 3, axis=1), np.split(held[f"{at}qkv.bias"], 3)
        for part, weight, bias in zip(PARTS, together, biases):
            # The query was divided by the root, so that the graph need not do it for each text.
            undone = root if part == "query" else 1.0
            out |= {f"{at}attention.self.{part}.weight": weight.T * undone, f"{at}attention.self.{part}.bias": bias * undone}
        for name in LINEARS:
            out |= {f"{at}{name}.weight": packed[at + name].T, f"{at}{name}.bias": held[f"{at}{name}.bias"]}
        for name in NORMS:
            out |= {f"{at}{name}.{side}": held[f"{at}{name}.{side}"] for side in ("weight", "bias")}
    return {name: np.ascontiguousarray(value, np.float32) for name, value in out.items()}
