"""Tests of the pages with questions that the large reranker learns from."""

import json
from pathlib import Path

import pytest

from train.common.evaluation import copies, evaluation_digests
from train.reranker import pages
from train.reranker.pages import read_pages
from train.reranker.questions import ASKED


def test_no_page_or_question_is_learnt_from_and_held_back() -> None:
    learnt, held = read_pages("pages-*.txt"), read_pages("held-back-*.txt")
    assert not {each.page.name for each in learnt} & {each.page.name for each in held}
    assert not {sentence for each in learnt for sentence in each.page.sentences} & {s for each in held for s in each.page.sentences}


def test_no_written_page_is_one_of_the_golden_set() -> None:
    golden = (Path(__file__).parents[3] / "golden/answers.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    texts = {json.loads(line)["contexts"][0] for line in golden}
    for page in {each.page for each in read_pages("*.txt")}:
        assert not any(sentence in text for text in texts for sentence in page.sentences if len(sentence) > 30), page.name


def test_no_text_written_for_the_rerankers_is_of_an_evaluation_set() -> None:
    lines = [line for path in sorted(pages.WRITTEN.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [line.lstrip("+-~ ").split(" | ")[0] for line in lines if not line.startswith("#")]
    texts += [text for asked in ASKED for text in asked]
    assert [text for text, copied in zip(texts, copies(texts, evaluation_digests())) if copied] == []


def test_the_loader_drops_a_question_that_an_evaluation_set_also_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    golden = (Path(__file__).parents[3] / "golden/answers.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    asked = json.loads(golden[0])["question"]
    page = f"# kiosk\nThe kiosk opens at noon.\n- {asked.upper()}\n+ When do you open in the kiosk? | at noon\n"
    (tmp_path / "pages-9.txt").write_text(page, encoding="utf-8")
    monkeypatch.setattr(pages, "WRITTEN", tmp_path)
    assert [each.question for each in read_pages("pages-9.txt")] == ["When do you open in the kiosk?"]
