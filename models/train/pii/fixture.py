"""Writes the fixture that checks that this implementation of the tagger and the worker's give the same numbers.

python -m train.pii.fixture [--out test/fixtures/tagger/parity.json]
"""

import argparse
import json
import random
import sys
from pathlib import Path

import numpy as np

from train.pii.decode import decode
from train.pii.labels import LABELS, TYPES
from train.pii.tokens import AFFIX_ROWS, SHAPE_ROWS, WORD_ROWS, featurize

OUT = Path(__file__).parents[3] / "test/fixtures/tagger/parity.json"
TEXTS = [
    "",
    " ",
    "\n",
    "a",
    "Dr. Seán O'Brien's cat, born 1971-02-03, +49 (0)30 1234-5678, a.b@c.de!!! @joe #tag www.x.de/a?b=c <https://d.e/>",
    "12 Main St. Apt. 4B, 12345-6789 Springfield,IL  \t don’t ’s it’S 'sup rock'n'roll O’Neill's",
    "🎉🎉 Ana 👩‍👩‍👧 Lí\u0301via 𝒜da 𝟜𝟚 \U00010400\U00010428 x\U0001d7d8y",
    "lone \ud83d surrogate \udc4d here",
    "zero\u200bwidth soft\u00adhyphen no\u00a0break line\u2028sep \ufeffbom \x1c\x85 control",
    "ΟΔΥΣΣΕΥΣ İstanbul ISPARTA ıraz Straße STRASSE ǅemal ﬁn Łódź Đorđe Ærø þing",
    "1899 1900 2024 1712 007 1,234.56 12/5/99 5.6.2020. 31-12-1999x 1.2.3.4 2000-04-16 11:34:35 18001894718246",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa BBBBBBBBBBBBBBBBBBBBBBBBBBBB 99999 ------ ===== .....",
    "Привет Иван 東京 タワー 한국어 עברית العربية हिन्दी ไทย ٣٤٥",
    "Name:\tSmith, John\r\nCity:   New York\n\n\nx  y\t\tz   w",
    '{"first_name": "Zoë", "tags": ["a-b", "c_d"]} const x = `${y}`; a@b not-mail@ @ # #1 $5 50% C++ AT&T',
]


def units(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    chance = random.Random(3)
    noise = np.random.default_rng(3)
    texts = TEXTS + ["".join(chance.choice("aAzZ09 '’.,-@/#é ß🎉\n\tS s") for _ in range(chance.randint(1, 80))) for _ in range(40)]
    cases = []
    for text in texts:
        tokens, rows = featurize(text)
        logits = np.round(noise.normal(0, 2.5, (len(tokens), len(LABELS))), 1)
        thresholds = {name: 0.2 + 0.05 * i for i, name in enumerate(TYPES)}
        certain = {name: 0.9 - 0.05 * i for i, name in enumerate(TYPES)}
        found = decode(logits, tokens, 0.5, thresholds, certain)
        cases.append(
            {
                "text": text,
                "tokens": [[units(text, s), units(text, e), kind] for _, s, e, kind in tokens],
                "ids": [row[column] for column in range(6) for row in rows],
                "logits": logits.flatten().tolist(),
                "spans": [[units(text, s), units(text, e), kind, round(score, 6)] for s, e, kind, score in found],
            }
        )
    fixture = {
        "rows": {"word": WORD_ROWS, "affix": AFFIX_ROWS, "shape": SHAPE_ROWS},
        "types": list(TYPES),
        "outsideBias": 0.5,
        "thresholds": thresholds,
        "certain": certain,
        "cases": cases,
    }
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(fixture, separators=(",", ":")) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
