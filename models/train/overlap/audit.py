"""Counts the evaluation texts that are also in a training source, for each pair of a source and an evaluation set.

    python -m train.overlap.audit DATA [--of NAME] [--show 3]

A line has the source, the trainings that read it, the evaluation set, and three numbers of evaluation texts: those that equal a training text
as a whole, those that share eight words in a row with one, and those that share only a phrase of very many training texts.
The trainings of the classifiers drop these texts when they load a source (`common/evaluation.py`), so their sources may show some here.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from train.common.evaluation import COMMON, passages, words_of
from train.overlap.sets import evaluation_sets
from train.overlap.sources import own_texts, readers, texts_in

# A text of fewer words is a greeting or a name and not evidence of a copy.
FEWEST = 3


class Evaluation:
    """The passages of all evaluation sets, with the texts in which each stands."""

    def __init__(self, data: Path) -> None:
        self.texts: list[tuple[str, str]] = []
        self.places: dict[int, list[int]] = defaultdict(list)
        self.wholes: dict[int, list[int]] = defaultdict(list)
        for name, texts in evaluation_sets(data).items():
            for text in texts:
                words = words_of(text)
                if len(words) < FEWEST:
                    continue
                self.wholes[hash(" ".join(words))].append(len(self.texts))
                for passage in set(map(hash, passages(text))):
                    self.places[passage].append(len(self.texts))
                self.texts.append((name, text))

    def met(self, texts: Iterable[str]) -> tuple[set[int], dict[int, str], set[int]]:
        """The evaluation texts that are a training text, those that share a passage (with that training text), and those that share a common phrase."""
        exact: set[int] = set()
        counts: Counter[int] = Counter()
        first: dict[int, str] = {}
        for text in texts:
            own = {passage for passage in map(hash, passages(text)) if passage in self.places}
            if not own:
                continue
            exact.update(self.wholes.get(hash(" ".join(words_of(text))), ()))
            counts.update(own)
            for passage in own:
                first.setdefault(passage, text)
        shared = {at: first[passage] for passage, count in counts.items() if count <= COMMON for at in self.places[passage]}
        common = {at for passage, count in counts.items() if count > COMMON for at in self.places[passage]}
        return exact, shared, common - set(shared)


def sources(data: Path) -> Iterator[tuple[str, str, Iterable[str]]]:
    for path, trainings in readers(data).items():
        yield path.relative_to(data / "train").as_posix().removesuffix(".jsonl.xz"), ", ".join(trainings), dict.fromkeys(texts_in(path))
    for name, training, texts in own_texts(data):
        yield name, training, dict.fromkeys(texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--of", default="", help="only sources with this in their name or in that of a training")
    parser.add_argument("--show", type=int, default=0, help="texts to print of each pair, with the training text")
    arguments = parser.parse_args()
    evaluation = Evaluation(arguments.data)
    for source, trainings, texts in sources(arguments.data):
        if arguments.of not in f"{source} {trainings}":
            continue
        exact, shared, common = evaluation.met(texts)
        by_set = {kind: Counter(evaluation.texts[at][0] for at in found) for kind, found in (("=", exact), ("8", shared), ("~", common))}
        for name in sorted(set().union(*by_set.values())):
            numbers = " ".join(f"{by_set[kind][name]:6}" for kind in "=8~")
            print(f"{source:36} {name:44} {numbers}   {trainings}", flush=True)
            for at in [at for at in sorted(shared) if evaluation.texts[at][0] == name][: arguments.show]:
                print(f"    {evaluation.texts[at][1][:200]!r}\n    {shared[at][:200]!r}")


if __name__ == "__main__":
    main()
