"""Texts of others with an order to a model in them, and the same texts with something harmless at that place.

The place makes the attack, so each example has the text around the order.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from train.common.corpus import SEED, rows
from train.common.evaluation import without_evaluation
from train.heads.attacks import ERRANDS, made_attack
from train.heads.harmless import sources
from train.heads.placed import ENDS, lines_of, texts_of
from train.heads.prompt_attack import collected, people
from train.heads.texts import held_back

JOINTS = (" ", " ", " ", "\n", "\n\n")
LEADS = (
    "P.S. ",
    "PS: ",
    "Also: ",
    "And now: ",
    "By the way, ",
    "One more thing: ",
    "Note to the assistant: ",
    "Assistant, ",
    "Question: ",
    "> ",
)
# The share of each kind of text around.
AROUND = {
    "written": 30,
    "joined": 8,
    "mail": 22,
    "documents": 12,
    "encyclopedia": 6,
    "novels": 5,
    "abstracts": 3,
    "people": 10,
    "conversations": 4,
}
ORDERS = {"written": 42, "made": 18, "collected": 15, "instructions": 14, "requests": 11}
HARMLESS = {"none": 40, "written": 25, "other": 25, "errands": 10}


@dataclass(frozen=True)
class Placed:
    text: str
    label: int
    # The place of the order, in characters. A harmless text has none.
    span: tuple[int, int] | None


def place(choose: random.Random, around: str, inserted: str) -> tuple[str, tuple[int, int]]:
    """Puts a text at the start, between two sentences, or at the end of another, and gives its place."""
    cuts = [0, len(around), *(found.end() for found in ENDS.finditer(around))]
    at = choose.choices((0, len(around), choose.choice(cuts)), (2, 3, 5))[0]
    before, after = around[:at].rstrip(), around[at:].lstrip()
    joint = choose.choice(JOINTS)
    start = len(before) + len(joint) if before else 0
    text = f"{before}{joint if before else ''}{inserted}{joint if after else ''}{after}"
    return text, (start, start + len(inserted))


def stretch(choose: random.Random, text: str) -> str:
    """Up to 160 words of a text that begin at a sentence."""
    starts = [0, *(found.end() for found in ENDS.finditer(text))]
    words = text[choose.choice(starts) :].split(" ")
    return " ".join(words[: choose.randint(15, 160)])


class Material:
    """The parts from which examples are made. None of them is held back."""

    def __init__(self, data: Path) -> None:
        self.choose = random.Random(SEED)
        self.around = sources(data, "train")
        self.around["written"] = texts_of("texts")
        self.around["people"] = [text for text in people(data) if not held_back(text) and len(text) > 80]
        own = [(text, label) for text, label, part in collected(data) if not part]
        instructions = [r["text"].strip() for r in rows(data / "train/cls2/prompt_benign_instructions.jsonl.xz") if r["label"] == "benign"]
        requests = [r["text"] for name in ("clinc150", "hwu64") for r in rows(data / f"train/cls/intent_{name}.jsonl.xz")]
        requests += [r["q"] for r in rows(data / "train/lm/gsm8k.jsonl.xz")][:1_500]
        short = lambda texts: [text for text in texts if 8 < len(text) < 260 and not held_back(text)]
        self.orders = {
            "written": lines_of("orders"),
            "collected": [text for text, label in own if label and len(text) < 260],
            "instructions": short(instructions),
            "requests": short(requests),
        }
        # An order of a few words would not show as a copy within a longer text, so each is compared alone.
        self.orders = {kind: without_evaluation([*dict.fromkeys(texts)], str) for kind, texts in self.orders.items()}
        self.harmless = lines_of("harmless")

    def text_around(self) -> str:
        kind = self.choose.choices([*AROUND], [*AROUND.values()])[0]
        if kind == "joined":
            one, other = self.choose.sample(self.around["written"], 2)
            return f"{stretch(self.choose, one)}\n{stretch(self.choose, other)}"
        text = self.choose.choice(self.around[kind])
        return text if kind == "written" and self.choose.random() < 0.7 else stretch(self.choose, text[:20_000])

    def order(self) -> str:
        while True:
            kind = self.choose.choices([*ORDERS], [*ORDERS.values()])[0]
            text = made_attack(self.choose) if kind == "made" else self.choose.choice(self.orders[kind])
            # The generated orders are held back by their text, like all others.
            if kind != "made" or not held_back(text):
                break
        if self.choose.random() < 0.12:
            text = self.choose.choice(LEADS) + text
        if self.choose.random() < 0.06:
            text = f"{text} {self.choose.choice(self.orders['written'])}"
        return text.rstrip(".") if self.choose.random() < 0.08 else text

    def sentence(self) -> str:
        """A harmless sentence that a person might write at any place of a text."""
        kind = self.choose.choices([*HARMLESS][1:], [*HARMLESS.values()][1:])[0]
        if kind == "written":
            return self.choose.choice(self.harmless)
        if kind == "errands":
            return self.choose.choice(ERRANDS).format(d="Monday", i=self.choose.randint(10, 900))
        parts = [part for part in ENDS.split(self.text_around()) if len(part) > 15]
        return self.choose.choice(parts)[:240] if parts else self.sentence()

    def attacks(self) -> Iterator[Placed]:
        while True:
            text, span = place(self.choose, self.text_around(), self.order())
            yield Placed(text, 1, span)

    def harmless_texts(self) -> Iterator[Placed]:
        """Texts without an order. Many have a sentence at the place where an attack has its order, so that a break in the text is no sign."""
        while True:
            text = self.text_around()
            if self.choose.random() * sum(HARMLESS.values()) > HARMLESS["none"]:
                text, _ = place(self.choose, text, self.sentence())
            yield Placed(text, 0, None)
