import random
from pathlib import Path

import pytest
import torch

from train.heads.opinions import SPREAD, TRUST, read_opinions, with_opinions, write_opinions

OPINIONS = {"well acted": [0.1, 0.1, 0.8], "the door is blue": [0.2, 0.7, 0.1], "nobody laughed": [0.9, 0.05, 0.05]}
LABELLED = [("the door is blue", 1), ("the door is blue", 1), ("well acted", 2), ("bus at nine", 1), ("awful shop", 0)]


def lesson(most: int) -> dict[str, list[list[float]]]:
    found: dict[str, list[list[float]]] = {}
    for text, wanted in zip(*with_opinions(LABELLED, OPINIONS, {"the door is blue"}, most, random.Random(1))):
        found.setdefault(text, []).append(wanted.tolist())
    return found


def test_the_shares_of_every_text_add_up_to_one() -> None:
    _, wanted = with_opinions(LABELLED, OPINIONS, set(), 9, random.Random(1))
    assert torch.allclose(wanted.sum(1), torch.ones(len(wanted)))


def test_a_certain_text_keeps_its_label_and_comes_as_often_as_it_stands() -> None:
    assert lesson(9)["the door is blue"] == [pytest.approx([SPREAD / 3, 1 - SPREAD * 2 / 3, SPREAD / 3])] * 2


def test_a_label_and_an_opinion_are_mixed() -> None:
    assert lesson(9)["well acted"][0][2] == pytest.approx((1 - TRUST) * (1 - SPREAD * 2 / 3) + TRUST * 0.8)


def test_a_text_without_a_label_follows_the_opinion() -> None:
    assert lesson(9)["nobody laughed"] == [pytest.approx([0.9, 0.05, 0.05])]


@pytest.mark.parametrize(("most", "found"), [(0, 0), (1, 1), (9, 2)])
def test_a_lesson_has_at_most_the_wanted_number_of_texts_without_an_opinion(most: int, found: int) -> None:
    assert len({"bus at nine", "awful shop"} & set(lesson(most))) == found


def test_opinions_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_opinions(tmp_path / "opinions.jsonl.xz", OPINIONS)
    assert read_opinions(tmp_path / "opinions.jsonl.xz") == OPINIONS
