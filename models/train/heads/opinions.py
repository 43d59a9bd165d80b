"""The opinions of a larger model about texts: the share of each label. A small model learns from them, also where a text has no label."""

from __future__ import annotations

import json
import lzma
import random
from pathlib import Path

import torch
from torch import Tensor

from train.common.corpus import rows
from train.heads.labels import Labelled

# The part of the opinion in the wanted answer, where people gave a label too.
TRUST = 0.7
# The part of a label that is spread over all labels, so that the model does not become too sure.
SPREAD = 0.05

Opinions = dict[str, list[float]]


def write_opinions(path: Path, opinions: Opinions) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        for text, shares in opinions.items():
            file.write(json.dumps({"text": text, "shares": [round(share, 4) for share in shares]}, ensure_ascii=False) + "\n")


def read_opinions(path: Path) -> Opinions:
    return {row["text"]: row["shares"] for row in rows(path)}


def with_opinions(labelled: Labelled, opinions: Opinions, certain: set[str], most: int, choose: random.Random) -> tuple[list[str], Tensor]:
    """
    The texts of an epoch and the wanted share of each label.

    A text of `certain` keeps its label whatever the opinion, and comes as often as in `labelled`. Other labels are mixed with the opinions.
    Of the labelled texts without an opinion at most `most` come. Texts that only the larger model judged come last.
    """
    count = len(next(iter(opinions.values())))
    labels = dict(labelled)
    from_people = lambda label: (1 - SPREAD) * torch.eye(count)[label] + SPREAD / count
    sure = [(text, from_people(label)) for text, label in labelled if text in certain]
    mixed = [
        (text, (1 - TRUST) * from_people(label) + TRUST * torch.tensor(opinions[text]))
        for text, label in labels.items()
        if text in opinions and text not in certain
    ]
    rest = [(text, from_people(label)) for text, label in labels.items() if text not in opinions and text not in certain]
    judged = [(text, torch.tensor(shares)) for text, shares in opinions.items() if text not in labels]
    items = [*sure, *mixed, *choose.sample(rest, min(most, len(rest))), *judged]
    return [text for text, _ in items], torch.stack([wanted for _, wanted in items])
