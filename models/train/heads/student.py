"""Continues the training of `sentiment` with the opinions of the larger model that heads/teacher.py trained.

    python -m train.heads.student DATA WORK OUT [--steps 2262]

WORK has the finished encoder-sentiment.pt of heads/encoder.py and the opinions.jsonl.xz of heads/teacher.py. OUT/encoder-sentiment.pt is
the new checkpoint, which heads/encoder_export.py turns into ONNX. An interrupted training continues from its last checkpoint, of which there is
one each 100 steps. The learning rate rises to its peak once more, and the weights are rounded to four bits from the first step on. About
80 minutes on one free core in float32.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from train.common.corpus import SEED
from train.heads.data import load
from train.heads.encoder import Classifier, final_weights
from train.heads.four_bits import FourBits
from train.heads.labels import LABELS
from train.heads.opinions import read_opinions, with_opinions
from train.heads.training import Steps, shuffled_batches
from train.heads.written import written
from train.minilm.encoder import padded

TASK = "sentiment"
BATCH = 96
WARM_UP = 40
# Texts of other kinds in an epoch, which only people have judged.
OTHERS = 9_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=2_262)
    parser.add_argument("--rate", type=float, default=2e-4)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    state = torch.load(args.work / f"encoder-{TASK}.pt")
    tokenizer = Tokenizer.from_str(state["tokenizer"])
    model = Classifier(state["layers"], len(LABELS[TASK]), state["pieces"])
    model.load_state_dict(final_weights(state))
    labelled, _development = load(args.data, TASK, wide=True)
    opinions = read_opinions(args.work / "opinions.jsonl.xz")
    certain = {text for text, _ in written(TASK)}
    FourBits.on = True
    steps = Steps(model, args.rate, args.steps, WARM_UP)
    args.out.mkdir(parents=True, exist_ok=True)
    checkpoint = args.out / f"encoder-{TASK}.pt"
    if checkpoint.exists():
        reached = torch.load(checkpoint)
        model.load_state_dict(reached["model"])
        steps.optimiser.load_state_dict(reached["optimiser"])
        steps.done = reached["step"]

    def save() -> None:
        shape = {name: state[name] for name in ("layers", "pieces", "tokenizer")}
        now = {"model": model.state_dict(), "optimiser": steps.optimiser.state_dict(), "step": steps.done}
        torch.save(shape | now | {"earlier": None, "steps": steps.total}, checkpoint)

    model.train()
    # Each epoch has other texts, but always as many.
    an_epoch = len(with_opinions(labelled, opinions, certain, OTHERS, random.Random(SEED))[0]) // BATCH
    while steps.done < steps.total:
        epoch, done = divmod(steps.done, an_epoch)
        texts, wanted = with_opinions(labelled, opinions, certain, OTHERS, random.Random(SEED + epoch))
        ids = [e.ids for e in tokenizer.encode_batch(texts)]
        lengths = np.array([len(i) for i in ids])
        for chosen in shuffled_batches(lengths, BATCH, 4, np.random.default_rng([SEED, epoch]))[done : done + steps.total - steps.done]:
            steps.take(padded(ids, chosen.tolist()), wanted[torch.from_numpy(chosen)], F.cross_entropy)
            if steps.done % 100 == 0:
                save()
        save()


if __name__ == "__main__":
    main()
