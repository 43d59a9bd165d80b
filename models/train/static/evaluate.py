"""Measure a static embedder: STS 2014/2015 (Spearman x 100, mean over sources) and XQuAD-en alone and fused with BM25.

    python -m train.static.evaluate DATA MODEL_FOLDER

The vectors come from the exported int8 files, through the tokenizer the runtime copies. The weight of the dense scores in
the fusion is the model's own `fusionWeight`, chosen on arXiv titles and abstracts that training held back.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from train.common.corpus import lines
from train.common.ranks import spearman
from train.static.tokenizer import wordpiece

# Texts to vectors of length 1.
Embed = Callable[[list[str]], np.ndarray]


def sts(data: Path, embed: Embed) -> dict[str, tuple[float, dict[str, float]]]:
    """{year: (mean over sources, {source: value})}"""
    out = {}
    for year in ("2014", "2015"):
        pairs = defaultdict(list)
        for row in lines(Path(data) / f"eval/sts/sts{year}.test.jsonl"):
            pairs[row["slice"]].append(row)
        by_source = {}
        for source, rows in pairs.items():
            a, b = embed([r["a"] for r in rows]), embed([r["b"] for r in rows])
            by_source[source] = 100 * spearman((a * b).sum(1), [r["score"] for r in rows])
        out[year] = (sum(by_source.values()) / len(by_source), by_source)
    return out


def stems(text: str) -> Iterator[str]:
    for word in re.findall(r"[^\W_]+", text.lower()):
        for ending in ("ing", "ed", "es", "s"):
            if len(word) > len(ending) + 3 and word.endswith(ending):
                word = word[: -len(ending)]
                break
        yield word


class BM25:
    def __init__(self, documents: list[str], k1: float = 1.2, b: float = 0.75) -> None:
        counted = [Counter(stems(d)) for d in documents]
        lengths = np.array([sum(c.values()) for c in counted])
        self.size, self.postings = len(documents), defaultdict(list)
        shape = k1 * (1 - b + b * lengths / lengths.mean())
        for row, counts in enumerate(counted):
            for word, n in counts.items():
                self.postings[word].append((row, n * (k1 + 1) / (n + shape[row])))

    def scores(self, query: str) -> np.ndarray:
        out = np.zeros(self.size)
        for word in stems(query):
            found = self.postings.get(word)
            if found:
                idf = math.log(1 + (self.size - len(found) + 0.5) / (len(found) + 0.5))
                for row, weight in found:
                    out[row] += idf * weight
        return out


def spread(scores: np.ndarray) -> np.ndarray:
    low, high = scores.min(1, keepdims=True), scores.max(1, keepdims=True)
    return (scores - low) / np.maximum(high - low, 1e-9)


def ranking(scores: np.ndarray, truth: list[int]) -> tuple[float, float]:
    """(MRR@10, nDCG@10) with one right document a query."""
    own = scores[np.arange(len(truth)), truth]
    place = (scores > own[:, None]).sum(1)
    seen = place < 10
    return float((seen / (place + 1)).mean()), float((seen / np.log2(place + 2)).mean())


def fuse(lexical: np.ndarray, dense: np.ndarray, weight: float) -> np.ndarray:
    return (1 - weight) * spread(lexical) + weight * spread(dense)


def xquad(data: Path) -> tuple:
    folder = Path(data) / "eval/retrieval/xquad"
    paragraphs, questions = lines(folder / "en.paragraphs.jsonl"), lines(folder / "en.questions.jsonl")
    number = {p["id"]: at for at, p in enumerate(paragraphs)}
    return (
        [p["text"] for p in paragraphs],
        [q["question"] for q in questions],
        np.array([number[q["para"]] for q in questions]),
    )


def retrieval(documents: list[str], queries: list[str], truth: list[int], embed: Embed) -> tuple:
    bm25 = BM25(documents)
    lexical = np.stack([bm25.scores(q) for q in queries])
    return lexical, embed(queries) @ embed(documents).T, truth


class Exported:
    def __init__(self, folder: Path) -> None:
        folder = Path(folder)
        self.architecture = json.loads((folder / "manifest.json").read_text())["architecture"]
        vocabulary = (folder / self.architecture["vocabulary"]).read_text(encoding="utf8").split("\n")
        self.tokenizer = wordpiece(vocabulary)
        width = self.architecture["dimensions"]
        raw = (folder / self.architecture["table"]).read_bytes()
        codes = np.frombuffer(raw, np.int8, len(vocabulary) * width).reshape(-1, width)
        scales = np.frombuffer(raw, np.float32, len(vocabulary), -(-len(vocabulary) * width // 4) * 4)
        self.table = codes.astype(np.float32) * scales[:, None]

    def __call__(self, texts: list[str], dimensions: int | None = None) -> np.ndarray:
        dimensions = dimensions or self.architecture["dimensions"]
        out = np.zeros((len(texts), dimensions), np.float32)
        for row, encoding in enumerate(self.tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            if encoding.ids:
                out[row] = self.table[encoding.ids, :dimensions].sum(0)
        return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


def report(data: Path, embed: Embed, dimensions: Sequence[int] = (256, 128, 64), weight: float = 0.3) -> None:
    for size in dimensions:
        scores = sts(data, lambda texts: embed(texts, size))
        print(
            f"{size:4d}-d STS14 {scores['2014'][0]:.1f} STS15 {scores['2015'][0]:.1f} mean {(scores['2014'][0] + scores['2015'][0]) / 2:.2f}",
            flush=True,
        )
        if size == dimensions[0]:
            for year in scores:
                print("      ", year, " ".join(f"{k} {v:.1f}" for k, v in sorted(scores[year][1].items())))
    lexical, dense, truth = retrieval(*xquad(data), lambda texts: embed(texts, dimensions[0]))
    for name, matrix in (("BM25", lexical), ("dense", dense), (f"fused at {weight}", fuse(lexical, dense, weight))):
        print(f"XQuAD-en {name}: MRR@10 {ranking(matrix, truth)[0]:.4f} nDCG@10 {ranking(matrix, truth)[1]:.4f}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path)
    args = parser.parse_args()
    model = Exported(args.model)
    report(args.data, model, weight=model.architecture["fusionWeight"])
