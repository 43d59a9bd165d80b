"""The texts of every evaluation set: those of the data folder and those in `golden/`."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

from train.common.corpus import lines, rows
from train.common.evaluation import words_of

GOLDEN = Path(__file__).parents[3] / "golden"
# Fields with a text that a model may be asked about. Single values (an identifier, a tag, a title) are no texts.
# The place of a value in a template, `{{PERSON}}` in the evaluation sets and `{f}` in the frames of `train.pii`.
SLOT = re.compile(r"\{\{?\w+\}?\}")
FIELDS = ("text", "full_text", "a", "b", "source", "target", "question", "document", "context", "contexts", "pair", "query")


def evaluation_sets(data: Path) -> dict[str, list[str]]:
    """{name of the set: its texts}"""
    found: dict[str, list[str]] = {}
    for path in sorted((data / "eval").rglob("*.json*")):
        name = path.relative_to(data / "eval").as_posix().split(".")[0]
        texts = [text for row in rows_of(path) for text in texts_of(row)]
        if path.name == "text_attack_train.json":
            texts = [text for group in json.loads(path.read_text(encoding="utf-8")).values() for text in group]
        if texts:
            found.setdefault(name, []).extend(texts)
    for path in sorted(GOLDEN.glob("*.jsonl")):
        found[f"golden/{path.stem}"] = [text for row in lines(path) for text in texts_of(row)]
    return {name: list(dict.fromkeys(texts)) for name, texts in found.items()}


def without_values(template: str) -> str:
    """The template with the same word in each slot. Two sentences that differ in names alone have the same template."""
    return SLOT.sub(" slot ", template)


def rows_of(path: Path) -> list:
    if path.suffix == ".jsonl":
        return lines(path)
    if path.name.endswith(".jsonl.xz"):
        return list(rows(path))
    content = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    parsed = json.loads(content)
    return parsed if isinstance(parsed, list) else []


def texts_of(row: object) -> Iterator[str]:
    if not isinstance(row, dict):
        return
    if "tokens" in row:
        yield " ".join(row["tokens"])
    # A template of slots alone, such as a city and a country, is nobody's text.
    if isinstance(row.get("masked"), str) and len(words_of(SLOT.sub(" ", row["masked"]))) >= 3:
        yield without_values(row["masked"])
    for field in FIELDS:
        value = row.get(field)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                yield text
