"""The windows of tokens from which the encoder `prompt-attack-encoder` learns, with a mark for each token of an order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tokenizers import Tokenizer

from train.common.corpus import SEED, rows
from train.common.evaluation import without_evaluation
from train.heads.attack_material import Material, Placed
from train.heads.placed import lines_of
from train.heads.prompt_attack import collected, people
from train.heads.texts import dialogue_turns, held_back

# How many examples of each kind there are.
COUNTS = {
    "placed": 3_600,
    "harmless": 3_600,
    "attacks": 2_400,
    "jailbreaks": 700,
    "requests": 2_500,
    "intents": 800,
    "people": 1_200,
    "comments": 400,
    "turns": 400,
}
SPECIAL = 2


@dataclass(frozen=True)
class Window:
    ids: list[int]
    label: int
    # 1 for a token of an order and 0 for another; None where it is not known which tokens make the attack.
    marks: list[int] | None


def examples(data: Path) -> list[Placed]:
    """Texts for training. A text whose attack has no known place has no span."""
    choose = random.Random(SEED)
    material = Material(data)
    found = [*islice(material.attacks(), COUNTS["placed"]), *islice(material.harmless_texts(), COUNTS["harmless"])]
    own = [(text, label) for text, label, part in collected(data) if not part]
    jailbreaks = [r["text"].strip() for r in rows(data / "train/cls/prompt_attack.jsonl.xz") if not r["src"].startswith("bipia")]
    intents = [r["text"] for n in ("clinc150", "banking77", "hwu64") for r in rows(data / f"train/cls/intent_{n}.jsonl.xz")]
    intents += [r["q"] for r in rows(data / "train/lm/gsm8k.jsonl.xz")][:1_500]
    alone = {
        "attacks": [text for text, label in own if label],
        "jailbreaks": 3 * [text for text in jailbreaks if not held_back(text)],
        "requests": [text for text, label in own if not label] + 3 * lines_of("orders-1"),
        "intents": intents,
        "people": people(data),
        "comments": [r["text"] for r in rows(data / "train/cls/emotion_goemotions.jsonl.xz")],
        "turns": [turn for turn in dialogue_turns(data) if len(turn) > 20],
    }
    for kind, texts in alone.items():
        texts = [text for text in texts if kind in ("attacks", "jailbreaks", "requests") or not held_back(text)]
        attack = int(kind in ("attacks", "jailbreaks"))
        found += [Placed(text, attack, None) for text in choose.sample(texts, min(COUNTS[kind], len(texts)))]
    return without_evaluation(found, lambda each: each.text)


def windows(tokenizer: Tokenizer, texts: Sequence[Placed], room: int) -> list[Window]:
    """One window of each text; that of a placed order holds the whole order if there is room."""
    choose, found = random.Random(SEED), []
    vocabulary = tokenizer.get_vocab()
    first, last = vocabulary["[CLS]"], vocabulary["[SEP]"]
    for each, encoding in zip(texts, tokenizer.encode_batch([each.text[:6_000] for each in texts], add_special_tokens=False)):
        count = len(encoding.ids)
        if count == 0:
            continue
        size = min(count, room if each.span is None and each.label else choose.randint(room // 2, room))
        low, high = 0, count - size
        marks = None if each.label else [0] * count
        if each.span is not None:
            start, end = each.span
            marks = [int(a >= start and b <= end) for a, b in encoding.offsets]
            if 1 not in marks:
                continue
            begin, finish = marks.index(1), count - marks[::-1].index(1)
            if finish - begin >= size:
                low = high = begin if choose.random() < 0.7 else max(begin, finish - size)
            else:
                low, high = max(0, finish - size), min(begin, count - size)
        at = choose.randint(low, high)
        own = marks and [0, *marks[at : at + size], 0]
        found.append(Window([first, *encoding.ids[at : at + size], last], each.label, own))
    return found
