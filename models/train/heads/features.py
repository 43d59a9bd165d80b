"""The features of the hashed classifiers, as `workers/architectures/hashed-text/hashed-text-features.ts` computes them.

Tokens are lower-cased words, numbers as their length, links and mail addresses as one mark, and every other character by
itself. Features are tokens, pairs of neighbouring tokens, character n-grams of 3 to 5 within " word ", and a mark for a word
in capitals.
"""

from __future__ import annotations

import re
import unicodedata

import numpy as np

from train.common.hashing import PRIME, mix, seed

TOKEN, PAIR, SHOUT, GRAM = 8, 9, 10, 16
# The last class is JavaScript's \S, because Python counts other control characters as spaces.
TOKENS = re.compile(
    r"(https?://\S+|www\.\S+|[!-~]+@[!-~]+)|([^\W\d_]+)|([0-9]+)|([^ \t\n\r\f\v\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff])"
)
MAX_WORD, MAX_TOKENS = 40, 50_000
MASK = 0xFFFFFFFF


def hashed(kind: int, points: list[int]) -> int:
    h = seed(kind)
    for point in points:
        h = ((h ^ point) * PRIME) & MASK
    return h


def finish(hashes: list[int], buckets: int) -> np.ndarray:
    return (mix(np.array(hashes, np.uint32)) % np.uint32(buckets)).astype(np.int32)


class Features:
    """Bucket numbers of texts. The features of a word are computed once."""

    def __init__(self, buckets: int) -> None:
        self.buckets, self.words = buckets, {}

    def word(self, text: str) -> tuple[int, np.ndarray]:
        known = self.words.get(text)
        if known is None:
            points = [ord(c) for c in text]
            padded = [32, *points, 32]
            own = hashed(TOKEN, points)
            hashes = [own]
            for order in (3, 4, 5):
                for start in range(len(padded) - order + 1):
                    hashes.append(hashed(GRAM + order, padded[start : start + order]))
            known = self.words[text] = (own, finish(hashes, self.buckets))
        return known

    def __call__(self, text: str) -> np.ndarray:
        parts, single, last = [], [], None
        for count, found in enumerate(TOKENS.finditer(unicodedata.normalize("NFC", text))):
            if count == MAX_TOKENS:
                break
            link, word, number, _ = found.groups()
            if word:
                own, features = self.word(word[:MAX_WORD].lower())
                parts.append(features)
                if len(word) > 2 and word == word.upper() and word != word.lower():
                    single.append(seed(SHOUT))
            else:
                token = [1] if link else [2, min(len(number), 12)] if number else [ord(found.group())]
                own = hashed(TOKEN, token)
                single.append(own)
            if last is not None:
                single.append(hashed(PAIR, [last & 0xFFFF, last >> 16, own & 0xFFFF, own >> 16]))
            last = own
        return np.concatenate([*parts, finish(single, self.buckets)]) if parts or single else np.zeros(0, np.int32)


def windows_of(text: str, size: int) -> list[str]:
    """Overlapping stretches of `size` tokens, half a stretch apart; the text itself when it is no longer than one."""
    text = unicodedata.normalize("NFC", text)
    spans = [found.span() for count, found in zip(range(MAX_TOKENS), TOKENS.finditer(text))]
    if len(spans) <= size:
        return [text]
    half = size // 2
    starts = range(0, len(spans) - half, half)
    return [text[spans[at][0] : spans[min(at + size, len(spans)) - 1][1]] for at in starts]
