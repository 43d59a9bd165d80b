"""The table of the frequent words of each language, which short texts are judged by besides their letters.

The words and how often they are used come from FrequencyWords, from the package wordfreq, and from the training part of
NTREX. language/chosen_words.py chooses among them, and workers/architectures/language/word-table.ts reads the file.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from operator import itemgetter
from pathlib import Path

import numpy as np

from train.common.corpus import rows
from train.common.hashing import mix
from train.language.data import FREQUENCY, HELD_BACK, NTREX
from train.language.features import word_hashes, words_of

WORDFREQ = {"fil": "tl"}
# This list mixes Bosnian, Croatian and Serbian, which are three labels.
MIXED = {"sh"}
# The letters alone identify these languages, or their texts have no spaces between words.
WITHOUT_WORDS = set("ka hy he th el ko ta te kn ml gu pa si km lo my bo dz am ti dv ja zh yue bn".split())
# The most used of the languages with a list of words. They get more words, so that their everyday words are in the table.
MOST_USED = set("en es fr de pt it ru nl pl tr id sv cs ro uk vi ar fa".split())
# From how many words of a language the table is chosen: of a most used one, of another with a list, and of one without.
MOST, LISTED, UNLISTED = 40_000, 15_000, 1_200
# Only so many words of a source are read: less frequent ones cannot get into the table.
READ = 80_000
# A word that is this much more frequent in English came into another list with names and film titles.
FOREIGN = 3

GROUPS, LABEL_BITS, LEVEL_BITS, MARK_BITS = 65_536, 7, 4, 13
# A level of use is a factor of e to this power. The lowest level begins at this share of all words.
LEVEL, FLOOR = 0.8, 1e-7

SHARE = itemgetter(1)


def read_sources(data: Path) -> tuple[dict[str, list[dict[str, float]]], dict[str, Counter]]:
    """{label: [{word: its share of a list}]}, and {label: how often each word occurs in the news}."""
    # The package is needed here alone, and the tests of the features run without it.
    import wordfreq

    lists, news = defaultdict(list), defaultdict(Counter)
    for row in rows(data / "train/lid/frequency_words.jsonl.xz"):
        total = sum(row["counts"])
        lists[FREQUENCY.get(row["lang"], row["lang"])].append({w: c / total for w, c in zip(row["words"], row["counts"])})
    for code in sorted(set(wordfreq.available_languages("small")) - MIXED):
        lists[WORDFREQ.get(code, code)].append(dict(wordfreq.get_frequency_dict(code, wordlist="best")))
    for row in rows(data / "train/lid/ntrex128.jsonl.xz"):
        if row["i"] < HELD_BACK:
            news[NTREX[row["lang"]]].update(words_of(row["text"]))
    return lists, news


def word_shares(lists: dict, news: dict, labels: list[str]) -> dict[str, dict[str, float]]:
    """{label: {word: its share of the words of the language}}. The share is the mean of those in the sources."""
    english, kept = {}, {}
    for label in ["en", *(label for label in labels if label != "en" and label not in WITHOUT_WORDS)]:
        sources = list(lists.get(label, ()))
        if label in news:
            total = news[label].total()
            # A word that occurs once says little about how often the language uses it.
            sources.append({w: (c - 0.5) / total for w, c in news[label].items() if c > 1})
        shares = defaultdict(float)
        for source in sources:
            for word, share in heapq.nlargest(READ, source.items(), key=SHARE):
                shares[word] += share / len(sources)
        if label == "en":
            english = shares
        own = ((w, s) for w, s in shares.items() if label == "en" or english.get(w, 0) < FOREIGN * s)
        most = MOST if label in MOST_USED else LISTED if label in lists else UNLISTED
        kept[label] = dict(heapq.nlargest(most, ((w, s) for w, s in own if words_of(f"{w} x")[:1] == [w]), key=SHARE))
    return {label: words for label, words in kept.items() if words}


def levels(shares: np.ndarray) -> np.ndarray:
    """The level of use of each share of all words, from 1 to 16."""
    return 1 + (np.log(shares / FLOOR) / LEVEL).astype(np.int64).clip(0, (1 << LEVEL_BITS) - 1)


def table_file(shares: dict[str, dict[str, float]], labels: list[str]) -> bytes:
    entries = []
    for label, words in shares.items():
        mixed = mix(word_hashes(list(words))).astype(np.uint64)
        level = (levels(np.array(list(words.values()))) - 1).astype(np.uint64)
        low = np.uint64(labels.index(label)) | level << np.uint64(LABEL_BITS)
        mark = mixed & np.uint64((1 << MARK_BITS) - 1)
        entries.append(mixed >> np.uint64(16) << np.uint64(24) | mark << np.uint64(LABEL_BITS + LEVEL_BITS) | low)
    entries = np.sort(np.concatenate(entries))
    counts = np.bincount((entries >> np.uint64(24)).astype(np.int64), minlength=GROUPS)
    if counts.max() > 255:
        raise SystemExit("language.words: a group has too many words for one byte; raise GROUPS here and in word-table.ts")
    low = (entries & np.uint64(0xFFFFFF)).astype("<u4").view(np.uint8).reshape(-1, 4)[:, :3]
    return counts.astype(np.uint8).tobytes() + low.tobytes()


class WordTable:
    def __init__(self, raw: bytes, step: float) -> None:
        counts = np.frombuffer(raw, np.uint8, GROUPS).astype(np.int64)
        self.starts = np.concatenate([[0], np.cumsum(counts)])
        parts = np.frombuffer(raw, np.uint8, offset=GROUPS).reshape(-1, 3).astype(np.int64)
        entries = parts[:, 0] | parts[:, 1] << 8 | parts[:, 2] << 16
        self.labels = entries & (1 << LABEL_BITS) - 1
        self.levels = 1 + (entries >> LABEL_BITS & (1 << LEVEL_BITS) - 1)
        self.marks = entries >> LABEL_BITS + LEVEL_BITS
        self.step = step

    def add_to(self, logits: np.ndarray, words: list[str], share: float) -> int:
        """Adds what the words tell to the logits, times `share`, and returns how many of the words are in the table."""
        known = 0
        for mixed in mix(word_hashes(words)).tolist() if words else ():
            found = False
            for at in range(self.starts[mixed >> 16], self.starts[(mixed >> 16) + 1]):
                if self.marks[at] == mixed & (1 << MARK_BITS) - 1:
                    logits[self.labels[at]] += self.levels[at] * self.step * share
                    found = True
            known += found
        return known
