"""Measures models/static-multilingual as e5-small is measured: parallel news, paragraphs of XQuAD, similarity of sentences.

python -m train.static_multilingual.evaluate DATA [static-multilingual]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from train.e5_small.evaluate import news, paragraphs
from train.static.evaluate import Exported, sts

MODELS = Path(__file__).parents[2]


class WithoutPrefixes:
    def __init__(self, model: Exported) -> None:
        self.model = model

    def embed(self, texts: list[str], kind: str) -> np.ndarray:
        """The same for each kind."""
        return self.model(texts)


def measure(data: Path, folder: Path) -> None:
    model = Exported(folder)
    news(WithoutPrefixes(model), data)
    paragraphs(WithoutPrefixes(model), data)
    for size in (model.architecture["dimensions"], *model.architecture["shorterDimensions"]):
        scores = sts(data, lambda texts, size=size: model(texts, size))
        print(f"{size} numbers: STS 2014 {scores['2014'][0]:.1f}, STS 2015 {scores['2015'][0]:.1f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=MODELS / "static-multilingual")
    arguments = parser.parse_args()
    measure(arguments.data, arguments.folder)


if __name__ == "__main__":
    main()
