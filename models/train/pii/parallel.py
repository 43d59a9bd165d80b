"""Names of parallel news, the sentences of NTREX-128, which keep their spelling in most languages."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import regex

from train.common.corpus import rows
from train.pii.corpora import Sentence, sentence
from train.pii.echo import EchoTagger
from train.pii.languages import opened

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


def projected(data: Path, tagger: EchoTagger, seed: int = 13) -> Iterator[Sentence]:
    """Names that keep their spelling in at least half of twenty languages, typed as the tagger types them in English.

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
        typed = tagger.spans(text)
        kept = []
        for match in NAME.finditer(text):
            name = match.group()
            if sum(name in texts[voter].get(i, "") for voter in VOTERS) * 2 < len(VOTERS):
                continue
            inside = [kind for start, end, kind, score in typed if start < match.end() and end > match.start()]
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
