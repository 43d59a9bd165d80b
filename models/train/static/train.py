"""Train the static embedder: one vector a word piece, summed.

    python -m train.static.train DATA WORK [--steps 3000]

WORK holds the shards of static/teacher.py. Each piece starts as MiniLM's vector of it alone, turned into 256 dimensions by
the teacher's own principal axes and weighted by rarity. A step then asks three things: point where the teacher points
(cosine), keep the teacher's similarities between texts of one neighbourhood (at 256, 128 and 64 dimensions), and find the
other half of a pair among 384 (contrastive). WORK/static.pt is the checkpoint a stopped run continues from.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from train.common.corpus import SEED
from train.minilm.encoder import encode, load_minilm, load_tokenizer, model_dir
from train.static.corpus import pairs
from train.static.evaluate import report
from train.static.tokenizer import pruned_vocabulary, wordpiece

WIDTH = 256
PREFIXES = (256, 128, 64)
BATCH, PAIR_BATCH, NEIGHBOURHOOD = 640, 384, 64
# The most texts of one source, because the rest of a large source only repeats them.
MOST_PAIRS = 60_000


def tokenized(tokenizer: Tokenizer, texts: list[str], limit: int = 128) -> tuple:
    """(flat piece numbers, start of each text)."""
    flat, starts = [], [0]
    for at in range(0, len(texts), 20_000):
        for encoding in tokenizer.encode_batch(texts[at : at + 20_000], add_special_tokens=False):
            flat.append(np.array(encoding.ids[:limit], np.int32))
            starts.append(starts[-1] + len(flat[-1]))
    return np.concatenate(flat), np.array(starts)


class Texts:
    def __init__(self, flat: np.ndarray, starts: np.ndarray) -> None:
        self.flat, self.starts = flat, starts

    def bag(self, chosen: np.ndarray, dropout: float, random_state: np.random.Generator) -> tuple:
        parts = []
        for i in chosen:
            part = self.flat[self.starts[i] : self.starts[i + 1]]
            kept = part[random_state.random(len(part)) >= dropout]
            parts.append(kept if len(kept) else part)
        lengths = np.array([len(p) for p in parts])
        flat = torch.from_numpy(np.concatenate(parts)).long()
        return flat, torch.from_numpy(np.concatenate([[0], np.cumsum(lengths)[:-1]]))


class Static(nn.Module):
    def __init__(self, start: Tensor) -> None:
        super().__init__()
        # Sparse, because a step touches a few thousand rows, and Adam over all rows would be most of its cost.
        self.table = nn.EmbeddingBag.from_pretrained(start, freeze=False, mode="sum", sparse=True)

    def forward(self, bag: tuple) -> Tensor:
        return self.table(*bag)


def neighbourhoods(vectors: np.ndarray, random_state: np.random.Generator, count: int = 500, rounds: int = 3) -> np.ndarray:
    """Cluster numbers by k-means on unit vectors: batches drawn from one cluster hold similarities worth copying."""
    centres = vectors[random_state.choice(len(vectors), count, replace=False)].astype(np.float32)
    assigned = np.zeros(len(vectors), np.int32)
    for step in range(rounds):
        sums = np.zeros_like(centres)
        rows = range(0, len(vectors), 50_000) if step == rounds - 1 else range(0, min(len(vectors), 100_000), 50_000)
        for at in rows:
            block = vectors[at : at + 50_000].astype(np.float32)
            assigned[at : at + len(block)] = found = (block @ centres.T).argmax(1)
            np.add.at(sums, found, block)
        if step < rounds - 1:
            centres = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return [np.flatnonzero(assigned == c) for c in range(count)]


def similarity_loss(student: Tensor, teacher: Tensor) -> Tensor:
    """Teacher similarities copied twice: as values, and as the order of each text's nearest neighbours."""
    wanted = teacher @ teacher.T
    off = ~torch.eye(len(wanted), dtype=torch.bool)
    losses = []
    for size in PREFIXES:
        cut = F.normalize(student[:, :size], dim=1)
        got = cut @ cut.T
        value = F.mse_loss(got[off], wanted[off])
        masked = lambda m: m.masked_fill(~off, -1e4)
        order = F.kl_div(F.log_softmax(masked(got / 0.05), 1), F.softmax(masked(wanted / 0.05), 1), reduction="batchmean")
        losses.append(10 * value + 0.3 * order)
    return sum(losses) / len(losses)


def contrastive_loss(a: Tensor, b: Tensor) -> Tensor:
    losses = []
    truth = torch.arange(len(a))
    for size in PREFIXES:
        scores = F.normalize(a[:, :size], dim=1) @ F.normalize(b[:, :size], dim=1).T / 0.05
        losses.append((F.cross_entropy(scores, truth) + F.cross_entropy(scores.T, truth)) / 2)
    return sum(losses) / len(losses)


