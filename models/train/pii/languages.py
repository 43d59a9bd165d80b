"""Labelled and plain text of other languages: train/ner_multi and train/text_multi."""

import random
from collections.abc import Iterator
from pathlib import Path

import regex

from train.common.corpus import rows
from train.pii.corpora import Sentence, sentence
from train.pii.labels import ANY, OUTSIDE, either
from train.pii.locales import MONTHS

MONTH = {language: regex.compile(r"(?i)^(" + "|".join(months) + r"|\d{1,4})$") for language, months in MONTHS.items()}
YEAR = regex.compile(r"^\d{4}$")

# Weight of a row in the loss, by the start of its source; 1 for the others.
WEIGHTS = {"europeana": 0.3, "eltec": 0.5, "echr-all": 0.6, "lener": 0.6, "xsid": 0.6, "rule": 0.7, "pud-projected": 0.7}
# The share of a source's rows that is kept, because court and newspaper prose differs much from everyday writing.
KEPT = {"europeana": 0.35, "lener": 0.5, "echr-all": 0.5, "hinglish": 0.6}
CLEAR = {"PERSON": "PERSON", "LOCATION": "LOCATION", "ORG": "ORG", "ADDRESS": "ADDRESS", "POSTCODE": "ADDRESS", "DATE": "DATE"}
NO_NAME = ("TIME", "ID", "PHONE", "EMAIL", "AGE")


def by_source(table: dict[str, float], source: str) -> float:
    return next((value for start, value in table.items() if source.startswith(start)), 1.0)


def label_of(span: dict, source: str, surface: str) -> str:
    kind = span["type"]
    if source == "mobie" and span["raw"] not in ("person", "location-city", "location-street", "organization-company"):
        return "?"
    if kind == "DATE" and YEAR.match(surface):
        return "DATE|O"
    if kind == "DATETIME":
        return "DATE|O"
    if kind in NO_NAME:
        return "O"
    if kind == "ORG" and source.startswith("echr"):
        return "ORG|O"
    return CLEAR.get(kind, "?")


def opened(item: Sentence, annotated: list[str], capitals: bool) -> Sentence:
    """Leaves types open that the source does not mark: dates, and words with capitals if it marks no organisations."""
    for i, word in enumerate(item.words):
        if item.masks[i] != OUTSIDE or item.kinds[i] not in ("word", "date"):
            continue
        if "DATE" not in annotated and (item.kinds[i] == "date" or MONTH[item.language].match(word)):
            item.masks[i] |= either("DATE")
        starts = i == 0 or item.words[i - 1] in ".!?:\"'(„«»—–-"
        if capitals and word[:1].isupper() and not starts:
            item.masks[i] = ANY
        elif "ORG" not in annotated and word[:1].isupper() and not starts:
            item.masks[i] |= either("ORG")
        elif "ADDRESS" not in annotated and word.isdigit():
            item.masks[i] |= either("ADDRESS")
    return item


def labelled(data: Path, language: str, seed: int = 11) -> Iterator[Sentence]:
    chance = random.Random(seed)
    for row in rows(data / f"train/ner_multi/{language}.jsonl.xz"):
        source, text, annotated = row["source"], row["text"], row["annotated"]
        if chance.random() > by_source(KEPT, source):
            continue
        spans = [(s["start"], s["end"], label_of(s, source, text[s["start"] : s["end"]])) for s in row["spans"]]
        group = "everyday" if source.startswith(("rule-tatoeba", "hinglish")) else "labelled"
        item = sentence(text, [s for s in spans if s[2] != "O"], group, chance, weight=by_source(WEIGHTS, source), language=language)
        partial = "PERSON" not in annotated or source.startswith("hinglish")
        # Every German sentence has words with capitals that are not names.
        yield opened(item, annotated, partial and language != "de")


def plain(data: Path, language: str, seed: int = 12) -> Iterator[Sentence]:
    chance = random.Random(seed)
    for row in rows(data / f"train/text_multi/{language}.jsonl.xz"):
        item = sentence(row["text"], [], "plain", chance, language=language)
        yield opened(item, ["PERSON", "LOCATION", "ORG", "ADDRESS"], False)
