"""Drops pieces of a WordPiece vocabulary that an English model does not need, and renumbers the rest."""

import json
import re
import unicodedata

# The encoder has seen these scripts only as single characters, and cannot read words in them.
KEPT = re.compile(r"^(LATIN|DIGIT|GREEK|CYRILLIC|COMBINING|SUPERSCRIPT|SUBSCRIPT|MODIFIER)")


def is_kept(piece: str) -> bool:
    if re.fullmatch(r"\[unused\d+\]", piece):
        return False
    body = piece.removeprefix("##")
    for character in body:
        if unicodedata.category(character)[0] in "LM" and not KEPT.match(unicodedata.name(character, "")):
            return False
    return True


def prune(tokenizer: dict) -> tuple[dict, list[int]]:
    """Returns the tokenizer with fewer pieces, and for each new id the old one."""
    tokenizer = json.loads(json.dumps(tokenizer))
    old = sorted(tokenizer["model"]["vocab"].items(), key=lambda entry: entry[1])
    special = {token["content"] for token in tokenizer["added_tokens"]}
    kept = [(piece, number) for piece, number in old if piece in special or is_kept(piece)]
    vocabulary = {piece: new for new, (piece, _) in enumerate(kept)}
    tokenizer["model"]["vocab"] = vocabulary
    for token in tokenizer["added_tokens"]:
        token["id"] = vocabulary[token["content"]]
    for name, entry in tokenizer["post_processor"]["special_tokens"].items():
        entry["ids"] = [vocabulary[name]]
    tokenizer["truncation"] = None
    tokenizer["padding"] = None
    return tokenizer, [number for _, number in kept]
