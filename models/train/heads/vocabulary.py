"""MiniLM's tokenizer with only the pieces that a task's texts use most, for a classifier with a small file."""

from __future__ import annotations

import json
from collections import Counter

from tokenizers import Tokenizer

from train.heads.emoji import words_of_signs
from train.minilm.encoder import load_tokenizer, model_dir

MAX_TOKENS = 64
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def counted(texts: list[str]) -> Counter[int]:
    found = Counter()
    for encoding in load_tokenizer(MAX_TOKENS).encode_batch(texts):
        found.update(encoding.ids)
    return found


def smaller_tokenizer(counts: Counter[int], size: int) -> tuple[Tokenizer, list[int]]:
    """
    The tokenizer, and for each new number the old one. Single ASCII characters stay, so that any English word can be cut.
    An emoji has the old number of a word that means the same.
    """
    source = json.loads((model_dir() / "tokenizer.json").read_text(encoding="utf8"))
    old = source["model"]["vocab"]
    kept = [old[piece] for piece in SPECIAL]
    kept += [number for piece, number in old.items() if len(piece.removeprefix("##")) == 1 and piece.isascii()]
    wanted = [number for number, _ in counts.most_common(size)]
    emoji = {piece: old[word] for piece, word in words_of_signs().items() if piece not in old}
    kept = list(dict.fromkeys(kept + wanted))[: size - len(emoji)]
    names = {number: piece for piece, number in old.items()}
    pieces = [*(names[number] for number in kept), *emoji]
    kept += emoji.values()
    source["model"]["vocab"] = {piece: new for new, piece in enumerate(pieces)}
    for token in source["added_tokens"]:
        token["id"] = SPECIAL.index(token["content"])
    for name, entry in source["post_processor"]["special_tokens"].items():
        entry["ids"] = [SPECIAL.index(name)]
    source["truncation"] = source["padding"] = None
    tokenizer = Tokenizer.from_str(json.dumps(source))
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer, kept
