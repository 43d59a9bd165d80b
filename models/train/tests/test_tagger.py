"""The workers are tested with the same fixture: test/workers/architectures/tagger-parity.test.ts."""

import json

import numpy as np
import pytest
import torch

from train.pii.decode import decode
from train.pii.fixture import OUT, units
from train.pii.labels import LABELS
from train.pii.model import DILATIONS, convolved
from train.pii.tokens import featurize

PARITY = json.loads(OUT.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", PARITY["cases"], ids=lambda case: ascii(case["text"])[:40])
def test_a_text_is_cut_hashed_and_decoded_as_in_the_fixture(case: dict) -> None:
    text = case["text"]
    tokens, rows = featurize(text)
    assert [[units(text, s), units(text, e), kind] for _, s, e, kind in tokens] == case["tokens"]
    assert [row[column] for column in range(6) for row in rows] == case["ids"]
    logits = np.array(case["logits"]).reshape(len(tokens), len(LABELS))
    found = decode(logits, tokens, PARITY["outsideBias"], PARITY["thresholds"], PARITY["certain"])
    assert [[units(text, s), units(text, e), kind] for s, e, kind, _ in found] == [span[:3] for span in case["spans"]]
    assert [span[3] for span in case["spans"]] == pytest.approx([score for *_, score in found], abs=1e-5)


@pytest.mark.parametrize("dilation", sorted(set(DILATIONS)))
def test_one_product_computes_the_convolution_of_the_layer(dilation: int) -> None:
    torch.manual_seed(1)
    layer = torch.nn.Conv1d(4, 8, 3, dilation=dilation, padding=dilation)
    words = torch.randn(2, 5, 4)
    torch.testing.assert_close(convolved(words, layer), layer(words.transpose(1, 2)).transpose(1, 2))
