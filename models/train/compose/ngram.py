"""The rivals of `compose`: a pruned 5-gram of the same size, a trie of whole turns, and a cache of the current text.

All of them read words separated by spaces, with numbers as `#`, and answer like the model: the next words, each with the probability of all
words up to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict

ORDER = 5
# A packed trie of n-grams: a word number, a count class and a share of the pointer to its children.
BYTES_AN_ENTRY = 5
END_OF_TURN = "</>"
MOST_WORDS = 4
LEAST = 0.02


class NGram:
    """An interpolated model. The weight of each order depends on how varied its continuations are (Witten and Bell)."""

    def __init__(self) -> None:
        self.counts = defaultdict(Counter)
        self.best: dict[tuple, tuple[list[str], int]] = {}

    def add(self, words: list[str]) -> None:
        self.best.clear()
        for at in range(len(words)):
            if words[at].startswith("<|"):
                continue
            for length in range(ORDER):
                if length > at:
                    break
                self.counts[tuple(words[at - length : at])][words[at]] += 1

    def prune(self, entries: int) -> int:
        """Drops the rarest long n-grams until so many remain; returns the least count that a kept one has."""
        least = 1
        while sum(len(c) for c in self.counts.values()) > entries:
            least += 1
            for context in list(self.counts):
                kept = Counter({w: n for w, n in self.counts[context].items() if n >= least or len(context) == 0})
                if kept:
                    self.counts[context] = kept
                else:
                    del self.counts[context]
        return least

    def likeliest(self, context: tuple) -> tuple[list[str], int]:
        """(words, how often the context was seen): some contexts have thousands of continuations, so it is kept."""
        if context not in self.best:
            counts = self.counts[context]
            self.best[context] = [word for word, _ in counts.most_common(4)], counts.total()
        return self.best[context]

    def distribution(self, context: list[str]) -> dict[str, float]:
        """The probabilities of the likeliest words only."""
        contexts = [tuple(context[len(context) - length :]) for length in range(min(ORDER - 1, len(context)) + 1)]
        levels = [(self.counts[c], *self.likeliest(c)) for c in contexts if c in self.counts]
        candidates = {word for _, words, _ in levels for word in words}
        shares = dict.fromkeys(candidates, 0.0)
        for counts, _, total in levels:
            kinds = len(counts)
            for word in candidates:
                shares[word] = (counts[word] + kinds * shares[word]) / (total + kinds)
        return shares


class TurnTrie(NGram):
    """Knows the continuations of each beginning of a turn, and offers nothing after a new beginning."""

    def add(self, words: list[str]) -> None:
        start = 0
        for at, word in enumerate(words):
            if word.startswith("<|"):
                start = at
            else:
                self.counts[tuple(words[start:at])][word] += 1

    def distribution(self, context: list[str]) -> dict[str, float]:
        beginning = tuple(context[max(at for at, word in enumerate(context) if word.startswith("<|")) :])
        if beginning not in self.counts:
            return {}
        words, total = self.likeliest(beginning)
        return {word: self.counts[beginning][word] / total for word in words}


def offers(model: object, context: list[str]) -> list[tuple[str, float]]:
    """The next words that the model is surest of, each with the probability of all up to it."""
    context, found, sure = list(context), [], 1.0
    while len(found) < MOST_WORDS:
        shares = model.distribution(context)
        if not found:
            # After a typed space the turn cannot end here.
            ending = shares.pop(END_OF_TURN, 0.0)
            shares = {word: share / (1 - ending) for word, share in shares.items()} if ending < 1 else {}
        if not shares:
            break
        word, share = max(shares.items(), key=lambda item: item[1])
        sure *= share
        if sure < LEAST or word == END_OF_TURN or "#" in word:
            break
        found.append((word, sure))
        context.append(word)
    return found
