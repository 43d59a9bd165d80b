"""Writes the fixture that checks that hashed features and the lexical bag have the same numbers here and in the workers.

    python -m train.tests.fixture      # writes test/fixtures/hashed/parity.json

Run it after a change of the features, and change the workers too: the tests of both sides read this file.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np

from train.common.exported_bag import ExportedBag
from train.heads.features import Features
from train.language.features import bucket_lists, words_of

PATH = Path(__file__).parents[3] / "test/fixtures/hashed/parity.json"
BUCKETS = 262_144
SHAPE = {"buckets": 64, "width": 8, "outputs": 3}
AWKWARD = [
    "",
    " \n\t",
    "a",
    "ς",
    "愛",
    "FREE entry!!! txt WIN to 80086 now \U0001f389 http://x.co/1 www.a.b/c?d=e mail me@x.org @joe #tag",
    "Dr. Seán O'Brien's cat, born 1971-02-03; 1,234.56 0000000000000000000000 ½ Ⅷ x²",
    "a\u0301b \ufeff-\x85- zero\u200bwidth soft\u00adhyphen no\u00a0break line\u2028sep \x1c control",
    "ΟΔΥΣΣΕΥΣ Σίσυφος İstanbul ISPARTA ıraz Straße STRASSE ǅemal ﬁn Łódź Đorđe",
    "Привет Иван 東京 タワー 한국어 עברית العربية हिन्दी ไทย ٣٤٥ 𝒜da 𝟜𝟚 \U00010400\U00010428",
    "lone \ud83d surrogate \udc4d here 👩‍👩‍👧 I \u2764\ufe0f NY",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB",
]
SIGNS = "aAzZ09 '’.,-@/#é ßΣς🎉\n\tS s愛и"


def texts() -> list[str]:
    choose = random.Random(3)
    return AWKWARD + ["".join(choose.choice(SIGNS) for _ in range(choose.randint(1, 60))) for _ in range(30)]


def head_features(text: str) -> list[int]:
    return sorted(Features(BUCKETS)(text).tolist())


def language_features(text: str) -> list[int]:
    return sorted(bucket_lists(words_of(text), BUCKETS)[0].tolist())


def bag_bytes() -> bytes:
    """Meaningless weights in the layout of `weights_file`."""
    chance = np.random.default_rng(3)
    table = chance.integers(0, 256, SHAPE["buckets"] * SHAPE["width"] // 2, np.uint8)
    floats = chance.normal(0, 1, SHAPE["width"] * (1 + SHAPE["outputs"]) + SHAPE["outputs"]).round(3)
    return table.tobytes() + floats.astype(np.float32).tobytes()


def bag_logits(raw: bytes, buckets: list[int]) -> list[float]:
    bag = ExportedBag(raw, **SHAPE)
    return bag.logits([np.array(buckets)])[0][0].tolist()


def fixture() -> dict:
    choose, raw = random.Random(5), bag_bytes()
    rows = [[choose.randrange(SHAPE["buckets"]) for _ in range(count)] for count in (1, 2, 7, 40)]
    return {
        "buckets": BUCKETS,
        "cases": [{"text": text, "head": head_features(text), "language": language_features(text)} for text in texts()],
        "bag": {
            "shape": SHAPE,
            "bytes": list(raw),
            "cases": [{"features": row, "logits": [round(v, 6) for v in bag_logits(raw, row)]} for row in rows],
        },
    }


def main() -> None:
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_text(json.dumps(fixture(), separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
