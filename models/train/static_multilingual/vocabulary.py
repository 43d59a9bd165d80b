"""The word pieces of static-multilingual: those of e5-small, as the static tokenizer writes them (small letters, no accents)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tokenizers import Tokenizer, normalizers

from train.e5_small.vocabulary import SPECIAL, count
from train.static.tokenizer import UNKNOWN

CONTINUES = "##"
STARTS = "▁"


def pieces(tokenizer: Tokenizer, data: Path, size: int) -> list[str]:
    """The most used pieces. All single characters stay, because a word with a missing character would be unknown as a whole."""
    counts = count(tokenizer, data)
    small = normalizers.BertNormalizer(lowercase=True)
    # BERT's normalizer puts spaces around each Chinese character: a piece of two of them can never be found.
    used: Counter = Counter()
    for piece, id in tokenizer.get_vocab().items():
        bare = small.normalize_str(piece.removeprefix(STARTS)).strip()
        if piece in SPECIAL or not bare or " " in bare:
            continue
        used[bare if piece.startswith(STARTS) else CONTINUES + bare] += counts[id]
        # A character in the middle of a word for e5 may begin a word here, and the other way round.
        if len(bare) == 1:
            used[bare] += 0
    single = [piece for piece in used if len(piece.removeprefix(CONTINUES)) == 1]
    frequent = sorted((piece for piece in used if len(piece.removeprefix(CONTINUES)) > 1), key=lambda piece: (-used[piece], piece))
    return [UNKNOWN, *sorted(single), *frequent[: size - 1 - len(single)]]
