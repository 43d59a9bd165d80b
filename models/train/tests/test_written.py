import random
from collections import Counter

import pytest

from train.heads.emoji import IN_HATE, STARTS_AS, words_of_signs
from train.heads.labels import MULTI_LABEL
from train.heads.misspelt import misspelt
from train.heads.vocabulary import counted, smaller_tokenizer
from train.heads.written import SIGNS, held_back_writing, written


@pytest.mark.parametrize("task", SIGNS)
def test_written_texts_stand_once_and_their_labels_are_balanced(task: str) -> None:
    parts = [written(task), held_back_writing(task)["everyday"]]
    texts = [text for part in parts for text, _ in part]
    assert [text for text, count in Counter(texts).items() if count > 1] == []
    if task in MULTI_LABEL:
        # Many labels, and only some of them need more texts.
        return
    for part in parts:
        counts = Counter(label for _, label in part)
        assert set(counts) == set(range(len(SIGNS[task])))
        assert max(counts.values()) < 1.5 * min(counts.values())


def test_a_word_keeps_its_meaning_beside_an_emoji() -> None:
    tokenizer, pieces = smaller_tokenizer(counted(["great day, love it"]), 500)
    assert tokenizer.get_vocab_size() == len(pieces) <= 500
    tokens = tokenizer.encode("great😊 day 👍🏽").tokens
    assert tokens == ["[CLS]", "great", "##😊", "day", "👍", "##🏽", "[SEP]"]


def test_no_emoji_starts_as_two_words() -> None:
    signs = [piece for piece in words_of_signs(STARTS_AS | IN_HATE) if not piece.startswith("##")]
    assert len(signs) == len(set(signs))
    assert all(len(sign) == 1 for sign in signs)


def test_a_misspelt_text_keeps_its_short_words_and_differs() -> None:
    choose = random.Random(1)
    for text in ("you are a complete idiot", "See you at the station tomorrow."):
        changed = misspelt(choose, text)
        assert changed != text
        assert len(changed.split()) == len(text.split())
    assert misspelt(choose, "oh no") == "oh no"
