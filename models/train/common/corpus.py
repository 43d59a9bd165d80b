"""Reads the data folder: rows of packed and plain JSON lines, and sentences of a text."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

SEED = 20261120


def rows(path: Path | str) -> Iterator[dict]:
    """The rows of a `.jsonl.xz` file, one after the other."""
    with lzma.open(present(path), "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def lines(path: Path | str) -> list[dict]:
    """All rows of a `.jsonl` file."""
    # Not `splitlines`: JSON may hold a line separator within a text.
    with present(path).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def present(path: Path | str) -> Path:
    path = Path(path)
    if not path.is_file():
        raise SystemExit(f"{path} is missing; give the data folder that holds it")
    return path


def split_sentences(text: str) -> list[str]:
    return [s for line in text.split("\n") for s in re.split(r"(?<=[.!?])\s+(?=[\"'(A-Z0-9])", line)]
