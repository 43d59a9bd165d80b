"""Queries, each with six passages for the teacher to judge: the source of the query, its neighbours, and other close passages.

    python -m train.reranker.pairs DATA WORK [--queries 60000]

Writes WORK/pairs.json. Close passages are found with the vectors of models/static. Four minutes on one core.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np

from train.common.corpus import SEED, rows, split_sentences
from train.reranker.queries import clean, key_words, paraphrased, query_for
from train.static.evaluate import Exported

STATIC = Path(__file__).parents[2] / "static"
# Lengths of passages in words: the golden questions have short passages, an encyclopedia has long ones.
LENGTHS = (25, 45, 70, 110)
CANDIDATES = 6


class Passages:
    """Texts with the number of the document they come from, and how many words they were cut to."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.documents: list[int] = []
        self.lengths: list[int] = []

    def add(self, document: int, text: str, length: int) -> int:
        self.texts.append(text)
        self.documents.append(document)
        self.lengths.append(length)
        return len(self.texts) - 1


def windows(text: str, length: int) -> list[str]:
    """Whole sentences one after the other, about `length` words each."""
    out, held = [], []
    for sentence in split_sentences(text):
        held.append(sentence)
        if sum(len(part.split()) for part in held) >= length:
            out.append(" ".join(" ".join(held).split()[: 2 * length]))
            held = []
    return out


def markdown_paragraphs(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", re.sub(r"```.*?```", "", text, flags=re.S))
    return "\n".join(re.sub(r"\s*\n[-*]?\s*", " ", clean_markdown(part)) for part in paragraphs)


def clean_markdown(text: str) -> str:
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"[*_`#>]+", "", text)).strip()


def documents(data: Path, choose: random.Random) -> list[tuple[str, str]]:
    """(title, text) of encyclopedia pages, and of recipes, handbooks, terms and manuals."""
    pages = [(row["title"], row["text"]) for row in rows(data / "train/lm/wikipedia_en.jsonl.xz")]
    everyday = [("", markdown_paragraphs(row["text"])) for row in rows(data / "train/cls2/harmless_long_docs.jsonl.xz")]
    stories = [("", row["text"]) for row in rows(data / "train/lm/novels_pd.jsonl.xz")]
    return pages + 3 * everyday + choose.sample(stories, 1500)


