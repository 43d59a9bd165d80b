"""Texts and pairs that the static embedder learns from, in a fixed order, out of the data folder.

`sentences(data)` are the texts for the teacher: short texts of every available register, shuffled so that any prefix is a fair sample.
`pairs(data)` are the pairs for the contrastive step. Neither reads files below `eval/`.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable
from pathlib import Path

from train.common.corpus import SEED, rows, split_sentences
from train.common.evaluation import pairs_without_evaluation, without_evaluation


def words_between(text: str, low: int, high: int) -> bool:
    return low <= len(text.split()) <= high


def sample(random_state: random.Random, items: Iterable, count: int) -> list:
    items = list(dict.fromkeys(items))
    random_state.shuffle(items)
    return items[:count]


def sentences(data: Path) -> list[str]:
    data = Path(data)
    choose = random.Random(SEED)
    texts = []

    def add(items: Iterable[str], count: int) -> None:
        texts.extend(without_evaluation(sample(choose, (t.strip() for t in items if t.strip()), count), str))

    wiki = list(rows(data / "train/lm/wikipedia_en.jsonl.xz"))
    from_wiki = []
    for page in wiki:
        usable = [s for s in split_sentences(page["text"]) if words_between(s, 5, 32)]
        from_wiki += choose.sample(usable, k=min(30, len(usable)))
    add(from_wiki, 230_000)
    add((page["text"].split("\n")[0][:420] for page in wiki), 9_000)
    gloss = list(rows(data / "train/pairs/wordnet_gloss.jsonl.xz"))
    add((r["b"] for r in gloss if r["rel"] == "lemma-definition"), 110_000)
    add((r["b"] for r in gloss if r["rel"] == "definition-example"), 45_000)
    add((r["a"] for r in gloss if r["rel"] == "lemma-definition"), 70_000)
    turns = (
        re.sub(r"^(User|Assistant): ", "", line) for r in rows(data / "train/lm/sgd_dialogues.jsonl.xz") for line in r["text"].split("\n")
    )
    add((t for t in turns if words_between(t, 3, 40)), 60_000)
    for name in ("banking77", "clinc150", "hwu64"):
        add((r["text"] for r in rows(data / f"train/cls/intent_{name}.jsonl.xz")), 20_000)
    add((r["text"] for r in rows(data / "train/cls/emotion_goemotions.jsonl.xz")), 43_000)
    add((r["text"][:300] for r in rows(data / "train/cls/sentiment_reviews.jsonl.xz")), 40_000)
    add((r["text"][:300] for r in rows(data / "train/cls/toxicity.jsonl.xz")), 30_000)
    add((r["text"] for r in rows(data / "train/cls/spam_sms.jsonl.xz")), 5_000)
    add((r["text"] for r in rows(data / "train/cls/subjectivity.jsonl.xz")), 9_000)
    add((r["text"] for r in rows(data / "train/lid/ntrex128.jsonl.xz") if r["lang"] in ("eng", "eng-US")), 4_000)
    add(
        (
            s
            for r in rows(data / "train/lm/us_presidential_speeches.jsonl.xz")
            for s in split_sentences(r["text"])
            if words_between(s, 5, 30)
        ),
        15_000,
    )
    add((s for r in rows(data / "train/lm/novels_pd.jsonl.xz") for s in split_sentences(r["text"]) if words_between(s, 5, 25)), 25_000)
    add((r["a"] for r in rows(data / "train/pairs/arxiv_title_abstract.jsonl.xz")), 30_000)
    add((r[k] for r in rows(data / "train/pairs/wikisplit.jsonl.xz") for k in ("a", "b")), 18_000)
    puzzles = (s for r in rows(data / "train/lm/gsm8k.jsonl.xz") for s in split_sentences(r["q"]))
    add((s for s in puzzles if words_between(s, 5, 30)), 12_000)
    texts = list(dict.fromkeys(texts))
    choose.shuffle(texts)
    return texts


def cut(text: str, limit: int = 420) -> str:
    """Whole sentences up to `limit` characters, at least one."""
    out = ""
    for sentence in split_sentences(text):
        if out and len(out) + len(sentence) > limit:
            break
        out = f"{out} {sentence}".strip()
    return out[: limit + 200]


def pairs(data: Path) -> dict[str, list[tuple[str, str]]]:
    """{source: [(a, b)]}, and the arXiv pairs held back to choose the fusion weight."""
    data = Path(data)
    choose = random.Random(SEED)
    out = {}
    wiki = {"title": [], "adjacent": [], "sentence": []}
    for page in rows(data / "train/lm/wikipedia_en.jsonl.xz"):
        passages = [p for p in page["text"].split("\n") if len(p) >= 120]
        for at, passage in enumerate(passages[:24]):
            if at == 0 or at % 3 == 1:
                wiki["title"].append((page["title"], cut(passage)))
            elif at % 3 == 2:
                wiki["adjacent"].append((cut(passages[at - 1]), cut(passage)))
            parts = split_sentences(passage)
            if len(parts) > 2:
                picked = choose.randrange(len(parts))
                wiki["sentence"].append((parts[picked], cut(" ".join(parts[:picked] + parts[picked + 1 :]))))
    out.update({f"wiki-{name}": found for name, found in wiki.items()})
    arxiv = [(r["a"], r["b"]) for r in rows(data / "train/pairs/arxiv_title_abstract.jsonl.xz")]
    choose.shuffle(arxiv)
    held_back, out["arxiv"] = arxiv[:2_000], arxiv[2_000:122_000]
    for relation in ("lemma-definition", "definition-example", "synonym"):
        out[relation] = []
    for r in rows(data / "train/pairs/wordnet_gloss.jsonl.xz"):
        if r["rel"] in out:
            out[r["rel"]].append((r["a"], r["b"]))
    out["wikisplit"] = [(r["a"], r["b"]) for r in rows(data / "train/pairs/wikisplit.jsonl.xz")]
    turns = []
    for r in rows(data / "train/lm/sgd_dialogues.jsonl.xz"):
        said = [re.sub(r"^(User|Assistant): ", "", line) for line in r["text"].split("\n")]
        turns += [(a, b) for a, b in itertools.pairwise(said) if words_between(a, 4, 40) and words_between(b, 4, 40)]
    out["turns"] = sample(choose, turns, 60_000)
    out["intent"] = []
    for name in ("banking77", "clinc150", "hwu64"):
        by_label = {}
        for r in rows(data / f"train/cls/intent_{name}.jsonl.xz"):
            by_label.setdefault(r["label"], []).append(r["text"])
        for texts in by_label.values():
            choose.shuffle(texts)
            out["intent"] += list(zip(texts[::2], texts[1::2]))
    for found in out.values():
        choose.shuffle(found)
    return {name: pairs_without_evaluation(found) for name, found in out.items()}, held_back
