"""Writes `common/evaluation-digests.json`: short hashes of passages of the evaluation sets, so that a training can drop copies of them.

    python -m train.overlap.digests DATA

This command and `train.overlap.audit` read the evaluation sets for this purpose. No training does.
"""

from __future__ import annotations

import argparse
import base64
import json
from collections.abc import Iterator
from pathlib import Path

from train.common.evaluation import BYTES, FILE, WORDS, digest, words_of
from train.overlap.sets import evaluation_sets

# Sets without English prose of the kinds that the filtered trainings read. The audit reads them too.
LEFT_OUT = (
    "lid/",
    "ner/restaurant8k",
    "ner/sgd_slots",
    "pii/gitleaks-secrets",
    "pii/presidio-recognizer-tests/validator_cases",
    "retrieval/wikisplit",
    "retrieval/xquad/de",
    "retrieval/xquad/es",
    "retrieval/xquad/zh",
)
# The passages of a long text that are kept. They are spread over the whole text.
MOST = 24


def kept(text: str) -> Iterator[bytes]:
    """
    The digests of passages side by side, and of the last one.

    A training text is looked up with every passage in it. So it is found if it shares 15 words in a row with a text of ordinary length.
    """
    words = words_of(text)
    last = max(0, len(words) - WORDS)
    step = max(WORDS, -(-last // (MOST - 1)))
    for at in sorted({*range(0, last, step), last}):
        yield digest(" ".join(words[at : at + WORDS]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    found: dict[str, str] = {}
    for name, texts in evaluation_sets(parser.parse_args().data).items():
        if name.startswith(LEFT_OUT):
            continue
        digests = sorted({own for text in texts if words_of(text) for own in kept(text)})
        found[name] = base64.b85encode(b"".join(digests)).decode()
        print(f"{name}: {len(texts)} texts, {len(digests)} digests")
    FILE.write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")
    print(f"{FILE.stat().st_size:,} bytes, {BYTES} for each digest before the encoding")


if __name__ == "__main__":
    main()
