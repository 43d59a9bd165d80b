"""Continues the training of a shipped encoder classifier: emoji become pieces, and the upper layers learn from texts that went wrong.

    python -m train.heads.mistaken DATA toxicity toxicity WORK
    python -m train.heads.continued DATA toxicity WORK [--steps 260]

WORK/encoder-toxicity.pt is a checkpoint for heads/encoder_export.py. The word vectors and the lower layers stay as they are, so their
states of a text are computed once, and a training takes seven minutes of one core in float32.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from train.common.corpus import SEED, lines
from train.heads.data import load
from train.heads.encoder import Classifier
from train.heads.exported_encoder import Exported
from train.heads.four_bits import FourBits
from train.heads.labels import LABELS, Labelled
from train.heads.lower_layers import lower_states, side_by_side
from train.heads.texts import letters_of
from train.heads.toxicity import with_signs
from train.heads.training import Steps, shuffled_batches, targets
from train.heads.written import written
from train.minilm.encoder import mean_pool

BATCH, WARM_UP = 96, 20
FROZEN = 2
# Texts of the usual lesson, so that the model forgets nothing.
USUAL = 14_000


class Upper(nn.Module):
    """The layers that learn, on the states of those that do not."""

    def __init__(self, model: Classifier) -> None:
        super().__init__()
        self.layers, self.dropout, self.out = model.encoder.layers[FROZEN:], model.dropout, model.out

    def forward(self, states: list[Tensor]) -> Tensor:
        x, mask = side_by_side(states)
        for layer in self.layers:
            x = layer(x, mask)
        return self.out(self.dropout(mean_pool(x, mask)))


def lesson(data: Path, task: str, mistaken: Path) -> Labelled:
    """Texts with an emoji, texts written here, the novels that went wrong, and some of all others."""
    training, development = load(data, task, wide=True)
    # Some texts stand in the corpus twice and differ only in an emoji, with opposite labels.
    measured = {letters_of(text) for text, _ in development}
    labels = {text: label for text, label in training if letters_of(text) not in measured}
    own = written(task)
    chosen = dict(list(labels.items())[:USUAL]) | {text: label for text, label in labels.items() if with_signs(text)}
    return [*(chosen | {row["text"]: 0 for row in lines(mistaken)} | dict(own)).items(), *own, *own]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("task", choices=["toxicity"])
    parser.add_argument("work", type=Path)
    parser.add_argument("--folder", type=Path, default=Path("toxicity"))
    parser.add_argument("--steps", type=int, default=260)
    parser.add_argument("--rate", type=float, default=1e-4)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    exported = Exported(args.folder)
    print(f"{exported.add_signs()} emoji are new", flush=True)
    tokenizer, pieces = exported.tokenizer_of_training(), exported.pieces()
    model = Classifier(exported.layers, len(LABELS[args.task]), pieces)
    model.load_state_dict(exported.weights())
    FourBits.on = True
    model.eval()
    items = lesson(args.data, args.task, args.work / "mistaken.jsonl")
    random.Random(SEED).shuffle(items)
    items = items[: args.steps * BATCH + BATCH]
    # In half the bytes, because all states are in memory at once.
    states = lower_states(model.encoder, tokenizer, [text for text, _ in items], FROZEN, torch.bfloat16)
    print(f"{len(items)} texts, {sum(label for _, label in items)} of them toxic", flush=True)
    wanted = targets([label for _, label in items], args.task)
    lengths = np.array([len(own) for own in states])
    upper = Upper(model).train()
    steps = Steps(upper, args.rate, args.steps, WARM_UP)

    def save() -> None:
        shape = {"layers": exported.layers, "pieces": pieces, "tokenizer": tokenizer.to_str(), "steps": args.steps}
        torch.save(shape | {"model": model.state_dict(), "earlier": None, "step": steps.done}, args.work / f"encoder-{args.task}.pt")

    while steps.done < steps.total:
        for chosen in shuffled_batches(lengths, BATCH, 4, np.random.default_rng([SEED, steps.done]))[: steps.total - steps.done]:
            steps.take([[states[row] for row in chosen]], wanted[torch.from_numpy(chosen)])
            if steps.done % 50 == 0:
                save()
    save()


if __name__ == "__main__":
    main()
