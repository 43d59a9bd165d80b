"""The worker is tested with the same fixture: test/workers/model-files/unpack-weights.test.ts."""

import base64
import json
from pathlib import Path

import numpy as np

from train.common.packed_graph import four_bits, read_packed

PATH = Path(__file__).parents[3] / "test/fixtures/packed-weights.json"


def test_packed_weights_become_the_numbers_of_the_fixture() -> None:
    fixture = json.loads(PATH.read_text())
    codes = read_packed(base64.b64decode(fixture["packed"]))
    assert codes == base64.b64decode(fixture["unpacked"])


def test_weights_that_were_of_four_bits_before_stay_as_they_are() -> None:
    steps = np.random.default_rng(0).integers(-8, 8, (64, 5))
    steps[::32] = -8  # as in every group that has been scaled by its largest number
    sizes = np.random.default_rng(1).uniform(0.001, 0.01, (2, 5)).astype(np.float16)
    found, found_sizes = four_bits(steps * np.repeat(sizes.astype(np.float32), 32, 0))
    assert (found == steps).all()
    assert (found_sizes == sizes).all()
