"""Harmless text of every length, for the training of the classifiers, their thresholds, and the count of false alarms."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

from train.common.corpus import SEED, lines, rows
from train.heads.attacks import made_mail
from train.heads.features import windows_of
from train.heads.mails import framed
from train.heads.spam_frames import mail as honest_mail
from train.heads.spam_frames import notice
from train.heads.texts import dialogue_turns, held_back

LENGTHS = (100, 400, 2_000)
# Harmless windows of each kind that a classifier is trained on.
TRAINING = {"encyclopedia": 20_000, "novels": 20_000, "abstracts": 10_000, "documents": 25_000, "mail": 12_000, "conversations": 10_000}


def part_of(text: str) -> str:
    """'train', 'dev' or 'test': always the same for a text."""
    return "dev" if held_back(text) else "test" if held_back(text, 0.12) else "train"


def sources(data: Path, part: str) -> dict[str, list[str]]:
    """{kind: [text]}. The files below `eval/` are read for 'test' alone."""
    data, choose = Path(data), random.Random(f"{SEED} {part}")
    lm, eval_lm = data / "train/lm", data / "eval/lm"

    def pages(name: str, step: int, most: int) -> list[str]:
        if part == "test":
            return [row["text"] for row in rows(eval_lm / f"{name}.heldout.jsonl.xz")]
        kept = (row["text"] for row in islice(rows(lm / f"{name}.jsonl.xz"), 0, None, step))
        return list(islice((text for text in kept if part_of(text) == part), most))

    abstracts = (row["b"] for row in islice(rows(data / "train/pairs/arxiv_title_abstract.jsonl.xz"), 30_000))
    documents = (r["text"] for r in rows(data / "train/cls2/harmless_long_docs.jsonl.xz") if not r["kind"].endswith("-attacks"))
    if part == "test":
        mail = [r["context"] for name in ("test", "train") for r in lines(data / f"eval/guard/bipia/email/{name}.jsonl")]
    else:
        turns = [turn for turn in islice(dialogue_turns(data), 60_000) if len(turn) > 20 and part_of(turn) == part]
        mail = [made_mail(choose, turns, turns) for _ in range(1_500)]
        notices = [r["text"] for r in rows(data / "train/cls2/spam_ham_notices.jsonl.xz") if part_of(r["text"]) == part]
        notices = 10 * notices + [notice(choose) for _ in range(1_000)] + [honest_mail(choose, "ham", part == "dev") for _ in range(1_500)]
        mail = [framed(choose, text) if choose.random() < 0.7 else text for text in mail + notices]
    # From another collection than the training, because all texts of that one are by the same authors.
    dialogues = "taskmaster4_dialogues" if part == "test" else "sgd_dialogues"
    conversations = (row["text"] for row in islice(rows(lm / f"{dialogues}.jsonl.xz"), 8_000))
    return {
        "encyclopedia": pages("wikipedia_en", 20, 2_500),
        "novels": pages("novels_pd", 3, 1_500),
        "abstracts": [text for text in abstracts if part_of(text) == part],
        "documents": [text for text in documents if part_of(text) == part],
        "mail": mail,
        "conversations": [text for text in conversations if part == "test" or part_of(text) == part],
    }


def stretches(texts: list[str], words: int, count: int, choose: random.Random) -> list[str]:
    """Pieces with this number of words from the texts. Short texts are joined."""
    found = []
    for _ in range(count):
        at, taken = choose.randrange(len(texts)), []
        while len(taken) < words:
            own = texts[at % len(texts)].split(" ")
            start = choose.randrange(max(1, len(own) - words)) if not taken else 0
            taken += own[start : start + words - len(taken)]
            at += 1
        found.append(" ".join(taken))
    return found


def harmless_windows(data: Path, size: int) -> list[str]:
    """Windows of long harmless texts, for training."""
    choose, found = random.Random(SEED), []
    for kind, texts in sources(data, "train").items():
        choose.shuffle(texts)
        pieces = [part for text in texts[:4_000] for part in windows_of(text[:8_000], choose.randint(8, size))]
        found += choose.sample(pieces, min(TRAINING[kind], len(pieces)))
    return found


def long_texts(data: Path, part: str, count: int) -> dict[tuple[str, int], list[str]]:
    """{(kind, words): [text]}"""
    choose = random.Random(SEED)
    return {(kind, words): stretches(texts, words, count, choose) for kind, texts in sources(data, part).items() for words in LENGTHS}


def by_length(texts: dict[tuple[str, int], list[str]]) -> list[list[str]]:
    """The texts of every kind together, a group for each length."""
    return [[text for (_, own), group in texts.items() if own == words for text in group] for words in LENGTHS]


def by_kind(texts: dict[tuple[str, int], list[str]]) -> list[list[str]]:
    """The texts of every length together, a group for each kind."""
    return [[text for (own, _), group in texts.items() if own == kind for text in group] for kind in sorted({kind for kind, _ in texts})]
