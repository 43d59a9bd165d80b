"""Finds the scale on which a passage with a relevance of one half is as often an answer as a near miss."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import numpy as np

from train.common.corpus import rows as corpus
from train.reranker.questions import ASKED

# A question and passages to the logit of each passage.
Score = Callable[[str, list[str]], np.ndarray]
TITLES = 120
NEAR_MISSES = 4
ROWS = 6000


def asked_pairs(score: Score) -> tuple[np.ndarray, np.ndarray]:
    """Logits of written questions with their passages, and with the other passages that fit best."""
    passages = [passage for passage, *_ in ASKED]
    right, wrong = [], []
    for place, (_, *questions) in enumerate(ASKED):
        for question in questions:
            logits = score(question, passages)
            right.append(logits[place])
            wrong += sorted(np.delete(logits, place))[-NEAR_MISSES:]
    return np.array(right), np.array(wrong)


def title_pairs(score: Score, data: Path) -> tuple[np.ndarray, np.ndarray]:
    """Logits of titles of papers with their abstracts, and with the abstracts that share most rare words."""
    every = islice(corpus(data / "train/pairs/arxiv_title_abstract.jsonl.xz"), 0, None, 20)
    rows = list(islice(every, ROWS))
    words = [set(row["b"].lower().split()) for row in rows]
    counts: dict[str, int] = {}
    for own in words:
        for word in own:
            counts[word] = counts.get(word, 0) + 1
    right, wrong = [], []
    for place, row in enumerate(rows[:TITLES]):
        rare = {word: np.log(ROWS / counts[word]) for word in set(row["a"].lower().split()) if word in counts}
        shared = np.array([sum(weight for word, weight in rare.items() if word in own) for own in words])
        shared[place] = -1
        near = np.argsort(-shared)[:NEAR_MISSES]
        logits = score(row["a"], [row["b"], *(rows[other]["b"] for other in near)])
        right.append(logits[0])
        wrong += list(logits[1:])
    return np.array(right), np.array(wrong)


def fit(groups: list[tuple[np.ndarray, np.ndarray]], steps: int = 20_000, rate: float = 0.02) -> tuple[float, float]:
    """The factor and the offset with the least cross-entropy. Each group and each of its sides counts the same."""
    logits = np.concatenate([part for group in groups for part in group])
    truth = np.concatenate([np.full(len(part), side) for group in groups for part, side in zip(group, (1.0, 0.0))])
    weights = np.concatenate([np.full(len(part), 1 / len(part)) for group in groups for part in group])
    weights /= weights.sum()
    factor, offset = 0.5, 0.0
    for _ in range(steps):
        slope = weights * (1 / (1 + np.exp(-(factor * logits + offset))) - truth)
        factor -= rate * (slope * logits).sum()
        offset -= rate * slope.sum()
    return float(factor), float(offset)
