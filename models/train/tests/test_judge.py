"""Tests of the parts under the training of the large reranker on single sentences."""

import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from train.reranker.exported import read_exported
from train.reranker.network import with_layers
from train.reranker.pages import read_pages
from train.reranker.sentences import LAYERS, paired

FOLDER = Path(__file__).parents[2] / "reranker"


def test_weights_that_are_read_back_score_as_the_model_does() -> None:
    model = with_layers(read_exported(FOLDER / "onnx", 1, 0), LAYERS).eval()
    golden = json.loads((FOLDER / "golden.json").read_text())
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    with torch.inference_mode():
        logits = model(*paired([(golden["query"], text) for text in golden["texts"]], tokenizer))[0]
    np.testing.assert_allclose(torch.sigmoid(logits), golden["scores"], atol=0.02)


def test_no_page_or_question_is_learnt_from_and_held_back() -> None:
    learnt, held = read_pages("pages-*.txt"), read_pages("held-back-*.txt")
    assert not {each.page.name for each in learnt} & {each.page.name for each in held}
    assert not {sentence for each in learnt for sentence in each.page.sentences} & {s for each in held for s in each.page.sentences}


def test_no_written_page_is_one_of_the_golden_set() -> None:
    golden = (Path(__file__).parents[3] / "golden/answers.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    texts = {json.loads(line)["contexts"][0] for line in golden}
    for page in {each.page for each in read_pages("*.txt")}:
        assert not any(sentence in text for text in texts for sentence in page.sentences if len(sentence) > 30), page.name
