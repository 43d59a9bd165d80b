"""The features of the language identifier, as `workers/architectures/language/language-features.ts` computes them, in numpy.

A text is put in NFC, lower-cased, stripped of links, mail addresses and handles, and cut into words (runs of letters and
combining marks). Every word gives hashed n-grams of 1 to 5 code points of " word ", itself, and the 128-code-point block of
each of its characters. Both sides use the same 32-bit hash, so a bucket number is the same in Python and JavaScript.
"""

from __future__ import annotations

import re
import unicodedata

import numpy as np

from train.common.hashing import PRIME, mix, seed

ORDERS = (1, 2, 3, 4, 5)
BLOCK, WORD = 0, 6
STRUCTURED = re.compile(r"(?:https?://|www\.)[!-~]+|[!-~]+@[!-~]+|[@#][A-Za-z0-9_]+")
MAX_WORD = 40
# From this code point on, a single character may be a word. A single letter below it may belong to any language.
FIRST_WORD_SIGN = 0x2E80

# Marks that choose the form of an emoji and are not part of a word.
EMOJI_FORMS = re.compile("[\ufe00-\ufe0f]")

_letters = {}


def is_letter(char: str) -> bool:
    known = _letters.get(char)
    if known is None:
        known = _letters[char] = unicodedata.category(char)[0] in "LM"
    return known


def words_of(text: str) -> list[str]:
    text = EMOJI_FORMS.sub("", STRUCTURED.sub(" ", unicodedata.normalize("NFC", text))).lower().replace("ς", "σ")
    words = "".join(c if is_letter(c) else " " for c in text).split(" ")
    words = [w[at : at + MAX_WORD] for w in words for at in range(0, len(w), MAX_WORD)]
    return [] if len(words) == 1 and len(words[0]) == 1 and ord(words[0]) < FIRST_WORD_SIGN else words


def word_hashes(words: list[str]) -> np.ndarray:
    """The hash of each word, before `mix`."""
    points = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.array([len(word) for word in words])
    starts = np.cumsum(lengths) - lengths
    hashed = np.full(len(words), seed(WORD), np.uint32)
    for k in range(int(lengths.max())):
        live = np.flatnonzero(lengths > k)
        hashed[live] = (hashed[live] ^ points[starts[live] + k]) * PRIME
    return hashed


def bucket_lists(words: list[str], buckets: int) -> tuple[np.ndarray, np.ndarray]:
    """(flat bucket numbers, start of each word): features of consecutive words are one slice."""
    if not words:
        return np.zeros(0, np.int32), np.zeros(1, np.int64)
    joined = " " + " ".join(words) + " "
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    space = points == 32
    word_at = np.cumsum(space) - 1
    number = len(words)
    found, owner = [], []

    def add(owners: np.ndarray, hashed: np.ndarray) -> None:
        found.append((mix(hashed) % np.uint32(buckets)).astype(np.int32))
        owner.append(owners)

    inside = np.flatnonzero(~space)
    add(word_at[inside], (seed(BLOCK) ^ (points[inside] >> np.uint32(7))) * PRIME)
    for order in ORDERS:
        size = len(points) - order + 1
        if size <= 0:
            continue
        hashed = np.full(size, seed(order), np.uint32)
        for k in range(order):
            hashed = (hashed ^ points[k : k + size]) * PRIME
        valid = np.ones(size, bool)
        if order == 1:
            valid = ~space
        elif order == 2:
            valid = ~(space[:-1] & space[1:])
        else:
            for k in range(1, order - 1):
                valid &= ~space[k : k + size]
        starts = np.flatnonzero(valid)
        first = starts + space[starts] if order > 1 else starts
        add(word_at[np.minimum(first, len(points) - 1)], hashed[starts])
    add(np.arange(number), word_hashes(words))
    owner, found = np.concatenate(owner), np.concatenate(found)
    order_by_word = np.argsort(owner, kind="stable")
    counts = np.bincount(owner, minlength=number)
    return found[order_by_word], np.concatenate([[0], np.cumsum(counts)])
