"""Misspells words as people do, in haste, by ear or on purpose. Toxic and harmless texts are misspelt alike, so a misspelling is no
evidence by itself."""

from __future__ import annotations

import random
import re

BY_EAR = [
    ("ck", "k"), ("ph", "f"), ("you're", "ur"), ("your", "ur"), ("you", "u"), ("are", "r"), ("ght", "te"), ("wh", "w"), ("ee", "ea"), ("ea", "ee"),
    ("ou", "u"), ("oo", "u"), ("tion", "shun"), ("ll", "l"), ("ss", "s"), ("tt", "t"), ("ce", "se"), ("qu", "kw"), ("er", "a"), ("or", "er"), ("ie", "ei"),
    ("ing", "in"), ("th", "d"), ("mb", "m"), ("kn", "n"), ("x", "ks"), ("le", "el"), ("y", "i"), ("c", "k"), ("s", "z"),
]  # fmt: skip
SHORTEST = 4
LETTERS = re.compile(r"[A-Za-z']+")


def word(choose: random.Random, text: str) -> str:
    at = choose.randrange(1, len(text) - 1)
    way = choose.random()
    if way < 0.3:
        fits = [(spelt, heard) for spelt, heard in BY_EAR if spelt in text]
        if fits:
            return text.replace(*choose.choice(fits), 1)
    if way < 0.5:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if way < 0.65:
        return text[:at] + text[at + 1 :]
    if way < 0.75:
        return text[:at] + text[at] * choose.randint(2, 4) + text[at + 1 :]
    if way < 0.9:
        return text[:at] + choose.choice(("*", "*", "#", "**", ".", "-")) + text[at + 1 :]
    return text[:at] + choose.choice("aeioulnrst") + text[at + 1 :]


def misspelt(choose: random.Random, text: str, share: float = 0.45) -> str:
    """The text with about this share of its longer words misspelt, at least one of them."""
    places = [m for m in LETTERS.finditer(text) if m.end() - m.start() >= SHORTEST]
    if not places:
        return text
    chosen = [m for m in places if choose.random() < share] or [choose.choice(places)]
    for match in reversed(chosen):
        text = text[: match.start()] + word(choose, match.group()) + text[match.end() :]
    return text