def synonyms(data: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows(data / "train/pairs/wordnet_gloss.jsonl.xz"):
        if row["rel"] == "synonym" and row["a"].isalpha() and len(row["a"]) > 3:
            found.setdefault(row["a"].lower(), []).append(row["b"])
            found.setdefault(row["b"].lower(), []).append(row["a"])
    return found


def gather(data: Path, choose: random.Random) -> tuple[Passages, list[tuple[str, int | None]]]:
    """All passages, and queries with the passage each was made of."""
    passages, asked = Passages(), []
    texts = documents(data, choose)
    counts = Counter(word for _, text in texts for word in set(re.findall(r"[^\W_]+", text.lower())))
    rarity = {word: math.log(len(texts) / count) for word, count in counts.items()}
    alike = synonyms(data)
    for document, (title, text) in enumerate(texts):
        length = choose.choice(LENGTHS)
        found = windows(text, length)
        start = choose.randrange(max(1, len(found) - 9))
        for window in found[start : start + 10]:
            place = passages.add(document, window, length)
            if choose.random() < 0.45:
                asked.append((query_for(choose.choice(split_sentences(window)), rarity, alike, choose), place))
            elif title and choose.random() < 0.08:
                words = key_words(window, rarity, choose).split()[:2]
                asked.append((" ".join([title, *words]), place))
    document = len(texts)
    for row in choose.sample(list(rows(data / "train/pairs/arxiv_title_abstract.jsonl.xz")), 7000):
        document += 1
        asked.append((row["a"], passages.add(document, row["b"], 45)))
    for row in rows(data / "train/lm/gsm8k.jsonl.xz"):
        document += 1
        *told, question = split_sentences(row["q"])
        if told:
            place = passages.add(document, " ".join(told), 45)
            if choose.random() < 0.4:
                asked.append((paraphrased(question, alike, choose), place))
    for row in choose.sample(list(rows(data / "train/lm/sgd_dialogues.jsonl.xz")), 5000):
        document += 1
        turns = [re.sub(r"^(User|Assistant): ", "", line) for line in row["text"].split("\n")]
        for question, answer in itertools.pairwise(turns):
            if len(answer.split()) > 9:
                place = passages.add(document, answer, 25)
                if question.endswith("?") and choose.random() < 0.3:
                    asked.append((question, place))
    meanings = [
        row for row in rows(data / "train/pairs/wordnet_gloss.jsonl.xz") if row["rel"] == "lemma-definition" and len(row["b"].split()) > 6
    ]
    for row in choose.sample(meanings, 12_000):
        document += 1
        place = passages.add(document, f"{row['a']}: {row['b']}", 25)
        if choose.random() < 0.4:
            form = choose.choice(("what is {}", "{}", "meaning of {}", "what does {} mean?"))
            asked.append((form.format(row["a"]) if choose.random() < 0.6 else query_for(row["b"], rarity, alike, choose), place))
    for name in ("banking77", "clinc150", "hwu64"):
        texts_of = [row["text"] for row in rows(data / f"train/cls/intent_{name}.jsonl.xz")]
        asked += [(text, None) for text in choose.sample(texts_of, 2500)]
    choose.shuffle(asked)
    return passages, [(query, place) for query, place in asked if clean(query)]


def nearest(passages: Passages, asked: list[tuple[str, int | None]], depth: int = 24) -> np.ndarray:
    """For each query the closest passages among those cut to one length, which leaves little padding in a batch."""
    embed = Exported(STATIC)
    vectors = embed(passages.texts).astype(np.float32)
    lengths = np.array(passages.lengths)
    queries = embed([query for query, _ in asked]).astype(np.float32)
    choose = np.random.default_rng(SEED)
    wanted = np.array([choose.choice(LENGTHS) if place is None else passages.lengths[place] for _, place in asked])
    found = np.zeros((len(asked), depth), int)
    for length in LENGTHS:
        of_length, here = np.flatnonzero(lengths == length), np.flatnonzero(wanted == length)
        for at in range(0, len(here), 512):
            part = here[at : at + 512]
            scores = queries[part] @ vectors[of_length].T
            best = np.argpartition(-scores, depth, axis=1)[:, :depth]
            order = np.argsort(-np.take_along_axis(scores, best, 1), axis=1)
            found[part] = of_length[np.take_along_axis(best, order, 1)]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--queries", type=int, default=60_000)
    arguments = parser.parse_args()
    choose = random.Random(SEED)
    passages, asked = gather(arguments.data, choose)
    asked = asked[: arguments.queries]
    print(f"{len(passages.texts)} passages, {len(asked)} queries", flush=True)
    siblings: dict[int, list[int]] = {}
    for place, document in enumerate(passages.documents):
        siblings.setdefault(document, []).append(place)
    out = []
    for (query, place), close in zip(asked, nearest(passages, asked)):
        chosen = (
            []
            if place is None
            else [place, *choose.sample(siblings[passages.documents[place]], min(2, len(siblings[passages.documents[place]])))]
        )
        # Half of the rest comes from the very closest passages, which a search would show.
        chosen += choose.sample(close[:6].tolist(), 2) + choose.sample(close[6:].tolist(), CANDIDATES)
        chosen = list(dict.fromkeys(chosen))[: CANDIDATES - 1]
        chosen.append(choose.choice(close.tolist()) if place is None else choose.randrange(len(passages.texts)))
        out.append([query, chosen])
    arguments.work.mkdir(parents=True, exist_ok=True)
    (arguments.work / "pairs.json").write_text(json.dumps({"passages": passages.texts, "queries": out}, ensure_ascii=False))
    for query, chosen in out[:25]:
        print(f"{query!r} <- {passages.texts[chosen[0]][:110]!r}")


if __name__ == "__main__":
    main()
