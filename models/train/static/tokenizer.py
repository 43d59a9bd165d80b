"""The static embedder's WordPiece: MiniLM's, with a smaller vocabulary. workers/architectures/static/static-tokenizer.ts copies it."""

from __future__ import annotations

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

UNKNOWN = "[UNK]"


def wordpiece(vocabulary: list[str]) -> Tokenizer:
    tokenizer = Tokenizer(
        models.WordPiece({token: at for at, token in enumerate(vocabulary)}, unk_token=UNKNOWN, max_input_chars_per_word=100)
    )
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def pruned_vocabulary(full: list[str]) -> list[str]:
    """MiniLM's pieces without the unused slots and without single characters of scripts it does not read."""

    def kept(token: str) -> bool:
        if token.startswith("["):
            return token == UNKNOWN
        letters = token.removeprefix("##")
        return len(letters) > 1 or ord(letters) < 0x530 or 0x1E00 <= ord(letters) < 0x2C00

    return [UNKNOWN] + [t for t in full if t != UNKNOWN and kept(t)]
