"""Labelled texts of the classifier heads, each with its own development part. Reads nothing below `eval/`."""

from __future__ import annotations

import random
import re
from pathlib import Path

from train.common.corpus import SEED, rows
from train.common.evaluation import without_evaluation
from train.heads.labels import EMOTIONS, LABELS, TOPICS, Labelled
from train.heads.prompt_attack import prompt_attack
from train.heads.spam import made, own, spam
from train.heads.texts import split
from train.heads.toxicity import toxicity_extra, wide_toxicity
from train.heads.written import TIMES, written

BRACKET = re.compile(r"[()\[\]]")
TWEETS = {"negative": lambda score: score < -0.8, "neutral": lambda score: abs(score) < 0.3, "positive": lambda score: score > 1}


def sentiment(data: Path, choose: random.Random) -> Labelled:
    number = LABELS["sentiment"].index
    by_source = {}

    def add(source: str, text: str, label: str) -> None:
        by_source.setdefault(f"{source} {label}", []).append((text, number(label)))

    for row in rows(data / "train/cls/sentiment_reviews.jsonl.xz"):
        # Whole film reviews are left out, because their label does not hold for each sentence.
        # SST-2 is a part of these film sentences. Its sentences were taken out by their letters, but SST-2 writes a bracket as `-lrb-`.
        # So a film sentence with a bracket may be one of its sentences.
        if row["src"] != "movie_reviews" and not (row["src"] == "rt_polarity" and BRACKET.search(row["text"])):
            add(row["src"], row["text"], row["label"])
    for row in rows(data / "train/cls/emotion_goemotions.jsonl.xz"):
        if row["sentiment"] in LABELS["sentiment"]:
            add("comment", row["text"], row["sentiment"])
    for row in rows(data / "train/cls2/sentiment_vader_tweets.jsonl.xz"):
        # The mean of twenty people's ratings from -4 to 4. Ratings near 0 have no clear side.
        side = [label for label, clear in TWEETS.items() if clear(row["score"])]
        for label in side:
            add("tweet", re.sub(r"\s*(@user|\[URL\])\s*", " ", row["text"]), label)
    for row in rows(data / "train/cls2/sentiment_uci_sentences.jsonl.xz"):
        add("sentence", row["text"], row["label"])
    for row in rows(data / "train/cls/subjectivity.jsonl.xz"):
        if row["label"] == "objective":
            add("plot", row["text"], "neutral")
    for row in (r for n in ("clinc150", "hwu64") for r in rows(data / f"train/cls/intent_{n}.jsonl.xz")):
        # Praise, thanks and complaints to an assistant are intents too, so they are left out.
        if not row["label"].startswith("general_") and row["label"] not in ("thank_you", "greeting", "goodbye", "report_fraud"):
            add("request", row["text"], "neutral")
    # Lists of pros and cons are easy and many, so a few are enough. Neutral text is limited to a fifth of the whole:
    # with more, the model would miss everyday praise and complaint.
    most = {"comment positive": 4_000, "comment negative": 4_000, "comment neutral": 3_000}
    most |= {"product_reviews neutral": 1_500, "plot neutral": 600, "request neutral": 900}
    most |= {"pros_cons positive": 1_000, "pros_cons negative": 1_000, "tweet positive": 1_000}
    return [
        item for source, items in sorted(by_source.items()) for item in choose.sample(items, min(most.get(source, len(items)), len(items)))
    ]


def emotion(data: Path, choose: random.Random) -> Labelled:
    return [
        (row["text"], [EMOTIONS.index(label) for label in row["labels"]]) for row in rows(data / "train/cls/emotion_goemotions.jsonl.xz")
    ]


def topic(data: Path, choose: random.Random) -> Labelled:
    return [(row["text"][:300], TOPICS.index(row["label"])) for row in rows(data / "train/cls/topic_wiki_silver.jsonl.xz")]


def toxicity(data: Path, choose: random.Random) -> Labelled:
    return [(row["text"], int(row["toxic"])) for row in rows(data / "train/cls/toxicity.jsonl.xz")]


def load(data: Path, task: str, wide: bool = False) -> tuple[Labelled, Labelled]:
    """
    (training items, development items): [(text, label number)], or label numbers where several may hold.

    `wide`: for toxicity, eleven corpora and generated sentences in which the use of a word decides. An encoder learns the use from them; a
    bag of words only gets worse at insults. For prompt attacks, also requests to an assistant and texts between people.
    """
    data, choose = Path(data), random.Random(SEED)
    if task in ("prompt-attack", "prompt-attack-encoder"):
        items = prompt_attack(data, choose, wide)
        items = without_evaluation(items, lambda item: item[0])
        return [(t, l) for t, l, part in items if not part], [(t, l) for t, l, part in items if part]
    make = {"sentiment": sentiment, "emotion": emotion, "toxicity": toxicity, "topic": topic, "spam": spam}[task]
    if wide and task == "toxicity":
        make = wide_toxicity
    train, development = split(make(data, choose))
    if task == "spam":
        train += made(False) + own()
        development += made(True)
    if make is wide_toxicity:
        train += toxicity_extra(data)
    if task in ("sentiment", "emotion"):
        train += TIMES[task] * written(task)
    train, development = (without_evaluation(part, lambda item: item[0]) for part in (train, development))
    choose.shuffle(train)
    return train, development
