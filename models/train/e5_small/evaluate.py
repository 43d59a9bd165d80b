"""Measures models/e5-small across languages.

    python -m train.e5_small.evaluate --data DATA [--model e5-small] [--sets news,paragraphs,pairs]

news: the nearest of 200 English sentences to each of their translations, and back (NTREX, held out). paragraphs: the English paragraph of
XQuAD that answers a question in English, German, Spanish or Chinese. pairs: STS 2014 and 2015, against minilm. Ten minutes on one core.
"""

import argparse
from pathlib import Path
from typing import Protocol

import numpy as np

from train.common.corpus import lines
from train.common.corpus import rows as corpus
from train.common.ranks import spearman
from train.e5_small.embedder import E5Embedder
from train.e5_small.vocabulary import LANGUAGES
from train.minilm.convert import embedder

MODELS = Path(__file__).parents[2]
SENTENCES = 200


class Embedder(Protocol):
    def embed(self, texts: list[str], kind: str) -> np.ndarray:
        """Rows of length 1; `kind` is 'query' or 'document'."""


def news(model: Embedder, data: Path) -> None:
    names = {own: language for language, (own, _) in LANGUAGES.items()}
    held: dict[str, dict[int, str]] = {}
    for row in corpus(data / "eval/lid/ntrex128.heldout.jsonl.xz"):
        if row["lang"] in names:
            held.setdefault(names[row["lang"]], {})[row["i"]] = row["text"]
    places = sorted(set.intersection(*(set(rows) for rows in held.values())))[:SENTENCES]
    vectors = {language: model.embed([rows[place] for place in places], "query") for language, rows in sorted(held.items())}
    results = []
    print(f"| language, {len(places)} sentences | from English | to English |\n|---|---|---|")
    for language, own in vectors.items():
        if language == "en":
            continue
        cosines = vectors["en"] @ own.T
        right = np.arange(len(places))
        results.append([(cosines.argmax(1) == right).mean(), (cosines.argmax(0) == right).mean()])
        print(f"| {language} | {results[-1][0]:.3f} | {results[-1][1]:.3f} |")
    mean = np.mean(results, axis=0)
    print(f"| mean of {len(results)} | {mean[0]:.3f} | {mean[1]:.3f} |", flush=True)
    cosines = vectors["en"] @ vectors["de"].T
    print(
        f"cosine of English and German: of one sentence {np.diag(cosines).mean():.2f}, of two {cosines[~np.eye(len(places), dtype=bool)].mean():.2f}"
    )


def paragraphs(model: Embedder, data: Path) -> None:
    folder = data / "eval/retrieval/xquad"
    texts = [row["text"] for row in lines(folder / "en.paragraphs.jsonl")]
    held = model.embed(texts, "document")
    print("| questions | number | first right | mean reciprocal rank | cosine of the right one, of the others |\n|---|---|---|---|---|")
    for language in ("en", "de", "es", "zh"):
        asked = lines(folder / f"{language}.questions.jsonl")
        cosines = model.embed([row["question"] for row in asked], "query") @ held.T
        right = np.array([row["para"] for row in asked])
        own = cosines[np.arange(len(asked)), right]
        ranks = (cosines > own[:, None]).sum(1)
        others = (cosines.sum(1) - own) / (len(texts) - 1)
        print(
            f"| {language} | {len(asked)} | {(ranks == 0).mean():.3f} | {(1 / (1 + ranks)).mean():.3f} | {own.mean():.2f}, {others.mean():.2f} |",
            flush=True,
        )


def pairs(model: Embedder, data: Path) -> None:
    minilm = embedder(MODELS / "minilm")
    print("| set | minilm | this |\n|---|---|---|")
    for year in ("2014", "2015"):
        rows = lines(data / f"eval/sts/sts{year}.test.jsonl")
        texts = sorted({text for row in rows for text in (row["a"], row["b"])})
        at = {text: place for place, text in enumerate(texts)}
        gold, slices = np.array([row["score"] for row in rows]), np.array([row["slice"] for row in rows])
        table: dict[str, list[float]] = {name: [] for name in sorted(set(slices))}
        for vectors in (minilm(texts), model.embed(texts, "query")):
            cosines = np.array([vectors[at[row["a"]]] @ vectors[at[row["b"]]] for row in rows])
            for name, figures in table.items():
                figures.append(spearman(cosines[slices == name], gold[slices == name]) * 100)
        table["mean over sources"] = np.mean(list(table.values()), axis=0).tolist()
        for name, (theirs, ours) in table.items():
            print(f"| {year} {name} | {theirs:.1f} | {ours:.1f} |", flush=True)


SETS = {"news": news, "paragraphs": paragraphs, "pairs": pairs}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODELS / "e5-small")
    parser.add_argument("--sets", default=",".join(SETS))
    arguments = parser.parse_args()
    model = E5Embedder(arguments.model)
    for name in arguments.sets.split(","):
        SETS[name](model, arguments.data)


if __name__ == "__main__":
    main()
