"""Tests of the parts under the training of the large reranker on single sentences."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from train.common.packed_graph import GROUP, four_bits
from train.reranker.answered import EVEN, LEAD, STEEPNESS, UNRELATED, Outcome, shares
from train.reranker.exported import read_exported
from train.reranker.network import with_layers
from train.reranker.pages import Asked, Page
from train.reranker.rounding import rounded
from train.reranker.sentences import LAYERS, paired

FOLDER = Path(__file__).parents[2] / "reranker"


def test_weights_that_are_read_back_score_as_the_model_does() -> None:
    model = with_layers(read_exported(FOLDER / "onnx", 1, 0), LAYERS).eval()
    golden = json.loads((FOLDER / "golden.json").read_text())
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    with torch.inference_mode():
        logits = model(*paired([(golden["query"], text) for text in golden["texts"]], tokenizer))[0]
    np.testing.assert_allclose(torch.sigmoid(logits), golden["scores"], atol=0.02)


def test_rounding_keeps_the_products_better_than_plain_rounding_and_packs_without_loss() -> None:
    random = np.random.default_rng(5)
    inputs = random.normal(size=(400, 12)) @ random.normal(size=(12, 2 * GROUP)) + 0.1 * random.normal(size=(400, 2 * GROUP))
    weight = random.normal(size=(2 * GROUP, 48)).astype(np.float32)
    own = rounded(weight, inputs.T @ inputs)
    steps_of, sizes = four_bits(weight)
    plain = steps_of * np.repeat(sizes.astype(np.float32), GROUP, axis=0)
    errors = [np.square(inputs @ (each - weight)).sum() for each in (own, plain)]
    assert errors[0] < 0.3 * errors[1]
    steps_of, sizes = four_bits(own)
    np.testing.assert_allclose(steps_of * np.repeat(sizes.astype(np.float32), GROUP, axis=0), own, rtol=1e-3, atol=1e-6)


def test_the_scale_is_that_of_the_answers_in_a_page() -> None:
    source = (FOLDER.parents[1] / "src/answer/read-sentences.ts").read_text(encoding="utf-8")
    scale = re.search(r"const LOGITS = \{ unrelated: (\S+), lead: (\S+), even: (\S+), steepness: (\S+) \}", source)
    assert scale and [float(part) for part in scale.groups()] == [UNRELATED, LEAD, EVEN, STEEPNESS]


def outcome(answer: str | None, shown: float, right: float = 0.0, other_subject: bool = False) -> Outcome:
    return Outcome(Asked("?", Page("one", "page", ()), answer, other_subject), shown, right)


def test_an_answer_counts_from_its_bound_on() -> None:
    found = [outcome("yes", 0.9, 0.9), outcome("yes", 0.8, 0.6), outcome(None, 0.7), outcome(None, 0.2)]
    assert shares(found, 0.5) == (1.0, 0.5)
    assert shares(found, 0.65) == (0.5, 0.5)
    assert shares(found, 0.75) == (0.5, 0.0)


def test_a_question_about_another_subject_counts_half() -> None:
    found = [outcome("yes", 1, 1), outcome(None, 0.9), outcome(None, 0.1, other_subject=True)]
    assert shares(found, 0.5)[1] == pytest.approx(2 / 3)
    assert shares(found[:1] + found[2:], 0.5)[1] == 0.0
