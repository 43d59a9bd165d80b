"""The workers read the same file: test/workers/architectures/language-words.test.ts."""

import numpy as np
import pytest

from train.language.chosen_words import chosen_words
from train.language.features import bucket_lists
from train.language.short_texts import letters_share, word_share
from train.language.words import LEVEL, WordTable, levels, table_file, word_shares

LABELS = ["de", "en", "ro", "und"]
SHARES = {"de": {"über": 0.01, "in": 0.02}, "en": {"in": 0.03}, "ro": {"în": 1e-9}}


@pytest.mark.parametrize(
    ("words", "raised"),
    [([], ""), (["fără"], ""), (["über"], "de"), (["in"], "de en"), (["în"], "ro"), (["în", "über"], "de ro")],
)
def test_a_word_raises_the_languages_that_use_it(words: list[str], raised: str) -> None:
    logits = np.zeros(len(LABELS))
    known = WordTable(table_file(SHARES, LABELS), LEVEL).add_to(logits, words, 1)
    assert [label for label, logit in zip(LABELS, logits) if logit > 0] == raised.split()
    assert known == sum(any(word in words_of_label for words_of_label in SHARES.values()) for word in words)


def test_a_more_frequent_word_counts_more_and_a_longer_text_less() -> None:
    table = WordTable(table_file({"de": {"und": 0.05, "obwohl": 1e-5}}, LABELS), LEVEL)
    often, seldom, less = np.zeros(4), np.zeros(4), np.zeros(4)
    table.add_to(often, ["und"], 1)
    table.add_to(seldom, ["obwohl"], 1)
    table.add_to(less, ["und"], 0.5)
    assert often[0] > seldom[0] > 0
    assert less[0] == pytest.approx(often[0] / 2)


def test_english_words_leave_the_lists_of_other_languages() -> None:
    lists = {"en": [{"love": 0.01, "bar": 1e-5}], "de": [{"love": 0.001, "bar": 1e-5, "liebe": 0.01, "x-y": 0.1}]}
    shares = word_shares(lists, {}, ["de", "en", "und"])
    assert set(shares["de"]) == {"bar", "liebe"}
    assert set(shares["en"]) == {"love", "bar"}


def test_a_level_grows_with_the_share_and_has_a_least_and_a_most() -> None:
    assert levels(np.array([1e-12, 1e-7, 1e-6, 1e-3, 1.0])).tolist() == [1, 1, 3, 12, 16]


def test_the_words_count_less_in_a_longer_text_and_not_at_all_in_a_long_one() -> None:
    shares = word_share(np.array([0, 5, 24, 95, 96, 500]))
    assert shares[0] == 1
    assert (np.diff(shares)[:3] < 0).all()
    assert shares[4] == shares[5] == 0


def test_letters_count_less_beside_known_words_only() -> None:
    assert letters_share(1, 0, 1) == letters_share(0, 3, 3) == letters_share(1, 0, 0) == 1
    assert letters_share(1, 1, 1) < letters_share(1, 1, 2) < letters_share(1, 0, 2)


class LettersOfWords:
    """A bag that is sure of the German of some words, and that knows nothing of others."""

    BUCKETS = 4096

    def __init__(self, sure: list[str]) -> None:
        self.table = np.zeros((self.BUCKETS, 1), np.float32)
        for word in sure:
            self.table[bucket_lists([word], self.BUCKETS)[0]] = 5
        self.rows = np.array([[1], [0], [0], [0]], np.float32)
        self.biases = np.zeros(4, np.float32)


@pytest.mark.parametrize(
    ("shares", "room", "kept"),
    [
        # The letters tell this word already.
        ({"de": {"über": 0.02, "und": 0.01}}, 1, {"de": {"und"}}),
        ({"de": {"und": 0.01, "obwohl": 1e-5}}, 1, {"de": {"und"}}),
        ({"de": {"und": 0.01, "obwohl": 1e-5}}, 2, {"de": {"und", "obwohl"}}),
        # A word has all of its languages in the table, or none.
        ({"de": {"in": 0.01}, "en": {"in": 0.01}}, 1, {}),
        ({"de": {"in": 0.01}, "en": {"in": 0.01}}, 2, {"de": {"in"}, "en": {"in"}}),
        # A language that hardly uses the word is left out.
        ({"de": {"in": 0.01}, "en": {"in": 1e-6}}, 2, {"de": {"in"}}),
    ],
)
def test_the_table_has_the_words_that_help_most(shares: dict, room: int, kept: dict) -> None:
    found = chosen_words(shares, LABELS, LettersOfWords(["über"]), LettersOfWords.BUCKETS, 1, room)
    assert {label: set(words) for label, words in found.items()} == kept
