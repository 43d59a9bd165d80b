"""Harmless text of every length: to train the hashed classifiers on, to place their thresholds, and to count false alarms.

    python -m train.heads.long DATA MODELS [TASK ...]     # MODELS = . prints the false alarms of the shipped files
"""

import argparse
import json
import random
from itertools import islice
from pathlib import Path

import numpy as np

from train.common.exported_bag import ExportedBag
from train.heads.attacks import made_mail
from train.heads.data import LABELS, dialogue_turns, held_back
from train.heads.export import logits_of
from train.heads.features import Features, windows_of
from train.heads.mails import framed
from train.static.corpus import SEED, rows
from train.static.evaluate import lines

LENGTHS = (100, 400, 2_000)
# Harmless windows of each kind that a classifier is trained on.
TRAINING = {"encyclopedia": 20_000, "novels": 20_000, "abstracts": 10_000, "documents": 25_000, "mail": 12_000, "conversations": 10_000}


def part_of(text):
    """'train', 'dev' or 'test': the same for a text every time."""
    return "dev" if held_back(text) else "test" if held_back(text, 0.12) else "train"


def sources(data, part):
    """{kind: [text]}. The files below `eval/` are read for 'test' alone."""
    data, choose = Path(data), random.Random(f"{SEED} {part}")
    lm, eval_lm = data / "train/lm", data / "eval/lm"

    def pages(name, step, most):
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
        mail = [framed(choose, text) if choose.random() < 0.7 else text for text in mail + 10 * notices]
    # Of another collection than those of training: every one of that is written by the same hands.
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


def stretches(texts, words, count, choose):
    """Pieces of so many words out of the texts, one after the other where one is too short."""
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


def harmless_windows(data, size):
    """What a window of a long harmless text looks like, for training."""
    choose, found = random.Random(SEED), []
    for kind, texts in sources(data, "train").items():
        choose.shuffle(texts)
        pieces = [part for text in texts[:4_000] for part in windows_of(text[:8_000], choose.randint(8, size))]
        found += choose.sample(pieces, min(TRAINING[kind], len(pieces)))
    return found


def long_texts(data, part, count):
    """{(kind, words): [text]}"""
    choose = random.Random(SEED)
    return {
        (kind, words): stretches(texts, words, count, choose)
        for kind, texts in sources(data, part).items()
        for words in LENGTHS
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("models", type=Path)
    parser.add_argument("tasks", nargs="*")
    parser.add_argument("--count", type=int, default=150)
    args = parser.parse_args()
    texts = long_texts(args.data, "test", args.count)
    for task in args.tasks or ("toxicity", "spam", "prompt-attack"):
        architecture = json.loads((args.models / task / "manifest.json").read_text())["architecture"]
        bag = ExportedBag((args.models / task / "weights.bin").read_bytes(), architecture["buckets"], architecture["width"], 1)
        features, label = Features(architecture["buckets"]), LABELS[task][0]
        points = {name: by_label[label] for name, by_label in architecture["operatingPoints"].items()}
        for (kind, words), group in texts.items():
            logits = np.array([row[0] for row in logits_of(bag, features, group, architecture)])
            scores = 1 / (1 + np.exp(-logits / architecture["temperature"]))
            shares = {name: (scores >= point).mean() for name, point in points.items()}
            print(task, kind, words, ", ".join(f"{name} {share:.3f}" for name, share in shares.items()), flush=True)


if __name__ == "__main__":
    main()
