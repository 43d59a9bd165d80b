"""How well the best sentence of a collection answers the questions to it, and from which score on it is shown.

    python -m train.reranker.judged [--model reranker] [--texts "held-back-[123].txt"]

Reads written/held-back-*.txt, or the named ones of them. Prints the share of right answers by that of wrong ones, and the scale for src/answer/read-sentences.ts,
fitted to all questions; the figures of the scale come from twelve fits, each to the pages of the others. Three minutes on one core.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from train.common.packed_graph import packed_session
from train.minilm.convert import embedder
from train.reranker.calibrate import Score
from train.reranker.convert import Scorer
from train.reranker.pages import Asked, Page, read_pages

MODELS = Path(__file__).parents[2]
# As in src/answer: the nearest sentences of the five nearest pages are read.
PAGES, NEAREST = 5, 16
# The score of a sentence grows with its lead over the third-best one.
LEADS = (0.0, 0.5, 1.0, 2.0)
FOLDS = 12
BOUNDS = (0.25, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True)
class Reading:
    """A question with the sentences that are read for it."""

    asked: Asked
    texts: list[str]


def readings(asked: list[Asked]) -> list[Reading]:
    embed = embedder(MODELS / "minilm")
    pages = list(dict.fromkeys(each.page for each in asked))
    every = [sentence for page in pages for sentence in page.sentences]
    vectors = dict(zip(every, embed(every)))
    whole = embed([" ".join(page.sentences) for page in pages])
    out = []
    for each, question in zip(asked, embed([each.question for each in asked])):
        own = [at for at, page in enumerate(pages) if page.group == each.page.group]
        nearest = sorted(own, key=lambda at: -float(whole[at] @ question))[:PAGES]
        found = [sentence for at in nearest for sentence in pages[at].sentences]
        out.append(Reading(each, sorted(found, key=lambda sentence: -float(vectors[sentence] @ question))[:NEAREST]))
    return out


@dataclass(frozen=True)
class Best:
    """The best sentence of a question: its score, its lead, and whether it answers."""

    asked: Asked
    score: float
    lead: float
    right: bool


def bests(score: Score, read: list[Reading]) -> list[Best]:
    out = []
    for each in read:
        scores = score(each.asked.question, each.texts)
        best = int(np.argmax(scores))
        out.append(Best(each.asked, float(scores[best]), float(scores[best] - np.sort(scores)[-3]), each.asked.right(each.texts[best])))
    return out


def shares(best: list[Best], values: np.ndarray, bound: float) -> tuple[float, float]:
    """Right answers among the answerable questions, and wrong ones among the others; one in three of those has another subject."""
    shown = values >= bound
    right = [ok and each.right for ok, each in zip(shown, best) if each.asked.answer is not None]
    missing = [ok for ok, each in zip(shown, best) if each.asked.answer is None and not each.asked.other_subject]
    other = [ok for ok, each in zip(shown, best) if each.asked.other_subject]
    return float(np.mean(right)), float((2 * np.mean(missing) + np.mean(other)) / 3)


def values_of(best: list[Best], lead: float) -> np.ndarray:
    """The number that is compared with a bound, for each question."""
    return np.array([each.score + lead * each.lead for each in best])


def curve(best: list[Best], lead: float) -> str:
    values = values_of(best, lead)
    points = [shares(best, values, bound) for bound in values]
    return ", ".join(f"{max(right for right, wrong in points if wrong <= most):.3f} at {most}" for most in (0.05, 0.1, 0.2, 0.3))


def measure(best: list[Best], read: list[Reading]) -> str:
    answerable = [each for each in best if each.asked.answer is not None]
    known = np.mean([any(map(each.asked.right, each.texts)) for each in read if each.asked.answer is not None])
    parts = [f"read {known:.3f}", f"first {np.mean([each.right for each in answerable]):.3f}"]
    return "; ".join(parts + [f"lead {lead:g}: right {curve(best, lead)}" for lead in LEADS])


def fit(values: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Steepness and the even value of the most likely logistic curve, by Newton's method with a weak pull to zero."""
    inputs = np.stack([(values - values.mean()) / values.std(), np.ones(len(values))], 1)
    weights = np.zeros(2)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - right) + [0.1 * weights[0], 0]
        weights -= np.linalg.solve((inputs * (chance * (1 - chance))[:, None]).T @ inputs + np.diag([0.1, 0]), slope)
    steepness = weights[0] / values.std()
    return float(steepness), float(values.mean() - weights[1] / steepness)


def folded(best: list[Best], lead: float) -> np.ndarray:
    """The probability for each question, by a fit to the pages of the other folds."""
    pages: list[Page] = list(dict.fromkeys(each.asked.page for each in best))
    fold = np.random.default_rng(0).permutation(len(pages)) % FOLDS
    folds = np.array([fold[pages.index(each.asked.page)] for each in best])
    values = values_of(best, lead)
    right = np.array([each.right for each in best], float)
    out = np.zeros(len(best))
    for number in range(FOLDS):
        steepness, even = fit(values[folds != number], right[folds != number])
        out[folds == number] = 1 / (1 + np.exp(-steepness * (values[folds == number] - even)))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=MODELS / "reranker")
    parser.add_argument("--texts", default="held-back-*.txt")
    arguments = parser.parse_args()
    score = Scorer(packed_session(arguments.model / "onnx"), Tokenizer.from_file(str(arguments.model / "tokenizer.json")))
    read = readings(read_pages(arguments.texts))
    best = bests(score, read)
    print(measure(best, read))
    right = np.array([each.right for each in best], float)
    for lead in LEADS:
        steepness, even = fit(values_of(best, lead), right)
        chances = folded(best, lead)
        loss = -np.mean(right * np.log(chances) + (1 - right) * np.log(1 - chances))
        shown = {bound: shares(best, chances, bound) for bound in BOUNDS}
        bounds = ", ".join(f"{bound}: {found:.2f} right {wrong:.2f} wrong" for bound, (found, wrong) in shown.items())
        print(f"lead {lead:g}: steepness {steepness:.3f}, even {even:.3f}, loss {loss:.3f}; {bounds}")


if __name__ == "__main__":
    main()
