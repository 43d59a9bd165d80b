"""Which words the table holds: those that help most beside the letters.

The letters alone are right about most frequent words, so that an entry for such a word would be wasted. A word is worth how
much surer it makes the model of the right language, times how often that language uses the word.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from train.common.exported_bag import ExportedBag
from train.language.features import bucket_lists
from train.language.short_texts import STEP, letters_of, letters_share, word_share
from train.language.words import MOST_USED, levels

# The table has room for so many entries. An entry is a word in one of its languages.
ROOM = 380_000
# The words of the most used languages are worth so much more.
MOST_USED_WEIGHT = 1.5
# A language that uses a word so much less than another one does gets no entry for it.
LEAST = 0.03
# In a pair of words the letters of each tell less than alone, so that they are weighed lower here.
LETTERS_IN_PAIR = 0.7
BATCH = 20_000


def chosen_words(shares: dict, labels: list[str], bag: ExportedBag, buckets: int, temperature: float, room: int = ROOM) -> dict:
    """The part of these shares that is worth most, as {label: {word: share}}."""
    weights = {label: MOST_USED_WEIGHT if label in MOST_USED else 1 for label in shares}
    largest = defaultdict(float)
    for label, words in shares.items():
        for word, share in words.items():
            largest[word] = max(largest[word], weights[label] * share)
    users = defaultdict(list)
    for label, words in shares.items():
        for word, share in words.items():
            if weights[label] * share >= LEAST * largest[word]:
                users[word].append((label, share))
    words = sorted(users)
    worth = np.zeros(len(words))
    for at in range(0, len(words), BATCH):
        batch = words[at : at + BATCH]
        entries = [(row, labels.index(label), share, weights[label]) for row, word in enumerate(batch) for label, share in users[word]]
        rows, columns, share, weight = (np.array(column) for column in zip(*entries))
        letters = word_logits(batch, bag, buckets) * (LETTERS_IN_PAIR / temperature)
        counts = word_share(np.array([letters_of([word]) for word in batch]))[:, None]
        told = np.zeros_like(letters)
        told[rows, columns] = levels(share) * STEP
        surer = log_softmax(letters * letters_share(counts, 1, 1) + told * counts) - log_softmax(letters)
        np.add.at(worth[at : at + BATCH], rows, weight * share * surer[rows, columns])
    costs = np.array([len(users[word]) for word in words])
    best = np.argsort(-worth / costs, kind="stable")
    best = best[: np.searchsorted(np.cumsum(costs[best]), room, "right")]
    kept = defaultdict(dict)
    for index in best:
        for label, share in users[words[index]]:
            kept[label][words[index]] = share
    return dict(kept)


def word_logits(words: list[str], bag: ExportedBag, buckets: int) -> np.ndarray:
    """What the letters of each word tell, one row for each word."""
    flat, starts = bucket_lists(words, buckets)
    sums = np.add.reduceat(bag.table[flat].astype(np.float64), starts[:-1])
    return sums / np.sqrt(np.diff(starts))[:, None] @ bag.rows.T.astype(np.float64) + bag.biases


def log_softmax(logits: np.ndarray) -> np.ndarray:
    lowered = logits - logits.max(1, keepdims=True)
    return lowered - np.log(np.exp(lowered).sum(1, keepdims=True))
