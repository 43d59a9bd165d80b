"""What `answer()` finds and what it answers wrongly with the reranker, at each bound.

    python -m train.reranker.answered [--texts "held-back-*.txt"] [--model reranker]
    python -m train.reranker.answered --xquad DATA [--step 12]

The first form asks the written questions, of which 'balanced' and 'high-precision' of src/answer/bounds.ts come. The second form asks questions
of XQuAD, each to the five paragraphs of its own article and to those of another article, which do not hold the answer. The scale and the choice of
the sentences are those of src/answer, made again here.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from train.common.corpus import lines, split_sentences
from train.common.packed_graph import packed_session
from train.reranker.calibrate import Score
from train.reranker.convert import Scorer
from train.reranker.judged import MODELS, Reading, readings
from train.reranker.pages import Asked, Page, read_pages

# As in src/answer/read-sentences.ts.
UNRELATED, LEAD, EVEN, STEEPNESS = -2.4, 0.5, 2.54, 0.82
# As in src/answer/extract.ts: the second sentence is shown if it is nearly as relevant.
SHOWN, NEARLY = 2, 0.7
BOUNDS = np.arange(0.1, 0.91, 0.05)


@dataclass(frozen=True)
class Outcome:
    """The relevance of the best sentence of a question, and the least bounds at which an answer is not shown, or not right any more."""

    asked: Asked
    shown: float
    right: float


def paragraphs(data: Path, step: int) -> list[Asked]:
    """Every n-th question of XQuAD, once with its own article and once with another one."""
    folder = data / "eval/retrieval/xquad"
    rows = lines(folder / "en.paragraphs.jsonl")
    pages = [Page(row["title"], str(row["id"]), tuple(split_sentences(row["text"]))) for row in rows]
    asked = []
    for row in lines(folder / "en.questions.jsonl")[::step]:
        page, text = pages[row["para"]], rows[row["para"]]["text"]
        at = row["answers"][0]["start"]
        answer = next(sentence for sentence in page.sentences if text.index(sentence) + len(sentence) > at)
        # An article has five paragraphs in a row, so this is a paragraph of the article on the other side of the list.
        other = pages[(row["para"] + len(pages) // 2) % len(pages)]
        asked += [Asked(row["question"], page, answer, False), Asked(row["question"], other, None, True)]
    return asked


def relevance(logits: np.ndarray) -> np.ndarray:
    third = max(UNRELATED, np.sort(logits)[-3]) if len(logits) > 2 else UNRELATED
    return 1 / (1 + np.exp(-STEEPNESS * (logits + LEAD * (logits - third) - EVEN)))


def outcomes(score: Score, read: list[Reading]) -> list[Outcome]:
    out = []
    for each in read:
        chances = relevance(score(each.asked.question, each.texts))
        order = np.argsort(-chances)[:SHOWN]
        shown = [at for at in order if chances[at] >= NEARLY * chances[order[0]]]
        right = max((float(chances[at]) for at in shown if each.asked.right(each.texts[at])), default=0.0)
        out.append(Outcome(each.asked, float(chances[order[0]]), right))
    return out


def shares(found: list[Outcome], bound: float) -> tuple[float, float]:
    """Right answers among the answerable questions, and answers among the others. A question about another subject counts half."""
    right = [each.right >= bound for each in found if each.asked.answer is not None]
    others = [each for each in found if each.asked.answer is None]
    kinds = {side: [each.shown >= bound for each in others if each.asked.other_subject == side] for side in (False, True)}
    weights = [(weight, np.mean(kinds[side])) for side, weight in ((False, 2), (True, 1)) if kinds[side]]
    return float(np.mean(right)), float(sum(w * mean for w, mean in weights) / sum(w for w, _ in weights))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=MODELS / "reranker")
    parser.add_argument("--texts", default="held-back-*.txt")
    parser.add_argument("--xquad", type=Path)
    parser.add_argument("--step", type=int, default=12)
    arguments = parser.parse_args()
    score = Scorer(packed_session(arguments.model / "onnx"), Tokenizer.from_file(str(arguments.model / "tokenizer.json")))
    asked = paragraphs(arguments.xquad, arguments.step) if arguments.xquad else read_pages(arguments.texts)
    found = outcomes(score, readings(asked))
    answerable = sum(each.asked.answer is not None for each in found)
    print(f"| bound | found and right, of {answerable} | wrongly answered, of {len(found) - answerable} | difference |\n|---|---|---|---|")
    for bound in BOUNDS:
        right, wrong = shares(found, bound)
        print(f"| {bound:.2f} | {right:.3f} | {wrong:.3f} | {right - wrong:.3f} |")


if __name__ == "__main__":
    main()
