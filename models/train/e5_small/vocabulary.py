"""Drops the pieces of the vocabulary that the twenty languages of the model do not use.

A Unigram tokenizer takes the best way to cut a text. A piece that no best way uses can be removed without a change. A word whose piece was
removed is cut into shorter pieces.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from train.common.corpus import rows

# The languages of the model, with their names in the sets of parallel news, of word lists and of everyday text.
LANGUAGES = {
    "cs": ("ces", "cs"),
    "de": ("deu", "de"),
    "en": ("eng", "en"),
    "es": ("spa", "es"),
    "fr": ("fra", "fr"),
    "hu": ("hun", "hu"),
    "id": ("ind", "id"),
    "it": ("ita", "it"),
    "ja": ("jpn", None),
    "ko": ("kor", "ko"),
    "nl": ("nld", "nl"),
    "pl": ("pol", "pl"),
    "pt": ("por-BR", "pt_br"),
    "ro": ("ron", "ro"),
    "ru": ("rus", "ru"),
    "sv": ("swe", "sv"),
    "tr": ("tur", "tr"),
    "uk": ("ukr", "uk"),
    "vi": ("vie", "vi"),
    "zh": ("zho-CN", "zh_cn"),
}
SCRIPTS = ("LATIN", "CYRILLIC", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "DIGIT")
WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
# Signs of formulas in texts of all languages.
LETTERS_ONLY = ("GREEK",)
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
# Used only in training.
LEFT_OUT = "<mask>"
ARTICLES = 200


def texts(data: Path) -> Iterator[str]:
    news, lists = ({names[at] for names in LANGUAGES.values()} for at in (0, 1))
    train = data / "train"
    yield from (row["text"] for row in rows(train / "lid/ntrex128.jsonl.xz") if row["lang"] in news)
    for row in rows(train / "lid/frequency_words.jsonl.xz"):
        if row["lang"] in lists:
            yield from row["words"]
    for path in sorted((train / "text_multi").glob("*.jsonl.xz")):
        if path.name.split(".")[0] in LANGUAGES:
            yield from (row["text"] for row in rows(path))
    for row, _ in zip(rows(train / "lm/wikipedia_en.jsonl.xz"), range(ARTICLES)):
        yield row["text"]


def count(tokenizer: Tokenizer, data: Path, batch: int = 2000) -> Counter:
    counts: Counter = Counter()
    waiting: list[str] = []
    for text in texts(data):
        waiting.append(text)
        if len(waiting) == batch:
            counts.update(id for encoding in tokenizer.encode_batch(waiting) for id in encoding.ids)
            waiting = []
    counts.update(id for encoding in tokenizer.encode_batch(waiting) for id in encoding.ids)
    return counts


def has_script(piece: str, scripts: tuple[str, ...]) -> bool:
    """Whether all letters are of these scripts; signs and digits belong to each."""
    return all(
        unicodedata.category(character)[0] not in "LM" or unicodedata.name(character, "").startswith(scripts)
        for character in piece.replace("▁", "")
    )


def select(pieces: list[str], scores: np.ndarray, counts: Counter, size: int) -> list[int]:
    """The ids to keep: special ones, single characters, whole words of scripts without spaces, pieces that the texts use, and pieces with a
    high score.

    A Chinese word has few characters, and without its piece it is cut into them. Without these pieces the model reads a tenth more tokens,
    and one question in sixteen no longer finds its paragraph.
    """
    own = {id for id, piece in enumerate(pieces) if has_script(piece, (*SCRIPTS, *LETTERS_ONLY)) and piece != LEFT_OUT}
    single = (id for id in own if len(pieces[id].replace("▁", "")) <= 1)
    whole = (id for id in own if any(unicodedata.name(sign, "").startswith(WITHOUT_SPACES) for sign in pieces[id]))
    used = sorted((id for id in own if counts[id] > 1), key=lambda id: -counts[id])
    frequent = sorted((id for id in own if has_script(pieces[id], SCRIPTS)), key=lambda id: -scores[id])
    kept = {id for id, piece in enumerate(pieces) if piece in SPECIAL}
    for id in (*single, *whole, *used, *frequent):
        if len(kept) == size:
            break
        kept.add(id)
    return sorted(kept)


def pruned(tokenizer: dict, kept: list[int]) -> dict:
    """The tokenizer with these pieces alone, renumbered in their order."""
    tokenizer = json.loads(json.dumps(tokenizer))
    vocabulary = tokenizer["model"]["vocab"]
    tokenizer["model"]["vocab"] = [[vocabulary[id][0], round(vocabulary[id][1], 5)] for id in kept]
    tokenizer["added_tokens"] = [token for token in tokenizer["added_tokens"] if token["content"] in SPECIAL]
    tokenizer["truncation"] = tokenizer["padding"] = None
    return tokenizer
