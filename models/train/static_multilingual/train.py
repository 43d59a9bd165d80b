"""Trains static-multilingual: one vector a word piece, summed, in the space of e5-small.

    python -m train.static_multilingual.train DATA WORK [--steps 1200]

WORK holds what train.static_multilingual.teacher wrote. Each piece starts as the teacher's vector of it alone, turned to the principal
axes and weighted by rarity. A step then asks four things: point where the teacher points, keep the teacher's similarities, find
a sentence by its translation, and a paragraph by a sentence of it. WORK/static.pt is the checkpoint it continues from, also
with more steps than it has seen: the shipped model is 1,200 steps and then up to 2,000.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from train.common.corpus import SEED
from train.static.tokenizer import wordpiece
from train.static.train import Static, Texts, tokenized
from train.static_multilingual.teacher import shards
from train.static_multilingual.texts import paragraphs, parallel

WIDTH = 192
# The first numbers of a vector are a vector too.
SIZES = (192, 96)
READ, PAIRS, PARAGRAPHS = 512, 320, 192
# A piece with this share of all pieces has half the weight of a rare piece.
HALF = 3e-4


def similarity_loss(student: Tensor, teacher: Tensor) -> Tensor:
    wanted = teacher @ teacher.T
    off = ~torch.eye(len(wanted), dtype=torch.bool)
    losses = []
    for size in SIZES:
        cut = F.normalize(student[:, :size], dim=1)
        losses.append(F.mse_loss((cut @ cut.T)[off], wanted[off]))
    return sum(losses) / len(losses)


def contrastive_loss(one: Tensor, other: Tensor) -> Tensor:
    truth, losses = torch.arange(len(one)), []
    for size in SIZES:
        scores = F.normalize(one[:, :size], dim=1) @ F.normalize(other[:, :size], dim=1).T / 0.05
        losses.append((F.cross_entropy(scores, truth) + F.cross_entropy(scores.T, truth)) / 2)
    return sum(losses) / len(losses)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--rate", type=float, default=3e-3)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    work: Path = arguments.work
    vocabulary, texts = (json.loads((work / f"{name}.json").read_text()) for name in ("pieces", "texts"))
    vectors = shards(work, "texts").astype(np.float32)
    tokenizer = wordpiece(vocabulary)
    place = {text: at for at, text in enumerate(texts)}
    read = Texts(*tokenized(tokenizer, texts))
    found = parallel(arguments.data)
    abroad = {language: Texts(*tokenized(tokenizer, [text for _, text in pairs])) for language, pairs in found.items()}
    english = {language: np.array([place[first] for first, _ in pairs]) for language, pairs in found.items()}
    held = paragraphs(arguments.data)
    sides = [Texts(*tokenized(tokenizer, [pair[side] for pair in held])) for side in (0, 1)]
    names = sorted(found)
    share = np.array([len(found[name]) ** 0.4 for name in names])
    share /= share.sum()

    some = torch.from_numpy(vectors)
    axes = torch.linalg.eigh(some.T @ some)[1].flip(1)[:, :WIDTH].contiguous()
    counts = sum(np.bincount(part.flat, minlength=len(vocabulary)) for part in (*abroad.values(), sides[1]))
    weight = HALF / (HALF + (counts + 1) / counts.sum())
    start = F.normalize(torch.from_numpy(shards(work, "pieces").astype(np.float32)) @ axes, dim=1)
    model = Static(start * torch.from_numpy(weight.astype(np.float32))[:, None])
    optimiser = torch.optim.SparseAdam(model.parameters(), lr=arguments.rate)
    checkpoint, first, begin = work / "static.pt", 0, time.time()
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        first = state["step"]
    print(f"{len(texts)} texts, {sum(map(len, found.values()))} translations, {len(held)} paragraphs", flush=True)
    for step in range(first, arguments.steps):
        random_state = np.random.default_rng([SEED, step])
        for group in optimiser.param_groups:
            group["lr"] = arguments.rate * max(0.02, 1 - step / arguments.steps) * min(1, (step + 1) / 100)
        chosen = random_state.choice(len(texts), READ, replace=False)
        chosen = chosen[np.diff(read.starts)[chosen] > 0]
        wanted = torch.from_numpy(vectors[chosen])
        own = model(read.bag(chosen, 0.05, random_state))
        distance = (1 - F.cosine_similarity(own, wanted @ axes)).mean()
        alike = similarity_loss(own, wanted)
        language = names[random_state.choice(len(names), p=share)]
        rows = random_state.choice(len(found[language]), PAIRS, replace=False)
        there = model(abroad[language].bag(rows, 0.1, random_state))
        # A translation should point to the teacher's vector of the English sentence.
        target = torch.from_numpy(vectors[english[language][rows]]) @ axes
        far = (1 - F.cosine_similarity(there, target)).mean()
        translated = contrastive_loss(there, model(read.bag(english[language][rows], 0.1, random_state)))
        rows = random_state.choice(len(held), PARAGRAPHS, replace=False)
        whole = contrastive_loss(*(model(side.bag(rows, 0.1, random_state)) for side in sides))
        optimiser.zero_grad()
        (distance + far + 10 * alike + 0.3 * translated + 0.15 * whole).backward()
        optimiser.step()
        if step % 50 == 0:
            left = (arguments.steps - step) * (time.time() - begin) / (step - first + 1)
            losses = " ".join(f"{part.item():.3f}" for part in (distance, far, alike, translated, whole))
            print(f"{step} {language} {losses}, {left:.0f} s to go", flush=True)
        if (step + 1) % 250 == 0 or step + 1 == arguments.steps:
            parts = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1, "steps": arguments.steps}
            torch.save(parts | {"vocabulary": vocabulary}, checkpoint)


if __name__ == "__main__":
    main()
