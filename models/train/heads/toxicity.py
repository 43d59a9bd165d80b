"""Texts for the toxicity classifier: eleven corpora brought to one meaning of "toxic", generated sentences, and long harmless text.

Toxic means an insult, a slur, a threat or hate against a person or a group. Swearing without a target, a quoted insult and dislike of a
thing are not toxic. From corpora that count every rude word, only rows that also name somebody are used.
"""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path

from train.common.corpus import SEED, rows
from train.heads.harmless import harmless_windows
from train.heads.misspelt import misspelt
from train.heads.texts import held_back
from train.heads.toxicity_frames import made
from train.heads.written import TIMES, written

Items = list[tuple[str, int]]

# The number of rows of each corpus and label. Further rows only repeat these, or use "toxic" in another meaning.
CLS = {
    ("davidson17", "offensive"): 2_500,
    ("davidson17", "hate"): 1_249,
    ("davidson17", "none"): 3_694,
    ("goemotions-negative", "none"): 6_000,
    ("stormfront18", "none"): 3_000,
    ("stormfront18", "hate"): 953,
    ("toxic_spans21", "toxic"): 6_000,
}
CLS2 = {
    ("hatexplain", "hate"): 3_000,
    ("hatexplain", "offensive"): 1_000,
    ("hatexplain", "none"): 2_500,
    ("hatemojibuild", "hate"): 2_620,
    ("hatemojibuild", "none"): 2_585,
    ("implicithate", "hate"): 2_000,
    ("implicithate", "none-extremist-forum"): 1_200,
    ("gabhate", "hate"): 443,
    ("gabhate", "offensive"): 134,
    ("gabhate", "none"): 1_500,
    ("wikitalk_context", "toxic"): 275,
    ("wikitalk_context", "none"): 2_500,
    ("wikitalk_identity", "toxic"): 221,
    ("wikitalk_identity", "none"): 1_108,
    ("identity_templates", "toxic"): 400,
    ("identity_templates", "none"): 600,
    ("convabuse", "abusive"): 341,
    ("convabuse", "none"): 1_495,
    ("surge", "toxic"): 448,
    ("surge", "none"): 441,
    ("misogyny", "misogyny"): 448,
    ("misogyny", "personal-attack"): 33,
    ("paradetox", "toxic-content"): 1_500,
    ("paradetox", "none-looks-toxic"): 800,
}
PARADETOX_PAIRS = 3_000
MADE = 9_000
LONG = 6_000
MISSPELT = 4_000
# A target is named: only then a rude sentence is toxic here.
SOMEBODY = re.compile(
    r"\b(you|your|you're|u|ur|he|she|they|them|him|her|his|people|women|men|girls?|guys?|blacks?|whites?|jews?|muslims?|christians?|liberals?|republicans?|democrats?)\b",
    re.I,
)
INSULT = re.compile(
    r"\b(idiots?|morons?|stupid|dumb\w*|bitch\w*|cunts?|assholes?|retard\w*|losers?|scum\w*|pigs?|trash|pathetic|faggots?|sluts?|whores?|pussy|pussies|dick\w*|bastards?|fools?|shut up|kill|die|hate|fuck (?:you|off|them|him|her)|piece of)\b",
    re.I,
)


def with_signs(text: str) -> bool:
    """Whether the text has an emoji."""
    return any(ord(character) > 0x2600 and unicodedata.category(character) in ("So", "Sk") for character in text)


def paradetox_pairs(data: Path, choose: random.Random) -> Items:
    """Insults, each with a polite sentence of the same content."""
    pairs: dict[object, dict[str, str]] = {}
    for row in rows(data / "train/cls2/toxicity_paradetox.jsonl.xz"):
        if row["label"] in ("toxic", "none"):
            pairs.setdefault(row["pair"], {})[row["label"]] = row["text"]
    whole = [p for p in pairs.values() if len(p) == 2 and SOMEBODY.search(p["toxic"]) and INSULT.search(p["toxic"])]
    chosen = choose.sample(whole, min(PARADETOX_PAIRS, len(whole)))
    return [(pair[label], int(label == "toxic")) for pair in chosen for label in ("toxic", "none")]


def wide_toxicity(data: Path, choose: random.Random) -> Items:
    by_kind: dict[tuple[str, str], Items] = {}
    for row in rows(data / "train/cls/toxicity.jsonl.xz"):
        by_kind.setdefault((row["src"], row["label"]), []).append((row["text"], int(row["toxic"])))
    for name in sorted({name for name, _ in CLS2}):
        for row in rows(data / f"train/cls2/toxicity_{name}.jsonl.xz"):
            if row["toxic"] is not None and row.get("lang", "en") == "en":
                by_kind.setdefault((name, row["label"]), []).append((row["text"], int(row["toxic"])))
    found = [
        item
        for kind, most in sorted((CLS | CLS2).items())
        for item in choose.sample(by_kind.get(kind, []), min(most, len(by_kind.get(kind, []))))
    ]
    return found + paradetox_pairs(data, choose)


def toxicity_extra(data: Path) -> Items:
    """Only for training: generated sentences, which are too similar to each other for measuring, and windows of long harmless text."""
    choose = random.Random(SEED)
    found = [(made(choose, toxic), int(toxic)) for toxic in (True, False) for _ in range(MADE)]
    windows = choose.sample(harmless_windows(data, 40), LONG)
    # An insult within harmless text is still an insult.
    around = [" ".join(text.split()[: choose.randint(5, 18)]) for text in choose.sample(windows, 1_500)]
    found += [(choose.choice((f"{text} {insult}", f"{insult} {text}")), 1) for text in around for insult in [made(choose, True)]]
    quoted = [" ".join(text.split()[: choose.randint(5, 18)]) for text in choose.sample(windows, 1_000)]
    found += [(choose.choice((f"{text} {other}", f"{other} {text}")), 0) for text in quoted for other in [made(choose, False)]]
    own = written("toxicity")
    # The written texts also occur within others, and any text can be misspelt.
    around = [" ".join(text.split()[: choose.randint(4, 16)]) for text in choose.sample(windows, 3 * len(own))]
    found += [
        (choose.choice((f"{before} {text} {after}", f"{before} {text}", f"{text} {after}")), label)
        for (text, label), before, after in zip(own, around, around[len(own) :])
    ]
    found += [(misspelt(choose, text), label) for text, label in [*choose.sample(found[: 2 * MADE], MISSPELT), *own, *own]]
    return list(dict.fromkeys(found + [(text, 0) for text in windows if not held_back(text)])) + TIMES["toxicity"] * own