def start_table(vocabulary: list[str], axes: Tensor, counts: np.ndarray) -> Tensor:
    model, tokenizer = load_minilm().to(torch.bfloat16), load_tokenizer()
    alone = encode(model, tokenizer, [t.removeprefix("##") for t in vocabulary]) @ axes
    share = (counts + 1) / (counts.sum() + len(counts))
    weight = torch.from_numpy((3e-4 / (3e-4 + share)).astype(np.float32))
    return F.normalize(alone, dim=1) * weight[:, None]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--steps", type=int, default=3_000)
    parser.add_argument("--contrast", type=float, default=0.15)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--name", default="static")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    begin = time.time()
    listing = args.work / "texts.json"
    shards = sorted(args.work.glob("teacher-*.npy"))
    if not listing.is_file() or not shards:
        raise SystemExit(f"static.train: no teacher vectors in {args.work}; run static/teacher.py first")
    vectors = np.concatenate([np.load(s) for s in shards])
    texts = json.loads(listing.read_text())[: len(vectors)]
    vocabulary = pruned_vocabulary((model_dir() / "vocab.txt").read_text(encoding="utf8").rstrip("\n").split("\n"))
    tokenizer = wordpiece(vocabulary)
    alone = Texts(*tokenized(tokenizer, texts))
    found, held_back = pairs(args.data)
    found = {name: some[:MOST_PAIRS] for name, some in found.items()}
    sides = {n: [Texts(*tokenized(tokenizer, [p[k] for p in ps])) for k in (0, 1)] for n, ps in found.items()}
    names = list(sides)
    share = np.array([len(found[n]) ** 0.6 for n in names])
    print(f"{len(texts)} texts, {sum(map(len, found.values()))} pairs, {len(vocabulary)} pieces, {time.time() - begin:.0f} s", flush=True)

    random_state = np.random.default_rng(SEED)
    some = torch.from_numpy(vectors[:120_000].astype(np.float32))
    axes = torch.linalg.eigh(some.T @ some)[1].flip(1)[:, :WIDTH].contiguous()
    counts = np.bincount(alone.flat, minlength=len(vocabulary)).astype(np.float64)
    groups = [g for g in neighbourhoods(vectors, random_state) if len(g) >= NEIGHBOURHOOD]
    print(f"{len(groups)} neighbourhoods, {time.time() - begin:.0f} s", flush=True)
    model = Static(start_table(vocabulary, axes, counts))
    optimiser = torch.optim.SparseAdam(model.parameters(), lr=args.rate)
    total = args.steps
    checkpoint, first = args.work / f"{args.name}.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        first = state["step"]

    def embed(batch: tuple, size: int = WIDTH) -> Tensor:
        flat, starts = tokenized(tokenizer, list(batch), 512)
        with torch.inference_mode():
            bag = torch.from_numpy(flat).long(), torch.from_numpy(starts[:-1])
            return F.normalize(model(bag)[:, :size], dim=1).numpy()

    def save(step: int) -> None:
        parts = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "steps": total}
        torch.save(parts | {"vocabulary": vocabulary, "heldBack": held_back}, checkpoint)

    sizes = np.array([len(g) for g in groups], float)
    for step in range(first, total):
        random_state = np.random.default_rng([SEED, step])
        for group in optimiser.param_groups:
            group["lr"] = args.rate * max(0.02, 1 - step / total) * min(1, (step + 1) / 100)
        picked = random_state.choice(len(groups), BATCH // NEIGHBOURHOOD, replace=False, p=sizes / sizes.sum())
        chosen = np.concatenate([random_state.choice(groups[g], NEIGHBOURHOOD, replace=False) for g in picked])
        chosen = chosen[np.diff(alone.starts)[chosen] > 0]
        teacher = torch.from_numpy(vectors[chosen].astype(np.float32))
        student = model(alone.bag(chosen, 0.05, random_state))
        pointing = (1 - F.cosine_similarity(student, teacher @ axes)).mean()
        loss = pointing + similarity_loss(student, F.normalize(teacher, dim=1))
        name = names[random_state.choice(len(names), p=share / share.sum())]
        a, b = sides[name]
        rows = random_state.choice(len(found[name]), PAIR_BATCH, replace=False)
        contrast = contrastive_loss(model(a.bag(rows, 0.1, random_state)), model(b.bag(rows, 0.1, random_state)))
        optimiser.zero_grad()
        (loss + args.contrast * contrast).backward()
        optimiser.step()
        if step % 100 == 0:
            print(f"{step}/{total} pointing {pointing:.3f} distil {loss:.3f} {name} {contrast:.3f} {time.time() - begin:.0f} s", flush=True)
        if (step + 1) % 500 == 0 or step + 1 == total:
            save(step + 1)
    report(args.data, embed)


if __name__ == "__main__":
    main()
