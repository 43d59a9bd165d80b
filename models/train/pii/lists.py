"""The locale lists of train/pii/faker_lists: names, streets, cities and formats of the Latin-script locales."""

import hashlib
import random
from pathlib import Path

import regex

from train.common.corpus import rows
from train.pii.corpora import MAPS

LATIN = regex.compile(r"^[\p{Latin}\p{M}\p{N}\p{P}\p{S} ]*\p{Latin}[\p{Latin}\p{M}\p{N}\p{P}\p{S} ]*$")
LATIN_ONLY = regex.compile(r"[\p{L}--\p{Latin}]", regex.V1)
NAME_FIELDS = (
    "first_names",
    "first_names_male",
    "first_names_female",
    "last_names",
    "last_names_male",
    "last_names_female",
    "middle_names",
)

# Weights of the locales in the mix: English first.
ENGLISH = {"en_US": 10.0, "en_GB": 5.0, "en_IN": 2.0, "en_IE": 1.5, "en_NZ": 1.0, "en_KE": 1.0, "en_AU": 1.0, "en_CA": 1.0}


def held_out(name: str, share: int = 10) -> bool:
    """One name in ten never appears in generated text, so that unseen names can be measured."""
    return hashlib.sha256(name.lower().encode()).digest()[0] * share < 256


class Lists:
    def __init__(self, data: Path, keep_held_out: bool = False) -> None:
        self.fields: dict[tuple[str, str], list[str]] = {}
        for row in rows(data / "train/pii/faker_lists.jsonl.xz"):
            values = row.get("values")
            if not values or not isinstance(values[0], str):
                continue
            values = [v for v in values if isinstance(v, str) and not LATIN_ONLY.search(v)]
            if row["field"] in NAME_FIELDS:
                values = [v for v in values if LATIN.match(v) and (keep_held_out or not held_out(v))]
            if len(values) >= 0.9 * len(row["values"]) * (0.8 if row["field"] in NAME_FIELDS else 1):
                self.fields.setdefault((row["locale"], row["field"]), []).extend(values)
        self.locales: list[str] = []
        for locale in sorted({locale for locale, _ in self.fields}):
            if self.last(locale) and self.first(locale) and len(self.last(locale)) >= 40:
                self.locales.append(locale)
        self.weights = [ENGLISH.get(locale, 0.55) for locale in self.locales]
        self.countries = sorted(
            set(self.fields[("en", "countries")])
            | {"England", "Scotland", "Wales", "USA", "UK", "Russia", "South Korea", "Taiwan", "Vietnam", "Holland", "the Netherlands"}
        )
        self.jobs = self.fields.get(("base", "jobs"), [])
        self.wiki = {"PERSON": [], "LOCATION": [], "ORG": [], "NRP": []}
        seen: dict[str, set] = {name: set() for name in self.wiki}
        for row in rows(data / "train/ner/wiki_silver.jsonl.xz"):
            for start, end, name in row["spans"]:
                kind = MAPS["wiki_silver"][name]
                value = row["text"][start:end]
                if kind in seen and value not in seen[kind] and not LATIN_ONLY.search(value) and len(value) > 2:
                    seen[kind].add(value)
                    self.wiki[kind].append(value)

    def get(self, locale: str, field: str) -> list[str]:
        return self.fields.get((locale, field), [])

    def first(self, locale: str) -> list[str]:
        return (
            self.get(locale, "first_names")
            or self.get(locale, "first_names_male") + self.get(locale, "first_names_female")
            or self.get(locale, "first_names_nonbinary")
        )

    def last(self, locale: str) -> list[str]:
        return self.get(locale, "last_names") or self.get(locale, "last_names_male") + self.get(locale, "last_names_female")

    def pick_locale(self, chance: random.Random) -> str:
        return chance.choices(self.locales, self.weights)[0]

    # Formats: '#' a digit, '%' one to nine, '?' a letter, '{{field}}' another field.
    def resolve(self, token: str, locale: str, chance: random.Random, depth: int = 0) -> str | None:
        if depth > 6:
            return None
        if token in ("first_name", "first_name_male", "first_name_female"):
            names = self.first(locale)
            return chance.choice(names) if names else None
        if token in ("last_name", "last_name_male", "last_name_female"):
            names = self.last(locale)
            return chance.choice(names) if names else None
        if token == "building_number" and not self.get(locale, "building_number_formats"):
            return str(chance.randint(1, 250))
        formats = self.get(locale, f"{token}_formats")
        if formats and not (token == "city" and self.get(locale, "cities") and chance.random() < 0.8):
            return self.fill(chance.choice(formats), locale, chance, depth + 1)
        for field in (token + "s", token + "es", token[:-1] + "ies", token.replace("_name", "") + "s", "cities" if "city" in token else ""):
            values = self.get(locale, field) if field else []
            if values:
                return chance.choice(values)
        if "suffix" in token:
            for field in ("street_suffixes_short", "street_suffixes_long"):
                if self.get(locale, field):
                    return chance.choice(self.get(locale, field))
        if "prefix" in token and self.get(locale, "street_prefixes_long"):
            return chance.choice(self.get(locale, "street_prefixes_long"))
        return None

    def fill(self, form: str, locale: str, chance: random.Random, depth: int = 0) -> str | None:
        parts = regex.split(r"\{\{\s*(\w+)\s*\}\}", form)
        text = ""
        for i, part in enumerate(parts):
            if i % 2:
                value = self.resolve(part, locale, chance, depth)
                if value is None:
                    return None
                text += value
            else:
                text += part if depth == 0 and "#" not in part and "%" not in part else bothify(part, chance)
        return regex.sub(r" {2,}", " ", text).strip()


def bothify(form: str, chance: random.Random) -> str:
    out = []
    for c in form:
        if c == "#":
            out.append(chance.choice("0123456789"))
        elif c == "%":
            out.append(chance.choice("123456789"))
        elif c in "@$":
            out.append(chance.choice("23456789"))
        elif c == "?":
            out.append(chance.choice("ABCDEFGHJKLMNPRSTUVWXYZ"))
        elif c == "!":
            out.append(chance.choice(["", "1", "4", "7"]))
        else:
            out.append(c)
    return "".join(out)
