"""Synthetic text with exact spans, endless and reproducible from its seed.

python -m train.pii.generator --data DATA --show 20
"""

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import regex

from train.pii import frames, lookalikes
from train.pii.conversation import conversation
from train.pii.lists import Lists
from train.pii.values import Pieces, Values, assembled
from train.pii.words import NATIONS


def lines(block: str) -> list[str]:
    return [line.replace("\\n", "\n").replace("\\t", "\t") for line in block.strip().splitlines() if line.strip()]


GENRES = {
    "chat": (lines(frames.CHAT), 0.26),
    "mail": (lines(frames.MAIL), 0.13),
    "formal": (lines(frames.FORMAL), 0.24),
    "records": (lines(frames.RECORDS), 0.19),
    "plain": (lines(frames.PLAIN), 0.14),
    "posts": (lines(lookalikes.POSTS), 0.05),
    "headlines": (lines(lookalikes.HEADLINES), 0.03),
    "titles": (lines(lookalikes.TITLES), 0.04),
    "medical": (lines(lookalikes.MEDICAL), 0.02),
    "technical": (lines(lookalikes.TECHNICAL), 0.03),
}
SAYINGS = [*GENRES["chat"][0], *GENRES["plain"][0], *GENRES["posts"][0], *GENRES["titles"][0]]
SLOT = regex.compile(r"\{\{|\}\}|\{(\w+)\}")


def join_names(pieces: Pieces) -> Pieces:
    """A first and a last name with only a space between them are one name."""
    out: Pieces = []
    for text, kind in pieces:
        if kind == "PERSON" and len(out) > 1 and out[-1] == (" ", None) and out[-2][1] == "PERSON":
            out[-2:] = [(out[-2][0] + " " + text, kind)]
        else:
            out.append((text, kind))
    return out


class Generator:
    def __init__(self, data: Path, seed: int, keep_held_out: bool = False) -> None:
        self.lists = Lists(data, keep_held_out)
        self.chance = random.Random(seed)
        self.values = Values(self.lists, self.chance)

    def slot(self, name: str) -> Pieces:
        v, c = self.values, self.chance
        if name == "p":
            return v.person("mixed")
        if name in ("f", "l", "full", "rev", "t"):
            return v.person({"f": "first", "l": "last", "full": "any", "rev": "reverse", "t": "titled"}[name])
        if name == "c":
            return [(v.city(), "LOCATION")]
        if name == "pl":
            return [(v.place(), "LOCATION")]
        if name == "country":
            return [(c.choice(v.lists.countries), "LOCATION")]
        if name == "region":
            place = v.place() if c.random() < 0.5 else c.choice(["CA", "TX", "NY", "FL", "Ontario", "Bavaria", "Kent"])
            return [(place, "LOCATION")]
        if name == "a":
            return v.address_line()
        if name == "ab":
            return v.address_block()
        if name == "am":
            # Within a sentence the whole postal address is one span, however many lines it takes.
            block = v.address_line() if c.random() < 0.45 else v.address_block()
            return [("".join(text for text, _ in block), "ADDRESS")]
        if name == "s":
            return [(v.street_line() if c.random() < 0.85 else v.street(), "ADDRESS")]
        if name == "zip":
            return [(v.postcode(), "ADDRESS")]
        if name == "o":
            return [(v.org(), "ORG")]
        if name in ("d", "dob"):
            return [(v.date(name == "dob"), "DATE")]
        if name == "y":
            return [(str(c.randint(1930, 2010)), "DATE")]
        if name == "yr":
            return [(str(c.randint(1850, 2026)), "DATE|O")]
        if name == "n":
            return [(c.choice(NATIONS if c.random() < 0.7 else v.lists.wiki["NRP"]), "NRP")]
        return [(v.plain(name), None)]

    def fill(self, frame: str) -> Pieces:
        out: Pieces = []
        at = 0
        for match in SLOT.finditer(frame):
            out.append((frame[at : match.start()], None))
            at = match.end()
            if match.group(1) is None:
                out.append((match.group()[0], None))
            else:
                out += self.slot(match.group(1))
        out.append((frame[at:], None))
        return out

    def text(self) -> tuple[str, list[tuple[int, int, str]]]:
        """One text of one to four frames."""
        c = self.chance
        self.values.begin()
        if c.random() < 0.04:
            speakers = [self.values.person(c.choice(["first", "first", "any"])) for _ in range(c.randint(2, 3))]
            said = [join_names(self.fill(c.choice(SAYINGS))) for _ in range(c.randint(2, 5))]
            return assembled(conversation(speakers, said, c))
        pieces: Pieces = []
        count = c.choices([1, 2, 3, 4], [60, 22, 12, 6])[0]
        names = list(GENRES)
        main = c.choices(names, [GENRES[n][1] for n in names])[0]
        for i in range(count):
            genre = main if c.random() < 0.7 else c.choices(names, [GENRES[n][1] for n in names])[0]
            if i:
                record = genre in ("records", "mail") or main in ("records", "mail")
                pieces.append((c.choice(["\n", "\n", "\n\n"]) if record else c.choice([" ", " ", " ", "\n"]), None))
            pieces += self.fill(c.choice(GENRES[genre][0]))
        return assembled(self.casing(join_names(pieces)))

    def casing(self, pieces: Pieces) -> Pieces:
        c = self.chance
        r = c.random()
        if r < 0.10:
            return [(t.lower(), k) for t, k in pieces]
        if r < 0.125:
            return [(t.upper(), k) for t, k in pieces]
        if r < 0.165:
            # Only the values in capitals, as in forms.
            return [(t.upper() if k else t, k) for t, k in pieces]
        if r < 0.19:
            return [(t.lower() if k else t, k) for t, k in pieces]
        if r < 0.21:
            return [(t.title() if not k else t, k) for t, k in pieces]
        if r < 0.25:
            return [(t.upper() if k == "LOCATION" else t, k) for t, k in pieces]
        if r < 0.27 and any("\n" in t for t, _ in pieces):
            mark = c.choice([">", "> ", "| ", "* "])
            return [(mark, None)] + [(t.replace("\n", "\n" + mark), k) for t, k in pieces]
        return pieces

    def texts(self) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
        while True:
            yield self.text()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=20)
    arguments = parser.parse_args()
    generator = Generator(arguments.data, arguments.seed)
    for _, (text, spans) in zip(range(arguments.show), generator.texts()):
        print(repr(text))
        print("   ", [(text[s:e], k) for s, e, k in spans])
    return 0


if __name__ == "__main__":
    sys.exit(main())
