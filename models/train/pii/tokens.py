"""Tokens with offsets and hashed features of the PII tagger. workers/architectures/tagger/tagger-*.ts computes the same bits. Change both
sides together; the shared fixture (pii/fixture.py) shows whether they agree.
"""

import regex

# Each structured value becomes one token: rules recognise these values, and the network never labels them. The order
# matters. Each pattern takes time linear in the length of the text.
VALUE = r"""
(?<url>(?:https?:\/\/|www\.)[^\p{Z}\p{Cc}<>"']+)
|(?<mail>[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)
|(?<date>(?<![\p{N}./-])(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2}))(?![\p{N}/-]|\.[0-9]))
|(?<number>\+?\(?[0-9](?:[0-9()]|[ ./-](?=[0-9(])){8,24}[0-9])
|(?<handle>[@#][\p{L}\p{N}_]+)
"""
WORD = r"""
|[\p{L}\p{M}\p{N}]+(?:['’](?![sS](?![\p{L}\p{M}\p{N}]))[\p{L}\p{M}\p{N}]+)*
|['’][sS](?![\p{L}\p{M}\p{N}])
|([^\p{Z}\p{Cc}\p{Cf}])\6*
"""
SPLIT = regex.compile((VALUE + WORD).replace("\n", ""))
KINDS = ("url", "mail", "date", "number", "handle")

# The network's tables. Row 0 of each is the padding beyond the text's ends.
# WORD_ROWS - 1 is twice the number of the first version, so that training can start from its weights.
WORD_ROWS, AFFIX_ROWS, SHAPE_ROWS = 28671, 6144, 1024
COLUMNS = 6  # word, word again with another hash, prefix of 3, suffix of 3, suffix of 4, shape


def tokenize(text: str) -> list[tuple[str, int, int, str]]:
    """(surface, start, end, kind) of each token; kind is one of KINDS or 'word'."""
    tokens = []
    for match in SPLIT.finditer(text):
        kind = match.lastgroup or "word"
        tokens.append((match.group(), match.start(), match.end(), kind))
    return tokens


def fnv(text: str, seed: int) -> int:
    """FNV-1a over UTF-16 code units, finished with a multiply-shift: the low bits of plain FNV are weak."""
    h = (0x811C9DC5 ^ seed) & 0xFFFFFFFF
    units = text.encode("utf-16-le", "surrogatepass")
    for i in range(0, len(units), 2):
        h = ((h ^ (units[i] | units[i + 1] << 8)) * 0x01000193) & 0xFFFFFFFF
    h = ((h ^ (h >> 15)) * 0x85EBCA6B) & 0xFFFFFFFF
    return h ^ (h >> 13)


def row(text: str, seed: int, rows: int) -> int:
    return 1 + fnv(text, seed) % (rows - 1)


def normal(surface: str) -> str:
    """The form for the word and affix hashes: lower case, one kind of apostrophe, every digit a zero, long runs cut."""
    lowered = surface.lower().replace("’", "'")
    return regex.sub(r"\p{Nd}", "0", lowered)[:24]


def shape(surface: str) -> str:
    """X, x, d and the character itself for others, runs of a class cut at two, then the length class of the token."""
    out = []
    for character in surface[:24]:
        if character.isascii():
            kind = "X" if "A" <= character <= "Z" else "x" if "a" <= character <= "z" else "d" if "0" <= character <= "9" else character
        elif regex.match(r"\p{Lu}|\p{Lt}", character):
            kind = "X"
        elif regex.match(r"\p{L}|\p{M}", character):
            kind = "x"
        elif regex.match(r"\p{Nd}", character):
            kind = "d"
        elif character == "’":
            kind = "'"
        else:
            kind = "o"
        if len(out) >= 2 and out[-1] == kind and out[-2] == kind:
            continue
        out.append(kind)
    length = len(surface.encode("utf-16-le", "surrogatepass")) // 2
    return "".join(out) + str(min(length, 6))


def is_year(surface: str) -> bool:
    return len(surface) == 4 and surface.isascii() and surface.isdigit() and surface[:2] in ("18", "19", "20")


CACHE: dict[tuple[str, str], tuple] = {}


def word_features(surface: str, kind: str) -> tuple:
    """The columns that depend on the token alone, and its shape text."""
    key = (surface, kind)
    found = CACHE.get(key)
    if found is None:
        if kind == "word":
            word, form = normal(surface), shape(surface)
            if is_year(surface):
                form += "y"
        else:
            word, form = f"<{kind}>", f"<{kind}>"
        found = (
            row(word, 1, WORD_ROWS),
            row(word, 2, WORD_ROWS),
            row("p" + word[:3], 3, AFFIX_ROWS),
            row("s" + word[-3:], 3, AFFIX_ROWS),
            row("t" + word[-4:], 3, AFFIX_ROWS),
            form,
        )
        if len(CACHE) < 2_000_000:
            CACHE[key] = found
    return found


SHAPES: dict[tuple[str, str], int] = {}


def shape_row(form: str, gap: str) -> int:
    key = (form, gap)
    found = SHAPES.get(key)
    if found is None:
        found = SHAPES[key] = row(form + gap, 4, SHAPE_ROWS)
    return found


def gap_class(between: str, first: bool) -> str:
    """The gap before a token: the text's start, a line break, space, or nothing."""
    if first:
        return "^"
    if not between:
        return "-"
    if "\n" in between or "\r" in between:
        return "|"
    return "_" if "\t" not in between and len(between) < 3 else "="


def features(tokens: list[tuple[str, int, int, str]], gaps: list[str]) -> list[tuple[int, ...]]:
    rows = []
    for (surface, _, _, kind), gap in zip(tokens, gaps):
        *fixed, form = word_features(surface, kind)
        rows.append((*fixed, shape_row(form, gap)))
    return rows


def gaps_of(text: str, tokens: list[tuple[str, int, int, str]]) -> list[str]:
    gaps, last = [], 0
    for i, (_, start, end, _) in enumerate(tokens):
        gaps.append(gap_class(text[last:start], i == 0))
        last = end
    return gaps


def featurize(text: str) -> tuple[list[tuple[str, int, int, str]], list[tuple[int, ...]]]:
    tokens = tokenize(text)
    return tokens, features(tokens, gaps_of(text, tokens))
