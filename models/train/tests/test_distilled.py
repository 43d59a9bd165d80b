"""Tests of the parts under the trainings of reranker-small and static-multilingual."""

import random

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models

from train.minilm.encoder import WIDTH, Layer
from train.reranker.network import CrossEncoder, exported, with_layers
from train.reranker.queries import paraphrased, questions
from train.static_multilingual.vocabulary import pieces


def test_a_sentence_becomes_questions_with_a_piece_of_it_left_out() -> None:
    made = questions("The old bridge was closed in 1921 by two engineers.", random.Random(1))
    assert any(question.startswith("what was the old bridge") for question in made)
    asked = [question for question in made if " did the old bridge" in question]
    assert asked and "1921" not in asked[0]
    assert any(question.startswith("how many engineers") for question in made)
    assert questions("Yes.", random.Random(1)) == []


def test_a_paraphrase_keeps_the_signs_of_the_words_that_it_replaces() -> None:
    assert paraphrased("where is the car?", {"car": ["vehicle"]}, random.Random(1)) == "where is the vehicle?"


def test_the_first_token_alone_gets_the_state_that_it_gets_among_all() -> None:
    torch.manual_seed(0)
    layer, x, mask = Layer().eval(), torch.randn(2, 7, WIDTH), torch.ones(2, 7, dtype=torch.bool)
    mask[1, 5:] = False
    # With a gradient the attention is written out; without, it is one call of the library.
    whole = layer(x, mask)[:, :1]
    with torch.inference_mode():
        assert torch.allclose(layer(x, mask, queries=1), whole, atol=1e-5)


def test_weights_come_back_by_their_names_with_the_layers_that_are_kept() -> None:
    torch.manual_seed(0)
    weights = exported(CrossEncoder(pieces=9, layers=3).state_dict(), 3)
    kept = exported(with_layers(weights, [0, 2]).state_dict(), 2)
    name = "intermediate.dense.weight"
    assert np.array_equal(kept[f"encoder.layer.1.{name}"], weights[f"encoder.layer.2.{name}"])
    assert np.array_equal(kept["classifier.weight"], weights["classifier.weight"])


def test_pieces_are_small_letters_and_every_single_sign_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    tokenizer = Tokenizer(
        models.Unigram([("<unk>", 0.0), ("▁Haus", -1.0), ("▁Übung", -2.0), ("ung", -3.0), ("東京", -4.0), ("中", -5.0)], 0)
    )
    used = {tokenizer.token_to_id(piece): count for piece, count in (("▁Haus", 3), ("▁Übung", 2), ("ung", 1), ("東京", 9))}
    monkeypatch.setattr("train.static_multilingual.vocabulary.count", lambda *_: {**dict.fromkeys(range(6), 0), **used})
    assert pieces(tokenizer, None, 5) == ["[UNK]", "##中", "中", "haus", "ubung"]
