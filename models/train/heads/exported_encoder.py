"""Reads the weights of an exported four-bit classifier, so that a training can continue from the file that is shipped."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import Tensor

from train.heads.emoji import IN_HATE, STARTS_AS, words_of_signs
from train.heads.vocabulary import MAX_TOKENS
from train.minilm.encoder import HEADS, WIDTH, model_dir

WEIGHT = "parametrizations.weight.original"


def unpacked(codes: np.ndarray, axis: int) -> np.ndarray:
    """The numbers from -7 to 7. Each byte holds one of the first half in its low bits and one of the second half in its high bits."""
    return np.concatenate([codes & 15, codes >> 4], axis).astype(np.float32) - 8


class Exported:
    def __init__(self, folder: Path) -> None:
        graph = onnx.load(folder / "onnx/model_quantized.onnx").graph
        self.stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        self.layers = json.loads((folder / "config.json").read_text())["num_hidden_layers"]
        self.tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf8"))

    def matrix(self, name: str) -> np.ndarray:
        """A matrix with one row for each output, as PyTorch keeps it."""
        return (unpacked(self.stored[f"{name}.codes.packed"], 0) * self.stored[f"{name}.scales"]).T

    def words(self) -> np.ndarray:
        return unpacked(self.stored["words.packed"], 1) * self.stored["words.scales"]

    def weights(self) -> dict[str, Tensor]:
        """The weights by the names of heads/encoder.py's Classifier."""
        stored = self.stored
        found = {
            f"encoder.words.{WEIGHT}": self.words(),
            "encoder.types.weight": stored["kinds"],
            "encoder.norm.weight": stored["embeddings.norm.weight"],
            "encoder.norm.bias": stored["embeddings.norm.bias"],
            "out.weight": stored["out.weight"].T,
            "out.bias": stored["out.bias"],
        }
        for layer in range(self.layers):
            ours, theirs = f"encoder.layers.{layer}", f"encoder.layer.{layer}"
            weights, biases = np.split(self.matrix(f"{theirs}.qkv"), 3), np.split(stored[f"{theirs}.qkv.bias"], 3)
            # The graph divides the query in its weights.
            grow = np.float32(np.sqrt(WIDTH // HEADS))
            for name, weight, bias, factor in zip(("query", "key", "value"), weights, biases, (grow, 1, 1)):
                found |= {f"{ours}.{name}.{WEIGHT}": weight * factor, f"{ours}.{name}.bias": bias * factor}
            for own, their in (("out", "attention.output.dense"), ("up", "intermediate.dense"), ("down", "output.dense")):
                found |= {
                    f"{ours}.{own}.{WEIGHT}": self.matrix(f"{theirs}.{their}"),
                    f"{ours}.{own}.bias": stored[f"{theirs}.{their}.bias"],
                }
            for own, their in (("attention_norm", "attention.output.LayerNorm"), ("output_norm", "output.LayerNorm")):
                found |= {f"{ours}.{own}.{part}": stored[f"{theirs}.{their}.{part}"] for part in ("weight", "bias")}
        positions = stored["positions.codes"].astype(np.float32) * stored["positions.scales"]
        # The model reads no position after these.
        found["encoder.positions.weight"] = np.concatenate([positions, np.zeros((512 - len(positions), WIDTH), np.float32)])
        return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in found.items()}

    def add_signs(self) -> int:
        """
        Adds the emoji that the tokenizer lacks, and tells how many these are. Each starts from the classifier's own vector of its word, so
        the classifier reads the emoji before any training.
        """
        vocabulary: dict[str, int] = self.tokenizer["model"]["vocab"]
        signs = words_of_signs(STARTS_AS | IN_HATE)
        missing = {sign: vocabulary[word] for sign, word in signs.items() if sign not in vocabulary and word in vocabulary}
        vocabulary |= {sign: len(vocabulary) + at for at, sign in enumerate(missing)}
        for name in ("words.packed", "words.scales"):
            rows = self.stored[name]
            self.stored[name] = np.concatenate([rows, rows[list(missing.values())]])
        return len(missing)

    def pieces(self) -> list[int]:
        """For each piece its number in MiniLM's own vocabulary."""
        old = json.loads((model_dir() / "tokenizer.json").read_text(encoding="utf8"))["model"]["vocab"]
        words = words_of_signs(STARTS_AS | IN_HATE)
        return [old[piece] if piece in old else old[words[piece]] for piece in self.tokenizer["model"]["vocab"]]

    def tokenizer_of_training(self) -> Tokenizer:
        tokenizer = Tokenizer.from_str(json.dumps(self.tokenizer))
        tokenizer.enable_truncation(MAX_TOKENS)
        return tokenizer
