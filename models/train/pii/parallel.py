"""Names of parallel news, the sentences of NTREX-128, which keep their spelling in most languages."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import regex

from train.common.corpus import rows
from train.pii.corpora import Sentence, sentence
from train.pii.languages import opened
from train.pii.lists import Lists

# News of NTREX-128 in the languages of this model.
NTREX = {
    "de": ("deu",),
    "fr": ("fra", "fra-CA"),
    "es": ("spa", "spa-MX"),
    "it": ("ita",),
    "nl": ("nld",),
    "pt": ("por", "por-BR"),
    "pl": ("pol",),
}
VOTERS = (
    "deu",
    "fra",
    "spa",
    "ita",
    "nld",
    "por",
    "swe",
    "dan",
    "nob",
    "ron",
    "cat",
    "glg",
    "afr",
    "ind",
    "fil",
    "eus",
    "isl",
    "fin",
    "hun",
    "ces",
)
NAME = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}[\p{L}'’-]+(?: (?:(?:de|van|von|der|la|al|bin) )?\p{Lu}[\p{L}'’-]+){0,3}")


UNKNOWN = "PERSON|LOCATION|ORG"


def typed_by_lists(lists: Lists) -> Callable[[str], list[tuple[int, int, str, float]]]:
    """Spans of the names in a text, with the type that a name of Wikipedia has, or else the types that a name can have."""
    known: dict[str, set[str]] = defaultdict(set)
    for kind in ("PERSON", "LOCATION", "ORG"):
        for name in lists.wiki[kind]:
            known[name].add(kind)
    firsts = {name for locale in lists.locales for name in lists.first(locale)}

    def typed(text: str) -> list[tuple[int, int, str, float]]:
        spans = []
        for match in NAME.finditer(text):
            kinds = known.get(match.group(), set())
            if not kinds and " " in match.group() and match.group().split()[0] in firsts:
                kinds = {"PERSON"}
            spans.append((*match.span(), min(kinds) if len(kinds) == 1 else UNKNOWN, 1.0))
        return spans

    return typed


def projected(data: Path, typed: Callable[[str], list[tuple[int, int, str, float]]], seed: int = 13) -> Iterator[Sentence]:
    """Names that keep their spelling in at least half of twenty languages, with the types that `typed` gives them in English.

    Other words with a capital in a translation stay open.
    """
    chance = random.Random(seed)
    texts: dict[str, dict[int, str]] = defaultdict(dict)
    wanted = {"eng", *VOTERS, *(lang for langs in NTREX.values() for lang in langs)}
    for row in rows(data / "train/lid/ntrex128.jsonl.xz"):
        if row["lang"] in wanted:
            texts[row["lang"]][row["i"]] = row["text"]
    names: dict[int, list[tuple[str, str]]] = {}
    totals: dict[str, Counter] = defaultdict(Counter)
    for i, text in texts["eng"].items():
        spans = typed(text)
        kept = []
        for match in NAME.finditer(text):
            name = match.group()
            if sum(name in texts[voter].get(i, "") for voter in VOTERS) * 2 < len(VOTERS):
                continue
            inside = [kind for start, end, kind, _ in spans if start < match.end() and end > match.start()]
            kept.append((name, inside[0] if len(set(inside)) == 1 else "?"))
            if len(set(inside)) == 1:
                totals[name][inside[0]] += 1
        names[i] = kept
    for language, sources in NTREX.items():
        for source in sources:
            for i, text in texts[source].items():
                spans, taken = [], []
                for name, kind in names.get(i, []):
                    votes = totals[name].most_common(1)
                    kind = votes[0][0] if kind == "?" and votes else kind
                    ending = r"\p{Ll}{0,3}" if language in ("pl", "de") else ""
                    for match in regex.finditer(rf"(?<![\p{{L}}\p{{N}}]){regex.escape(name)}{ending}(?![\p{{L}}\p{{N}}])", text):
                        if all(match.end() <= s or match.start() >= e for s, e in taken):
                            taken.append(match.span())
                            spans.append((*match.span(), kind))
                item = sentence(text, spans, "projected", chance, weight=0.8, language=language)
                yield opened(item, ["PERSON"], True)
