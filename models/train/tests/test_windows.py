import numpy as np
import pytest

from train.heads.penalty import penalties_for
from train.heads.windows import combined, cut_windows


@pytest.mark.parametrize(
    ("length", "windows"),
    [
        (0, []),
        (1, [(0, 1)]),
        (62, [(0, 62)]),
        (63, [(0, 62), (47, 63)]),
        (109, [(0, 62), (47, 109)]),
        (110, [(0, 62), (47, 109), (94, 110)]),
    ],
)
def test_windows_are_cut_as_the_worker_cuts_them(length: int, windows: list[tuple[int, int]]) -> None:
    assert cut_windows(length, 62) == windows


def test_the_highest_of_many_windows_gives_way_to_their_number() -> None:
    assert combined(np.array([[1.0], [3.0]]), {"lengthPenalty": 0.5}) == pytest.approx([3 - 0.5 * np.log(2)])
    assert combined(np.zeros((0, 1)), {"lengthPenalty": 0.5}) is None


POINTS = {"lengthPenalty": [[4, 1.0], [16, 2.0], [64, 5.0]]}


@pytest.mark.parametrize(
    ("windows", "joined"),
    [
        ([3.0], 3),
        ([3.0, -9], 2.5),
        ([3.0] + 3 * [-9.0], 2),
        ([3.0] + 7 * [-9.0], 1.5),
        ([3.0] + 1999 * [-9.0], -2),
        ([2.0, 3, 2, 3, 2, 3], 2.5),
    ],
)
def test_points_of_penalty_are_read_as_the_worker_reads_them(windows: list[float], joined: float) -> None:
    assert combined(np.array([[logit] for logit in windows]), POINTS) == pytest.approx([joined])


def test_each_length_gets_the_penalty_that_its_worst_kind_needs() -> None:
    def read(text: str) -> np.ndarray:
        return np.array([[float(logit)] for logit in text.split()])

    alone = [(str(number), 0) for number in range(101)]
    pairs = [(f"{number} {number + 4}", 0) for number in range(101)]
    short, long = "0 " * 5, "0 " * 50
    harmless = {
        ("mail", 100): [short + "99"],
        ("novels", 100): [short + "107"],
        ("mail", 400): [long + "90"],
        ("mail", 2_000): [long + "110"],
    }
    assert penalties_for(read, [*alone, *pairs, ("200", 1)], harmless, {"balanced": 0.02, "high-recall": 0.1}) == [
        [2, 4],
        [6, 17],
        [51, 17],
        [51, 20],
    ]
