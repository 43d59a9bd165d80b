"""Pieces of ordinary text, and the choice of those that are held back from training."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from pathlib import Path

from train.common.corpus import rows, split_sentences
from train.heads.labels import Labelled


def held_back(text: str, share: float = 0.06) -> bool:
    """The same texts every time, whatever the order of the files."""
    return int(hashlib.sha1(text.encode("utf8", "replace")).hexdigest()[:8], 16) < share * 2**32


def letters_of(text: str) -> str:
    """The text without case, emoji, digits and punctuation. Two texts with the same letters are too similar for training and measuring."""
    return " ".join(re.findall(r"[^\W\d_]+", text.lower()))


def split(items: Labelled) -> tuple[Labelled, Labelled]:
    items = [(t.strip(), label) for t, label in items if t.strip()]
    return [i for i in items if not held_back(i[0])], [i for i in items if held_back(i[0])]


def dialogue_turns(data: Path) -> Iterator[str]:
    for row in rows(data / "train/lm/sgd_dialogues.jsonl.xz"):
        for line in row["text"].split("\n"):
            yield re.sub(r"^(User|Assistant): ", "", line)


def wiki_passages(data: Path, choose: random.Random, count: int) -> list[str]:
    found = []
    for page in rows(data / "train/lm/wikipedia_en.jsonl.xz"):
        found += choose.sample([p[:700] for p in page["text"].split("\n") if len(p) > 150][:12], k=1)
        if len(found) >= count:
            return found
    return found


def spoken_passages(data: Path, choose: random.Random, count: int) -> list[str]:
    texts = [row["text"] for n in ("novels_pd", "us_presidential_speeches") for row in rows(data / f"train/lm/{n}.jsonl.xz")]
    found = []
    for text in choose.choices(texts, k=count):
        start = choose.randrange(max(1, len(text) - 400))
        found.append(text[start : start + 400])
    return found


def windows(choose: random.Random, text: str) -> list[str]:
    parts = split_sentences(text)
    found = []
    while parts:
        size = choose.randint(1, 3)
        found.append(" ".join(parts[:size]).strip())
        parts = parts[size:]
    return found or [text]
