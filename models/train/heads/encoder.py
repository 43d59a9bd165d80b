"""Fine-tunes the first layers of MiniLM as a classifier, for a task that word lists cannot solve.

    python -m train.heads.encoder DATA TASK WORK [--layers 4] [--epochs 2]

With more epochs than WORK has seen, the training continues from there: `sentiment` is two epochs and then half of a third (`--epochs 2.5`).
An interrupted training continues from its last checkpoint, of which there is one each 200 steps.

WORK/encoder-TASK.pt is the checkpoint that heads/encoder_export.py turns into ONNX. About 11 minutes on one free core with
bfloat16. From two fifths on the weights are rounded to four bits in every forward pass.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from train.common.corpus import SEED
from train.common.precision import autocast
from train.heads.data import load
from train.heads.four_bits import FourBits, round_to_four_bits
from train.heads.labels import LABELS
from train.heads.training import Steps, shuffled_batches, targets
from train.heads.vocabulary import counted, smaller_tokenizer
from train.minilm.encoder import WIDTH, load_minilm, mean_pool, padded

ROUNDED_FROM = 0.4


class Classifier(nn.Module):
    def __init__(self, layers: int, outputs: int, pieces: list[int]) -> None:
        super().__init__()
        self.encoder = load_minilm()
        self.encoder.words = nn.Embedding.from_pretrained(self.encoder.words.weight.detach()[pieces], freeze=False)
        self.encoder.layers = self.encoder.layers[:layers]
        round_to_four_bits(self.encoder)
        self.dropout, self.out = nn.Dropout(0.1), nn.Linear(WIDTH, outputs)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.out(self.dropout(mean_pool(self.encoder(ids, mask), mask)))


def logits_of(model: nn.Module, ids: list[list[int]]) -> np.ndarray:
    model.eval()
    out = [None] * len(ids)
    order = np.argsort([len(i) for i in ids])
    with torch.inference_mode(), autocast():
        for at in range(0, len(order), 128):
            chosen = order[at : at + 128].tolist()
            for row, logits in zip(chosen, model(*padded(ids, chosen)).double().numpy()):
                out[row] = logits
    return np.stack(out)


def final_weights(state: dict) -> dict[str, Tensor]:
    """The weights that a finished checkpoint stands for: the mean of a training and its continuation, which is better than either."""
    last, earlier = state["model"], state["earlier"]
    return last if earlier is None else {name: (last[name] + earlier[name]) / 2 for name in last}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("task", choices=LABELS)
    parser.add_argument("work", type=Path)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--epochs", type=float, default=2)
    parser.add_argument("--pieces", type=int, default=6_000)
    parser.add_argument("--limit", type=int, default=32_000)
    parser.add_argument("--rate", type=float, default=2e-4)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    training, _development = load(args.data, args.task, wide=True)
    training = training[: args.limit]
    args.work.mkdir(parents=True, exist_ok=True)
    checkpoint = args.work / f"encoder-{args.task}.pt"
    state = torch.load(checkpoint) if checkpoint.exists() else None
    if state is None:
        tokenizer, pieces = smaller_tokenizer(counted([text for text, _ in training]), args.pieces)
    else:
        # The rows of the checkpoint's word vectors belong to these pieces, even if the texts have changed since.
        tokenizer, pieces = Tokenizer.from_str(state["tokenizer"]), state["pieces"]
    ids = [e.ids for e in tokenizer.encode_batch([text for text, _ in training])]
    wanted = targets([label for _, label in training], args.task)
    model = Classifier(args.layers, len(LABELS[args.task]), pieces)
    size = 96
    an_epoch = len(ids) // size
    steps = Steps(model, args.rate, int(args.epochs * an_epoch), warm_up=40)
    earlier = None
    if state is not None:
        model.load_state_dict(state["model"])
        steps.optimiser.load_state_dict(state["optimiser"])
        steps.done = state["step"]
        earlier = state["model"] if steps.done == state["steps"] else state["earlier"]

    def save() -> None:
        shape = {"steps": steps.total, "layers": args.layers, "pieces": pieces, "tokenizer": tokenizer.to_str()}
        now = {"model": model.state_dict(), "optimiser": steps.optimiser.state_dict(), "step": steps.done}
        torch.save(now | shape | {"earlier": earlier}, checkpoint)

    lengths = np.array([len(i) for i in ids])
    model.train()
    while steps.done < steps.total:
        epoch, done = divmod(steps.done, an_epoch)
        for chosen in shuffled_batches(lengths, size, 4, np.random.default_rng([SEED, epoch]))[done : done + steps.total - steps.done]:
            FourBits.on = steps.done >= ROUNDED_FROM * steps.total
            steps.take(padded(ids, chosen.tolist()), wanted[torch.from_numpy(chosen)])
            if steps.done % 200 == 0:
                save()
        save()


if __name__ == "__main__":
    main()
