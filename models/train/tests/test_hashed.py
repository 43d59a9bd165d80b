"""The workers are tested with the same fixture: test/workers/architectures/hashed-parity.test.ts."""

import json

import pytest

from train.tests.fixture import PATH, bag_logits, head_features, language_features

PARITY = json.loads(PATH.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", PARITY["cases"], ids=lambda case: ascii(case["text"])[:40])
def test_a_text_has_the_features_of_the_fixture(case: dict) -> None:
    assert head_features(case["text"]) == case["head"]
    assert language_features(case["text"]) == case["language"]


@pytest.mark.parametrize("case", PARITY["bag"]["cases"], ids=lambda case: f"{len(case['features'])} features")
def test_the_bag_computes_the_logits_of_the_fixture(case: dict) -> None:
    assert bag_logits(bytes(PARITY["bag"]["bytes"]), case["features"]) == pytest.approx(case["logits"], abs=1e-5)
