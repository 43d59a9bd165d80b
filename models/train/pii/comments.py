"""Unlabelled comments, messages, requests and reviews, of which only what is certain is learnt: common words are no names.

GoEmotions writes `[NAME]` in place of the name of a person, so in its texts no other word is such a name.
"""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from train.common.corpus import rows as corpus
from train.common.evaluation import without_evaluation
from train.pii.corpora import Sentence, sentence
from train.pii.labels import ANY, OUTSIDE, either
from train.pii.lists import Lists

SOURCES = ("toxicity", "emotion_goemotions", "spam_sms", "intent_banking77", "intent_clinc150", "sentiment_reviews")
MASKED = "emotion_goemotions"
ENDS = (".", "!", "?", ":", '"', "(", "-")
# A common word has small letters at least this often, and in this share of its places within sentences.
TIMES, SHARE = 20, 0.85


def texts(data: Path, count: int, chance: random.Random) -> list[tuple[str, str]]:
    """(source, text) of as many texts of each source."""
    chosen: list[tuple[str, str]] = []
    for source in SOURCES:
        found = [row["text"] for row in corpus(data / f"train/cls/{source}.jsonl.xz")]
        found = without_evaluation([t for t in found if 10 < len(t) < 500 and "[NAME]" not in t and "[RELIGION]" not in t], str)
        chosen += [(source, text) for text in chance.sample(found, min(len(found), count // len(SOURCES)))]
    return chosen


def common_words(items: list[Sentence]) -> set[str]:
    small, large = Counter(), Counter()
    for item in items:
        for i, word in enumerate(item.words):
            if word.islower():
                small[word] += 1
            elif word.istitle() and i and not item.words[i - 1].endswith(ENDS):
                large[word.lower()] += 1
    common = {word for word, times in small.items() if times >= TIMES and times >= SHARE * (times + large[word])}
    return common | {"i"}  # which has a capital wherever it stands


def comments(data: Path, lists: Lists, count: int, seed: int) -> Iterator[Sentence]:
    chance = random.Random(seed)
    items = [(source, sentence(text, [], "comments", chance, weight=0.6)) for source, text in texts(data, count, chance)]
    common = common_words([item for _, item in items])
    names = {name.lower() for locale in lists.locales for name in lists.first(locale) + lists.last(locale)}
    for source, item in items:
        shouted = sum(word.isupper() for word in item.words) * 2 > len(item.words)
        unknown = ANY & ~either("PERSON") if source == MASKED and not shouted else ANY
        for i, word in enumerate(item.words):
            known = word.lower() in common and (word.islower() or word.lower() not in names)
            if item.kinds[i] in ("word", "date") and any(c.isalnum() for c in word) and not known:
                item.masks[i] = unknown
            else:
                item.masks[i] = OUTSIDE
        yield item
