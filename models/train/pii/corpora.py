"""Reads the labelled sets of the data folder as sentences with spans in this model's label types.

Each set marks only some types. If a token looks like an unmarked type, its label is left open, so that the model does not learn that an
unmarked month or a lower-cased slot value is plain text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import regex

from train.common.corpus import rows
from train.common.evaluation import without_evaluation
from train.pii.labels import ANY, OUTSIDE, either, mask_of
from train.pii.tokens import gaps_of, tokenize

MAPS = {
    "wnut17": {"person": "PERSON", "location": "LOCATION", "corporation": "ORG", "group": "ORG|O"},
    "btc": {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORG"},
    "wikigold": {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORG"},
    "sec-fin5": {"PER": "PERSON|ORG|O", "LOC": "LOCATION|ADDRESS", "ORG": "ORG|O"},
    "re3d": {
        "Person": "PERSON",
        "Location": "LOCATION",
        "Organisation": "ORG",
        "Temporal": "?",
        "Nationality": "NRP",
        "Quantity": "?",
    },
    "crossner": {
        **dict.fromkeys(("person", "politician", "writer", "musicalartist", "scientist", "researcher"), "PERSON"),
        **dict.fromkeys(("location", "country"), "LOCATION"),
        **dict.fromkeys(("organisation", "politicalparty", "university", "band"), "ORG"),
    },
    "litbank": {"PER": "PERSON", "LOC": "LOCATION", "GPE": "LOCATION", "FAC": "LOCATION|ADDRESS|O", "ORG": "ORG|O"},
    "gum": {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORG", "DATE": "DATE"},
    "wiki_silver": {"PER": "PERSON", "LOC": "LOCATION", "ORG": "ORG", "NORP": "NRP", "DATE": "DATE"},
    "sgd": {
        "PERSON": "PERSON",
        "ADDRESS": "ADDRESS|LOCATION",
        "LOCATION": "LOCATION",
        "PLACE_NAME": "?",
        "ORG": "ORG",
        "DATE": "DATE|O",
        "WORK": "O",
        "TIME": "O",
        "MONEY": "O",
        "NUMBER": "O",
    },
    "restaurant8k": {"first_name": "PERSON", "last_name": "PERSON", "date": "?", "time": "O", "people": "O"},
    "hwu64": {
        "person": "PERSON|O",
        "place_name": "LOCATION",
        "business_name": "ORG|O",
        "date": "DATE|O",
        "artist_name": "PERSON|ORG|O",
        "email_address": "O",
        "relation": "O",
        "news_topic": "?",
        "radio_name": "ORG|O",
        "transport_agency": "ORG|O",
        "time_zone": "?",
        "personal_info": "O",
        "audiobook_author": "PERSON",
    },
}

DATE_LIKE = regex.compile(
    r"(?i)^(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|\d{1,4}|\d{1,2}(st|nd|rd|th)|\d{2,4}s)$"
)
# Endings of demonyms. They only decide which unmarked capitals stay open.
PEOPLES = regex.compile(
    r"^(?!Th|Wh|Ch)\p{Lu}\p{Ll}{2,}(ian|ean|ese|ish|ans|ians|eans|can|cans|ch|eek|eeks|ist|ists|im|ims|ew|ews|tic|cs|wiss|utch|rab|rabs|hai|nic|ni|qi|si)$"
)


@dataclass
class Sentence:
    """Words with the gap class before each and the labels allowed for each."""

    words: list[str]
    kinds: list[str]
    gaps: list[str]
    masks: list[int]
    group: str
    weight: float = 1.0
    language: str = "en"
    # Label probabilities of each word by a model that has read the text, in place of the masks.
    soft: np.ndarray | None = None


def join(tokens: list[str], spaced: bool, chance: random.Random) -> tuple[str, list[tuple[int, int]]]:
    """A token list as text: with single spaces (as such sets are written), or as people write."""
    text, offsets, quote = "", [], False
    for i, token in enumerate(tokens):
        glue = i == 0
        if not spaced and i:
            before = tokens[i - 1]
            glue = (
                token in {",", ".", ";", ":", "!", "?", "%", ")", "]", "}", "...", "n't", "'s", "'re", "'ve", "'ll", "'m", "'d", "’s"}
                or before in {"(", "[", "{", "$", "#", "@", "£", "€"}
                or (token == "-" and regex.fullmatch(r"\w+", before) is not None and chance.random() < 0.8)
                or (before == "-" and text[-2:-1] not in ("", " "))
                or (token in ('"', "''") and quote)
                or (before in ('"', "``") and quote)
            )
            if token in ('"', "``", "''"):
                quote = not quote
        shown = '"' if token in ("``", "''") and not spaced else token
        if not glue:
            text += " "
        offsets.append((len(text), len(text) + len(shown)))
        text += shown
    return text, offsets


def spans_of_tags(tags: list[str], offsets: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    spans: list[list] = []
    for tag, (start, end) in zip(tags, offsets):
        if tag == "O":
            continue
        name = tag[2:]
        if tag[0] == "I" and spans and spans[-1][2] == name and spans[-1][3]:
            spans[-1][1] = end
        else:
            spans.append([start, end, name, True])
    return [(s, e, n) for s, e, n, _ in spans]


def outside_masks(words: list[str], gaps: list[str], open_types: frozenset[str], capitals_open: float, chance: random.Random) -> list[int]:
    masks = []
    for i, word in enumerate(words):
        mask = OUTSIDE
        if "DATE" in open_types and DATE_LIKE.match(word):
            mask |= either("DATE")
        if "NRP" in open_types and PEOPLES.match(word):
            mask |= either("NRP")
        starts = i == 0 or words[i - 1] in ".!?:\"'("
        if capitals_open and word[:1].isupper() and not (starts and chance.random() > capitals_open):
            mask = ANY
        masks.append(mask)
    return masks


def sentence(
    text: str,
    spans: list[tuple[int, int, str]],
    group: str,
    chance: random.Random,
    open_types: frozenset[str] = frozenset(),
    capitals_open: float = 0.0,
    weight: float = 1.0,
    language: str = "en",
) -> Sentence:
    tokens = tokenize(text)
    words = [t[0] for t in tokens]
    gaps = gaps_of(text, tokens)
    outside = outside_masks(words, gaps, open_types, capitals_open, chance)
    masks = mask_of(spans, [(t[1], t[2]) for t in tokens], outside)
    kinds = [t[3] for t in tokens]
    for i, kind in enumerate(kinds):
        if kind not in ("word", "date"):
            masks[i] = OUTSIDE
    return Sentence(words, kinds, gaps, masks, group, weight, language)


UNMARKED = frozenset({"DATE", "NRP"})


def english_gold(data: Path, seed: int = 1) -> Iterator[Sentence]:
    chance = random.Random(seed)
    for row in rows(data / "train/ner/english_gold.jsonl.xz"):
        source = row["src"]
        family = source.split("-")[0] if source.split("-")[0] in ("btc", "crossner") else source
        text, offsets = join(row["tokens"], chance.random() < 0.4, chance)
        types = MAPS[family]
        spans = [(s, e, types.get(n, "O")) for s, e, n in spans_of_tags(row["tags"], offsets)]
        if family == "crossner":
            # "misc" mixes nationalities with many other things.
            marked = spans_of_tags(row["tags"], offsets)
            spans = [(s, e, types.get(n, "NRP|O" if n == "misc" and PEOPLES.match(text[s:e]) else "O")) for s, e, n in marked]
        if family == "wikigold":
            marked = spans_of_tags(row["tags"], offsets)
            spans = [(s, e, types.get(n, "NRP|O" if PEOPLES.match(text[s:e]) else "O")) for s, e, n in marked]
        spans = [span for span in spans if span[2] != "O"]
        noisy = family in ("wnut17", "btc")
        group = "noisy" if noisy else "litbank" if family == "litbank" else "gold"
        literary = family in ("litbank", "sec-fin5")
        yield sentence(text, spans, group, chance, UNMARKED, 0.5 if literary else 0.0)


def gum(data: Path, seed: int = 2) -> Iterator[Sentence]:
    chance = random.Random(seed)
    for row in rows(data / "train/ner/gum_named.jsonl.xz"):
        text, offsets = join(row["tokens"], chance.random() < 0.3, chance)
        spans = [(s, e, MAPS["gum"][n]) for s, e, n in spans_of_tags(row["tags"], offsets)]
        yield sentence(text, spans, "gum", chance, UNMARKED)


def wiki_silver(data: Path, seed: int = 3, limit: int | None = None) -> Iterator[Sentence]:
    chance = random.Random(seed)
    silver = [row for row in rows(data / "train/ner/wiki_silver.jsonl.xz") if limit is None or chance.random() <= limit / 161_500]
    for row in without_evaluation(silver, lambda row: row["text"]):
        spans = [(s, e, MAPS["wiki_silver"][n]) for s, e, n in row["spans"]]
        yield sentence(row["text"], spans, "wiki", chance, frozenset({"DATE"}), weight=0.5)


def slots(data: Path, seed: int = 4, share: float = 0.35) -> Iterator[Sentence]:
    """SGD and RESTAURANTS-8K: slot values only, so every unmarked capital stays open."""
    chance = random.Random(seed)
    for row in rows(data / "train/ner/sgd_slots.jsonl.xz"):
        if chance.random() > share:
            continue
        spans = [(s["start"], s["end"], MAPS["sgd"].get(s["label"], "O")) for s in row["spans"]]
        yield sentence(row["text"], [s for s in spans if s[2] != "O"], "sgd", chance, UNMARKED, 0.6)
    for row in rows(data / "train/ner/restaurant8k.jsonl.xz"):
        spans = [(s["start"], s["end"], MAPS["restaurant8k"][s["label"]]) for s in row["spans"]]
        yield sentence(row["text"], [s for s in spans if s[2] != "O"], "restaurant", chance, UNMARKED, 0.6)


def assistant(data: Path, seed: int = 5) -> Iterator[Sentence]:
    """HWU64: lower-case requests with marked persons and places."""
    chance = random.Random(seed)
    for row in rows(data / "train/cls/intent_hwu64.jsonl.xz"):
        spans = [(s["start"], s["end"], MAPS["hwu64"].get(s["label"], "O")) for s in row["spans"]]
        yield sentence(row["text"], [s for s in spans if s[2] != "O"], "assistant", chance, UNMARKED)
