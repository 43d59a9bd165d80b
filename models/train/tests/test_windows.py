import numpy as np
import pytest

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
