"""Fine-tunes the upper layers of MiniLM's first four as the classifier `prompt-attack-encoder`.

    python -m train.heads.attack_encoder DATA WORK --minutes 40

The logit of a window is the highest of its tokens, because a few words decide. Each token of a placed order is marked, so the training
knows which words are the attack. The two lower layers are rounded to four bits and then stay as they are: their states are computed once.
The time counts on one core. WORK/encoder-prompt-attack-encoder.pt is the checkpoint, and the training continues from it.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from train.common.corpus import SEED
from train.heads.attack_windows import Window, examples, windows
from train.heads.encoder import Classifier
from train.heads.four_bits import FourBits
from train.heads.labels import ENCODER_TOKENS
from train.heads.training import shuffled_batches
from train.heads.vocabulary import counted, smaller_tokenizer

TASK = "prompt-attack-encoder"
LAYERS, FIXED = 4, 2
BATCH = 32
ROUNDED_FROM = 0.4
# The share of the loss of the tokens, beside that of the windows.
OF_TOKENS = 0.5
# A token of an order counts as much as this many others, because most tokens are of no order.
WEIGHT = 3.0


@torch.inference_mode()
def lower_states(model: Classifier, found: list[Window]) -> list[Tensor]:
    """The states of the fixed layers for each window, in half precision."""
    order = np.argsort([len(each.ids) for each in found])
    states: list[Tensor] = [torch.empty(0)] * len(found)
    for at in range(0, len(order), 64):
        chosen = order[at : at + 64].tolist()
        longest = max(len(found[row].ids) for row in chosen)
        ids = torch.tensor([found[row].ids + [0] * (longest - len(found[row].ids)) for row in chosen])
        x, mask = model.encoder.embed(ids), ids > 0
        for layer in model.encoder.layers[:FIXED]:
            x = layer(x, mask)
        for at_row, row in enumerate(chosen):
            states[row] = x[at_row, : len(found[row].ids)].half().clone()
        if at % 3_200 == 0:
            print(f"states of {at} windows", flush=True)
    return states


def batch_of(states: list[Tensor], found: list[Window], chosen: list[int]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """States, mask, label of each window, marks of the tokens, and which tokens have a mark."""
    longest = max(len(states[row]) for row in chosen)
    x = torch.zeros(len(chosen), longest, states[chosen[0]].shape[1])
    mask, marked = torch.zeros(2, len(chosen), longest, dtype=torch.bool)
    marks = torch.zeros(len(chosen), longest)
    for at, row in enumerate(chosen):
        size = len(states[row])
        x[at, :size], mask[at, :size] = states[row].float(), True
        own = found[row].marks
        if own is not None:
            marks[at, :size], marked[at, :size] = torch.tensor(own, dtype=torch.float), True
    return x, mask, torch.tensor([float(found[row].label) for row in chosen]), marks, marked


def token_logits(model: Classifier, x: Tensor, mask: Tensor) -> Tensor:
    for layer in model.encoder.layers[FIXED:]:
        x = layer(x, mask)
    return model.out(model.dropout(x))[..., 0].masked_fill(~mask, -1e4)


def loss_of(logits: Tensor, labels: Tensor, marks: Tensor, marked: Tensor) -> Tensor:
    of_windows = F.binary_cross_entropy_with_logits(logits.amax(1), labels)
    if not marked.any():
        return of_windows
    weights = 1 + (WEIGHT - 1) * marks[marked]
    of_tokens = F.binary_cross_entropy_with_logits(logits[marked], marks[marked], weights)
    return of_windows + OF_TOKENS * of_tokens


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--pieces", type=int, default=9_500)
    parser.add_argument("--rate", type=float, default=4e-4)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    args.work.mkdir(parents=True, exist_ok=True)
    checkpoint = args.work / f"encoder-{TASK}.pt"
    state = torch.load(checkpoint) if checkpoint.exists() else None
    prepared = args.work / "windows.pt"
    if not prepared.exists():
        texts = examples(args.data)
        tokenizer, pieces = smaller_tokenizer(counted([each.text for each in texts]), args.pieces)
        tokenizer.no_truncation()
        torch.save((tokenizer.to_str(), pieces, windows(tokenizer, texts, ENCODER_TOKENS[TASK] - 2)), prepared)
    written, pieces, found = torch.load(prepared, weights_only=False)
    print(f"{len(found)} windows, {sum(len(each.ids) for each in found)} tokens, {sum(each.label for each in found)} attacks", flush=True)
    model = Classifier(LAYERS, 1, pieces)
    # Most tokens are of no order, and the highest of many must be low at first.
    nn.init.constant_(model.out.bias, -3)
    if state is not None:
        model.load_state_dict(state["model"])
    fixed = [*model.encoder.layers[:FIXED].parameters()]
    upper = [*model.encoder.layers[FIXED:].parameters(), *model.out.parameters()]
    FourBits.on = True
    model.eval()
    cached = args.work / "states.pt"
    if not cached.exists():
        torch.save(lower_states(model, found), cached)
    states = torch.load(cached)
    optimiser = torch.optim.AdamW(upper, lr=args.rate, weight_decay=0.01)
    for parameter in (*fixed, *model.encoder.words.parameters()):
        parameter.requires_grad_(False)
    spent, step, epoch = (state["seconds"], state["step"], state["epoch"]) if state is not None else (0.0, 0, 0)
    if state is not None:
        optimiser.load_state_dict(state["optimiser"])
    total, began = 60 * args.minutes, time.process_time() - spent

    def save(done: bool) -> None:
        shape = {"layers": LAYERS, "pieces": pieces, "tokenizer": written, "epoch": epoch, "earlier": None}
        now = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "steps": step if done else step + 1}
        torch.save(now | shape | {"seconds": time.process_time() - began}, checkpoint)

    lengths = np.array([len(each.ids) for each in found])
    model.train()
    while (share := (time.process_time() - began) / total) < 1:
        for chosen in shuffled_batches(lengths, BATCH, 6, np.random.default_rng([SEED, epoch])):
            share = (time.process_time() - began) / total
            if share >= 1:
                break
            FourBits.on = share >= ROUNDED_FROM
            for group in optimiser.param_groups:
                group["lr"] = args.rate * min(1, (step + 1) / 40) * max(0.02, 1 - share)
            x, mask, labels, marks, marked = batch_of(states, found, chosen.tolist())
            loss = loss_of(token_logits(model, x, mask), labels, marks, marked)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(upper, 1)
            optimiser.step()
            step += 1
            if step % 20 == 0:
                print(f"epoch {epoch} step {step} share {share:.3f} loss {loss:.3f}", flush=True)
            if step % 100 == 0:
                save(False)
        epoch += 1
    save(True)


if __name__ == "__main__":
    main()
