"""Messages for the spam filter: unwanted advertising and fraud, and messages between people."""

from __future__ import annotations

import random
from pathlib import Path

from train.common.corpus import SEED, rows
from train.heads.features import windows_of
from train.heads.labels import Labelled
from train.heads.mails import framed
from train.heads.spam_frames import mail, message, notice
from train.heads.texts import dialogue_turns, held_back
from train.heads.written import TIMES, written

# The weight of a text that is not a message, in the training of the spam filter.
OTHER_TEXT = 0.03


def spam(data: Path, choose: random.Random) -> Labelled:
    items = [(row["text"], int(row["label"] == "spam")) for row in rows(data / "train/cls/spam_sms.jsonl.xz")]
    # Ordinary text of other kinds, so that "not spam" is more than one corpus of students' messages.
    other = [r["text"] for n in ("clinc150", "banking77") for r in rows(data / f"train/cls/intent_{n}.jsonl.xz")]
    other += [r["text"] for r in rows(data / "train/cls/emotion_goemotions.jsonl.xz")]
    other += dialogue_turns(data)
    return items + scams(data) + [(text, 0) for text in choose.sample(other, 6_000)]


MADE_MESSAGES, MADE_MAILS = 3_000, 2_000


def made(development: bool) -> list[tuple[str, int]]:
    """Frauds of this decade and the honest messages that resemble them, half in the frame of a mail."""
    choose, found = random.Random(f"{SEED} {development}"), []
    share = 0.1 if development else 1
    for kind, label in (("spam", 1), ("ham", 0)):
        found += [(message(choose, kind, development), label) for _ in range(int(MADE_MESSAGES * share))]
        mails = [mail(choose, kind, development) for _ in range(int(MADE_MAILS * share))]
        mails = [framed(choose, text) if choose.random() < 0.6 else text for text in mails]
        found += [(text, label) for text in mails]
        if kind == "ham":
            notices = [notice(choose) for _ in range(int(MADE_MAILS * share))]
            mails += [framed(choose, text) if choose.random() < 0.6 else text for text in notices]
            found += [(text, 0) for text in notices + mails[-len(notices) :]]
        if kind == "ham" and not development:
            # The runtime reads a mail window by window, so each window of an honest mail must look honest.
            found += [(choose.choice(windows_of(text, choose.randint(10, 40))), 0) for text in mails for _ in range(3)]
    return list(dict.fromkeys(found))


def scams(data: Path) -> Labelled:
    """Messages and mails of this decade: parcels, banks, accounts; and harmless messages of the same collection."""
    choose = random.Random(SEED)
    items = [(r["text"], int(r["label"] != "ham")) for r in rows(data / "train/cls2/spam_smishing_mendeley.jsonl.xz")]
    # The phishing templates of that collection are left out: they have the words of an honest notice, and only the
    # sender is false.
    for row in rows(data / "train/cls2/spam_phishing_cisa.jsonl.xz"):
        items.append((row["text"], 1))
        # A framed text stays on the same side of the split as the bare text.
        if not held_back(row["text"].strip()):
            items += [(text, 1) for text in (framed(choose, row["text"]), framed(choose, row["text"])) if not held_back(text)]
    return items


def own() -> Labelled:
    """The texts written here, and each of them as the body of a mail. Both labels get the same frames."""
    choose, texts = random.Random(SEED), written("spam")
    return TIMES["spam"] * texts + [(framed(choose, text), label) for text, label in texts]


def weights_of(data: Path, task: str, items: Labelled) -> list[float]:
    """How much each training text counts."""
    if task != "spam":
        return [1.0] * len(items)
    # Spam occurs among messages. Ordinary text of other kinds is easier and there is more of it, so it gets little
    # weight for the threshold.
    messages = {row["text"].strip() for row in rows(data / "train/cls/spam_sms.jsonl.xz")}
    messages |= {text.strip() for text, _ in scams(data)}
    messages |= {text for text, _ in made(False) + own()}
    return [1.0 if text in messages else OTHER_TEXT for text, _ in items]
