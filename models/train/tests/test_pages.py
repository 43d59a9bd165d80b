"""Tests of the pages with questions that the large reranker learns from."""

import json
from pathlib import Path

from train.reranker.pages import read_pages


def test_no_page_or_question_is_learnt_from_and_held_back() -> None:
    learnt, held = read_pages("pages-*.txt"), read_pages("held-back-*.txt")
    assert not {each.page.name for each in learnt} & {each.page.name for each in held}
    assert not {sentence for each in learnt for sentence in each.page.sentences} & {s for each in held for s in each.page.sentences}


def test_no_written_page_is_one_of_the_golden_set() -> None:
    golden = (Path(__file__).parents[3] / "golden/answers.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    texts = {json.loads(line)["contexts"][0] for line in golden}
    for page in {each.page for each in read_pages("*.txt")}:
        assert not any(sentence in text for text in texts for sentence in page.sentences if len(sentence) > 30), page.name
