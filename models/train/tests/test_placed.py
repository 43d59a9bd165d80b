from collections import Counter

import pytest

from train.common.evaluation import copies, evaluation_digests
from train.heads.placed import FOLDER, held_back_placed, lines_of, texts_of

LINES = ("harmless-1", "held-back-harmless", "held-back-orders", "orders-1", "orders-2")
TEXTS = ("held-back-texts", "texts-1", "texts-2")


def everything() -> list[str]:
    return [*(text for name in TEXTS for text in texts_of(name)), *(line for name in LINES for line in lines_of(name))]


def test_written_texts_and_orders_stand_once() -> None:
    assert [text for text, count in Counter(everything()).items() if count > 1 or not text] == []


def test_no_written_text_or_order_is_of_an_evaluation_set() -> None:
    found = everything()
    assert [text for text, copied in zip(found, copies(found, evaluation_digests())) if copied] == []


def test_each_file_is_read() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {*LINES, *TEXTS}


@pytest.mark.parametrize("kind", ["plain tasks", "other orders"])
def test_each_order_and_each_harmless_sentence_stands_in_three_texts(kind: str) -> None:
    items = held_back_placed()[kind]
    assert len({text for text, _ in items}) == len(items)
    attacks = [text for text, label in items if label]
    orders = [order for order in lines_of("held-back-orders") if any(order in text for text in attacks)]
    assert len(attacks) == 3 * len(orders)
    harmless = {text for text, label in items if not label}
    assert harmless >= set(texts_of("held-back-texts"))
    for line in lines_of("held-back-harmless"):
        assert sum(line in text for text in harmless) == 3
    for order in lines_of("held-back-orders"):
        assert not any(order in text for text in harmless)
