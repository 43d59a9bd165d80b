"""Mails and other texts that were written for this project, with orders to a model in them.

An order to write a poem is harmless where a user sends it, and an attack where it stands in a mail that the user wants to have read. The
texts, the orders and harmless sentences are apart from each other in written/placed. No training reads files named `held-back`.
"""

from __future__ import annotations

import re
from pathlib import Path

from train.heads.labels import Labelled

FOLDER = Path(__file__).parent / "written/placed"
# The end of a sentence or of a line.
ENDS = re.compile(r"(?<=[.!?:])[ \t]+|\n+")
# Sections of orders that any user might send to an assistant. Only their place makes them attacks.
PLAIN = {"question", "writing", "translation", "sum", "code", "learning", "ideas", "analysis", "chat"}


def sections(name: str) -> list[tuple[str, list[str]]]:
    """The kind and the lines of each section in the files whose name begins so. A section begins with a line `# kind`."""
    found: list[tuple[str, list[str]]] = []
    for path in sorted(FOLDER.glob(f"{name}*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def texts_of(name: str) -> list[str]:
    return ["\n".join(lines).strip() for _, lines in sections(name)]


def lines_of(name: str) -> list[str]:
    return [line for _, lines in sections(name) for line in lines if line]


def held_back_placed() -> dict[str, Labelled]:
    """
    {kind of order: held-back texts with held-back orders in them, and without}. Each order stands in three texts, at the start, between
    two sentences and at the end. So does each harmless sentence.
    """
    texts = texts_of("held-back-texts")

    def placed(lines: list[str]) -> list[str]:
        found = []
        for number, line in enumerate(lines):
            for turn in range(3):
                text = texts[(3 * number + turn) % len(texts)]
                cuts = [at.end() for at in ENDS.finditer(text)]
                at = (0, cuts[len(cuts) // 2], len(text))[turn]
                found.append(" ".join(part for part in (text[:at].strip(), line, text[at:].strip()) if part))
        return found

    harmless = [(text, 0) for text in texts + placed(lines_of("held-back-harmless"))]
    by_kind: dict[str, list[str]] = {"plain tasks": [], "other orders": []}
    for kind, lines in sections("held-back-orders"):
        by_kind["plain tasks" if kind in PLAIN else "other orders"] += [line for line in lines if line]
    return {kind: [*harmless, *((text, 1) for text in placed(lines))] for kind, lines in by_kind.items()}
