"""Drops the training texts that are also texts of an evaluation set. The training itself never reads an evaluation set.

`train.overlap.digests` writes `evaluation-digests.json` from the evaluation sets. The file has short hashes of passages and no text.
"""

from __future__ import annotations

import base64
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")

FILE = Path(__file__).with_name("evaluation-digests.json")
# The words of a passage. A shorter text is one passage as a whole.
WORDS = 8
# A passage in more training texts than this is a common phrase and not a copy.
COMMON = 20
# With 110,000 digests of five bytes, one passage of ten million has the digest of another text by chance.
BYTES = 5

# The marks of treebanks for brackets and quotes: `-lrb-` is a round bracket on the left.
TREEBANK = re.compile(r"-[lr][rcs]b-|``|''")
# Treebanks write `do n't`, `it 's` and `can not`.
SPLIT_CONTRACTION = re.compile(r"\s+(n't|'(?:s|m|d|ll|re|ve|t))\b")
APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ＇", "'"))
# A Chinese or Japanese character counts as a word, because these languages have no spaces.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")


def words_of(text: str) -> list[str]:
    """The words without case, accents, punctuation, brackets, quotes and apostrophes. `do n't`, `don’t` and `dont` are the same word."""
    text = TREEBANK.sub(" ", unicodedata.normalize("NFKC", text).lower()).translate(APOSTROPHES)
    text = SPLIT_CONTRACTION.sub(r"\1", text).replace("'", "").replace("can not", "cannot")
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return WORD.findall(text)


def passages(text: str) -> Iterator[str]:
    """Each run of eight words, or the whole text if it is shorter."""
    words = words_of(text)
    for at in range(max(1, len(words) - WORDS + 1) if words else 0):
        yield " ".join(words[at : at + WORDS])


def digest(passage: str) -> bytes:
    return blake2b(passage.encode(), digest_size=BYTES).digest()


@cache
def evaluation_digests() -> frozenset[bytes]:
    packed = [base64.b85decode(value) for value in json.loads(FILE.read_text(encoding="utf-8")).values()]
    return frozenset(value[at : at + BYTES] for value in packed for at in range(0, len(value), BYTES))


def copies(texts: Sequence[str], known: frozenset[bytes]) -> list[bool]:
    """Whether each text shares a passage with `known` that is not a common phrase of the texts."""
    met = {text: known.intersection(map(digest, passages(text))) for text in dict.fromkeys(texts)}
    counts = Counter(passage for own in met.values() for passage in own)
    return [any(counts[passage] <= COMMON for passage in met[text]) for text in texts]


def pairs_without_evaluation(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs of which neither text is of an evaluation set."""
    return without_evaluation(without_evaluation(pairs, lambda pair: pair[0]), lambda pair: pair[1])


def without_evaluation(items: Sequence[Item], text_of: Callable[[Item], str]) -> list[Item]:
    """The items whose text is not of an evaluation set."""
    copied = copies([text_of(item) for item in items], evaluation_digests())
    return [item for item, drop in zip(items, copied) if not drop]
