"""Pages with questions, written for this purpose: some that one sentence answers, and some about a fact that the page lacks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from train.common.corpus import present, split_sentences
from train.common.evaluation import without_evaluation

WRITTEN = Path(__file__).parent / "written"


@dataclass(frozen=True)
class Page:
    # Pages of one group are one collection of documents.
    group: str
    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    question: str
    page: Page
    # The part of a sentence that holds the answer; none where the page lacks it.
    answer: str | None
    other_subject: bool

    def right(self, sentence: str) -> bool:
        return self.answer is not None and self.answer in sentence


def read_pages(pattern: str) -> list[Asked]:
    """The questions of all files whose names match, without those that an evaluation set also asks."""
    asked: list[Asked] = []
    for path in sorted(WRITTEN.glob(pattern)):
        name, page = "", None
        for line in present(path).read_text(encoding="utf-8").splitlines():
            sign, _, rest = line.partition(" ")
            if sign == "#":
                name = rest
            elif sign == "+" and page:
                question, answer = (part.strip() for part in rest.split(" | "))
                if sum(answer in sentence for sentence in page.sentences) != 1:
                    raise SystemExit(f"{path.name}, {name}: one sentence must hold {answer!r}")
                asked.append(Asked(question, page, answer, False))
            elif sign in ("-", "~") and page:
                asked.append(Asked(rest.strip(), page, None, sign == "~"))
            elif line.strip():
                page = Page(path.stem, name, tuple(split_sentences(line.strip())))
    if not asked:
        raise SystemExit(f"{WRITTEN} holds no file {pattern}")
    return without_evaluation(asked, lambda each: each.question)
