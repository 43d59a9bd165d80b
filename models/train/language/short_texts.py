"""How much the frequent words of a text count besides its letters, as workers/architectures/language computes it."""

from __future__ import annotations

import numpy as np

# One level of the table adds so much to the logit of its language. It is a little less than the logarithm of the level.
STEP = 0.72
# In a text with so many letters the words count half: the more letters a text has, the more the letters decide.
HALF_LETTERS = 24
# In a text of so many letters or more, the words do not count.
LONGEST_WITH_WORDS = 96
# The letters of a frequent word and the table tell the same. So in a text of one such word, the letters count less by this share.
LETTERS_YIELD = 0.4


def word_share(letters: np.ndarray) -> np.ndarray:
    share = HALF_LETTERS**3 / (HALF_LETTERS**3 + letters**3)
    return share * np.clip(1 - letters / LONGEST_WITH_WORDS, 0, None)


def letters_share(share: float | np.ndarray, known: int, words: int) -> float | np.ndarray:
    """What is left of the letters' logits in a text of so many words, some of which are in the table."""
    return 1 - LETTERS_YIELD * share * known / max(words, 1) ** 2


def letters_of(words: list[str]) -> int:
    """The length of the words as JavaScript counts it."""
    return len("".join(words).encode("utf-16-le", "surrogatepass")) // 2
