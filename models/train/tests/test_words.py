"""The workers read the same file: test/workers/architectures/language-words.test.ts."""

import numpy as np
import pytest

from train.language.words import LEVEL, WordTable, table_file, word_shares

LABELS = ["de", "en", "ro", "und"]
SHARES = {"de": {"über": 0.01, "in": 0.02}, "en": {"in": 0.03}, "ro": {"în": 1e-9}}


@pytest.mark.parametrize(
    ("words", "raised"),
    [([], ""), (["fără"], ""), (["über"], "de"), (["in"], "de en"), (["în"], "ro"), (["în", "über"], "de ro")],
)
def test_a_word_raises_the_languages_that_use_it(words: list[str], raised: str) -> None:
    logits = np.zeros(len(LABELS))
    WordTable(table_file(SHARES, LABELS), LEVEL).add_to(logits, words, 1)
    assert [label for label, logit in zip(LABELS, logits) if logit > 0] == raised.split()


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
