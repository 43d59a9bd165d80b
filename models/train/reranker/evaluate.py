"""Measures the gain of the reranker over hybrid search, on paragraphs and on the passages of golden/retrieval.jsonl.

    python -m train.reranker.evaluate --data DATA [--model reranker] [--step 6] [--read 20]

Hybrid search is that of the store, made again here: half the cosines of minilm and half the scores of BM25, each as a share of
the range of a query. The model then reads the best 20. One question in six takes three minutes on one core.
"""

import argparse
import math
import re
from collections import Counter
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from train.common.corpus import lines
from train.common.packed_graph import packed_session
from train.minilm.convert import embedder
from train.reranker.convert import Scorer

MODELS = Path(__file__).parents[2]


class WordSearch:
    """BM25 with the usual constants, over folded words without a plural s."""

    def __init__(self, texts: list[str]) -> None:
        self.counts = [Counter(self.words(text)) for text in texts]
        lengths = np.array([sum(counts.values()) for counts in self.counts])
        self.weights = 1.2 * (0.25 + 0.75 * lengths / lengths.mean())
        self.holding = Counter(word for counts in self.counts for word in counts)

    @staticmethod
    def words(text: str) -> list[str]:
        return [word.removesuffix("s") if len(word) > 4 else word for word in re.findall(r"\w+", text.lower())]

    def scores(self, query: str) -> np.ndarray:
        total = np.zeros(len(self.counts))
        for word in self.words(query):
            holding = self.holding[word]
            frequency = np.array([counts[word] for counts in self.counts])
            rarity = math.log(1 + (len(total) - holding + 0.5) / (holding + 0.5))
            total += rarity * 2.2 * frequency / (frequency + self.weights)
        return total


def share(scores: np.ndarray) -> np.ndarray:
    return (scores - scores.min()) / (scores.max() - scores.min() + 1e-9)


def paragraphs(data: Path, step: int) -> tuple[list[str], list[tuple[str, int]]]:
    folder = data / "eval/retrieval/xquad"
    texts = [row["text"] for row in lines(folder / "en.paragraphs.jsonl")]
    asked = lines(folder / "en.questions.jsonl")
    return texts, [(row["question"], row["para"]) for row in asked[::step]]


def golden() -> tuple[list[str], list[tuple[str, int]]]:
    rows = lines(MODELS.parent / "golden/retrieval.jsonl")
    held = [row for row in rows if "document" in row]
    places = {row["id"]: at for at, row in enumerate(held)}
    asked = [(row["query"], places[next(iter(row["relevant"]))]) for row in rows if "query" in row]
    return [row["document"] for row in held], asked


def gain(place: int) -> float:
    return 1 / math.log2(place + 2) if place < 10 else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODELS / "reranker")
    parser.add_argument("--step", type=int, default=6)
    parser.add_argument("--read", type=int, default=20)
    arguments = parser.parse_args()
    rerank = Scorer(packed_session(arguments.model / "onnx"), Tokenizer.from_file(str(arguments.model / "tokenizer.json")))
    embed = embedder(MODELS / "minilm")
    print(
        f"| set | questions | nDCG@10, first right: hybrid | the best {arguments.read} reranked | gain of nDCG, 95 % |\n|---|---|---|---|---|"
    )
    for name, (texts, asked) in {"golden": golden(), "XQuAD en": paragraphs(arguments.data, arguments.step)}.items():
        words, vectors = WordSearch(texts), embed(texts)
        queries = embed([question for question, _ in asked])
        before, after = [], []
        for (question, right), vector in zip(asked, queries):
            order = np.argsort(-(share(vectors @ vector) + share(words.scores(question))))
            before.append(order.tolist().index(right))
            best = order[: arguments.read]
            read = best[np.argsort(-rerank(question, [texts[place] for place in best]))].tolist()
            after.append(read.index(right) if right in read else len(texts))
        gains = [np.array([gain(place) for place in places]) for places in (before, after)]
        difference = gains[1] - gains[0]
        draws = np.random.default_rng(0).choice(difference, (10_000, len(asked))).mean(1)
        cells = [f"{own.mean():.3f}, {np.mean([p == 0 for p in places]):.3f}" for own, places in zip(gains, (before, after))]
        low, high = np.quantile(draws, [0.025, 0.975])
        print(f"| {name} | {len(asked)} | {cells[0]} | {cells[1]} | {difference.mean():+.3f}, {low:+.3f} to {high:+.3f} |", flush=True)


if __name__ == "__main__":
    main()
