"""The training texts by source, and which trainings read each source."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from train.common.corpus import SEED, rows
from train.heads import attacks, spam, toxicity_frames
from train.heads.injections import injections
from train.heads.written import FOLDER
from train.overlap.sets import without_values
from train.pii.generator import GENRES, Generator
from train.pii.lists import Lists
from train.pii.prose import LANGUAGES, make_prose
from train.reranker.pages import WRITTEN as PAGES
from train.reranker.questions import ASKED

# The files below `train/` that each training reads.
READ = {
    "sentiment": "cls/sentiment_reviews cls/emotion_goemotions cls2/sentiment_vader_tweets cls2/sentiment_uci_sentences cls/subjectivity "
    "cls/intent_clinc150 cls/intent_hwu64",
    "emotion": "cls/emotion_goemotions",
    "topic": "cls/topic_wiki_silver",
    "toxicity": "cls/toxicity cls2/toxicity_* lm/wikipedia_en lm/novels_pd lm/sgd_dialogues pairs/arxiv_title_abstract "
    "cls2/harmless_long_docs cls2/spam_ham_notices",
    "spam": "cls/spam_sms cls/intent_clinc150 cls/intent_banking77 cls/emotion_goemotions lm/sgd_dialogues cls2/spam_smishing_mendeley "
    "cls2/spam_phishing_cisa",
    "prompt-attack": "cls/prompt_attack cls2/prompt_* lm/sgd_dialogues lm/wikipedia_en lm/novels_pd lm/us_presidential_speeches lm/gsm8k "
    "cls/intent_* cls/emotion_goemotions cls/sentiment_reviews cls2/toxicity_wikitalk_context cls2/toxicity_misogyny cls/spam_sms",
    "pii-tagger": "ner/* ner_multi/* text_multi/* cls/toxicity cls/emotion_goemotions cls/spam_sms cls/intent_* cls/sentiment_reviews "
    "cls/subjectivity lm/wikipedia_en lm/novels_pd lm/sgd_dialogues lid/ntrex128",
    "language": "lid/ntrex128 lid/udhr2 lid/bible_nt cls/emotion_goemotions",
    "static": "lm/wikipedia_en lm/novels_pd lm/sgd_dialogues lm/us_presidential_speeches lm/gsm8k cls/intent_* cls/emotion_goemotions "
    "cls/sentiment_reviews cls/toxicity cls/spam_sms cls/subjectivity lid/ntrex128 pairs/*",
    "static-multilingual": "lid/ntrex128 text_multi/* lm/wikipedia_en cls/intent_banking77 cls/intent_clinc150",
    "reranker": "lm/wikipedia_en lm/novels_pd lm/sgd_dialogues lm/gsm8k pairs/arxiv_title_abstract pairs/wordnet_gloss "
    "cls2/harmless_long_docs cls/intent_*",
    "compose": "lm/sgd_dialogues lm/taskmaster4_dialogues lm/gsm8k lm/us_presidential_speeches lm/wikipedia_en",
}
# Texts written here are in folders with the name of a training, except these.
READERS_OF_WRITING = {"placed": "prompt-attack"}
FIELDS = ("text", "a", "b", "q", "en")


def readers(data: Path) -> dict[Path, list[str]]:
    """{file: the trainings that read it}"""
    found: dict[Path, list[str]] = {}
    for training, patterns in READ.items():
        for pattern in patterns.split():
            for path in sorted((data / "train").glob(f"{pattern}.jsonl.xz")):
                found.setdefault(path, []).append(training)
    return dict(sorted(found.items()))


def texts_in(path: Path) -> Iterator[str]:
    for row in rows(path):
        if "tokens" in row and "text" not in row:
            yield " ".join(row["tokens"])
        yield from (row[field] for field in FIELDS if isinstance(row.get(field), str))


def written_in(path: Path) -> list[str]:
    """Each line without the sign of its label."""
    return [line.partition(" ")[2].strip() for line in path.read_text(encoding="utf-8").splitlines()]


def own_texts(data: Path) -> Iterator[tuple[str, str, Iterator[str]]]:
    """(name, training, texts) of the texts that are written or generated here, and of the collections in a package."""
    choose = random.Random(SEED)
    for path in sorted(FOLDER.rglob("*.txt")):
        kind = path.parent.name
        yield f"written/{kind}/{path.stem}", READERS_OF_WRITING.get(kind, kind), written_in(path)
    yield "generated insults", "toxicity", (toxicity_frames.made(choose, at % 2 == 0) for at in range(18_000))
    yield "generated messages", "spam", (text for text, _ in spam.made(False))
    yield "generated attacks", "prompt-attack", (attacks.made_attack(choose) for _ in range(9_000))
    yield "injections in a package", "prompt-attack", (text for text, _ in injections())
    for path in sorted(PAGES.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield f"reranker/written/{path.stem}", "reranker", (line.partition(" ")[2] for line in lines)
    yield "reranker/questions", "reranker", (text for texts in ASKED for text in texts)
    for genre, (frames, _) in GENRES.items():
        yield f"frames {genre}", "pii-tagger", map(without_values, frames)
    made = Generator(data, SEED)
    yield "generated PII", "pii-tagger", (made.text()[0] for _ in range(20_000))
    for language in LANGUAGES:
        prose = make_prose(data, Lists(data), random.Random(SEED), language)
        yield f"generated prose {language}", "pii-tagger", (text for text, _ in islice(iter(prose.text, None), 4_000))
