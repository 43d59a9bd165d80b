"""The model of a folder as the runtime computes it."""

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from train.common.packed_graph import packed_session

PREFIXES = {"query": "query: ", "document": "passage: "}
MAX_TOKENS = 512


class E5Embedder:
    def __init__(self, folder: Path) -> None:
        self.session = packed_session(folder / "onnx")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_TOKENS)

    def embed(self, texts: list[str], kind: str) -> np.ndarray:
        vectors = []
        for encoding in self.tokenizer.encode_batch([PREFIXES[kind] + text for text in texts]):
            ids = np.array([encoding.ids], np.int64)
            feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
            vectors.append(self.session.run(None, feeds)[0][0])
        rows = np.array(vectors)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)
