"""Fine-tunes the first layers of MiniLM as a classifier, for a task that word lists cannot solve.

    python -m train.heads.encoder DATA TASK WORK [--layers 4] [--epochs 2]

With more epochs than WORK has seen, the training continues from there: `sentiment` is two epochs and then half of a third (`--epochs 2.5`).
An interrupted training continues from its last checkpoint, of which there is one each 200 steps.

WORK/encoder-TASK.pt is the checkpoint that heads/encoder_export.py turns into ONNX. About 11 minutes on one free core with
bfloat16. From two fifths on the weights are rounded to four bits in every forward pass.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from train.common.corpus import SEED
from train.heads.data import load
from train.heads.four_bits import FourBits, round_to_four_bits
from train.heads.labels import LABELS
from train.heads.training import loss_of, set_rate, shuffled_batches, targets
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
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
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
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=0.01)
    size = 96
    an_epoch = len(ids) // size
    total, step = int(args.epochs * an_epoch), 0
    earlier = None
    if state is not None:
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        step = state["step"]
        earlier = state["model"] if step == state["steps"] else state["earlier"]

    def save() -> None:
        shape = {"steps": total, "layers": args.layers, "pieces": pieces, "tokenizer": tokenizer.to_str()}
        now = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step}
        torch.save(now | shape | {"earlier": earlier}, checkpoint)

    begin = time.time()
    lengths = np.array([len(i) for i in ids])
    model.train()
    while step < total:
        epoch, done = divmod(step, an_epoch)
        for chosen in shuffled_batches(lengths, size, 4, np.random.default_rng([SEED, epoch]))[done : done + total - step]:
            set_rate(optimiser, args.rate, step, total, 40)
            FourBits.on = step >= ROUNDED_FROM * total
            with torch.autocast("cpu", torch.bfloat16):
                logits = model(*padded(ids, chosen.tolist()))
            loss = loss_of(logits.float(), wanted[torch.from_numpy(chosen)])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1)
            optimiser.step()
            step += 1
            if step % 20 == 0:
                print(f"{step}/{total} loss {loss:.3f} {time.time() - begin:.0f} s", flush=True)
            if step % 200 == 0:
                save()
        save()


if __name__ == "__main__":
    main()
