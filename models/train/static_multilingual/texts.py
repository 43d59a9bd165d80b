"""The training texts: sentences for the teacher, the same sentence in two languages, and a sentence with its paragraph."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

from train.common.corpus import SEED, rows, split_sentences
from train.common.evaluation import pairs_without_evaluation, without_evaluation
from train.e5_small.vocabulary import LANGUAGES

# The most sentences of one language, because German, Polish and Turkish have far more everyday sentences than the
# others.
MOST_EVERYDAY = 6000
MOST_WITHOUT_ENGLISH = 1000
PAGES, PARAGRAPHS = 4000, 6
READ = 14_000


def parallel(data: Path) -> dict[str, list[tuple[str, str]]]:
    """{language: [(English, the same there)]} of news and of everyday sentences."""
    names = {own: language for language, (own, _) in LANGUAGES.items()}
    news: dict[str, dict[int, str]] = {}
    for row in rows(data / "train/lid/ntrex128.jsonl.xz"):
        if row["lang"] in names:
            news.setdefault(names[row["lang"]], {})[row["i"]] = row["text"]
    english = news.pop("en")
    choose = random.Random(SEED)
    out = {}
    for language, own in sorted(news.items()):
        out[language] = [(english[at], text) for at, text in sorted(own.items()) if at in english]
        path = data / f"train/text_multi/{language}.jsonl.xz"
        if path.is_file():
            everyday = [(row["en"], row["text"]) for row in rows(path) if "en" in row]
            out[language] += pairs_without_evaluation(choose.sample(everyday, min(len(everyday), MOST_EVERYDAY)))
    return out


def alone(data: Path) -> list[str]:
    """Sentences of other languages without an English one."""
    choose = random.Random(SEED)
    out = []
    for path in sorted((data / "train/text_multi").glob("*.jsonl.xz")):
        if path.name.split(".")[0] in LANGUAGES:
            own = [row["text"] for row in rows(path) if "en" not in row and len(row["text"]) > 30]
            out += choose.sample(own, min(len(own), MOST_WITHOUT_ENGLISH))
    return without_evaluation(out, str)


def paragraphs(data: Path) -> list[tuple[str, str]]:
    """A sentence of an encyclopedia, or the title of the page, and the rest of the paragraph."""
    choose = random.Random(SEED)
    out = []
    for page in islice(rows(data / "train/lm/wikipedia_en.jsonl.xz"), PAGES):
        for paragraph in [part for part in page["text"].split("\n") if len(part) >= 200][:PARAGRAPHS]:
            parts = split_sentences(paragraph)[:8]
            if len(parts) > 2:
                picked = parts.pop(choose.randrange(len(parts)))
                out.append((picked if choose.random() < 0.7 else page["title"], " ".join(parts)))
    return pairs_without_evaluation(out)


def read_by_teacher(data: Path) -> list[str]:
    """In a fixed order: the English side of each pair, sentences of an encyclopedia, requests, sentences of other languages."""
    choose = random.Random(SEED)
    english = dict.fromkeys(text for pairs in parallel(data).values() for text, _ in pairs)
    encyclopedia = choose.sample([first for first, _ in paragraphs(data)], READ)
    requests = [row["text"] for name in ("banking77", "clinc150") for row in rows(data / f"train/cls/intent_{name}.jsonl.xz")]
    return list(dict.fromkeys([*english, *encyclopedia, *choose.sample(requests, 4000), *alone(data)]))
