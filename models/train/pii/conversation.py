"""Lines of a conversation with the name of each speaker before it, as messengers and transcripts write them."""

import random

from train.pii.values import Pieces

# {name} is the speaker; the time stands in several forms.
STARTS = (
    "{name}: ",
    "{name}: ",
    "{name}: ",
    "{name} : ",
    "<{name}> ",
    "[{time}] {name}: ",
    "{time} - {name}: ",
    "{name} ({time}): ",
    "{name} — ",
    "> {name}: ",
)


def conversation(speakers: list[Pieces], said: list[Pieces], chance: random.Random) -> Pieces:
    """The speakers in turn. In most conversations all letters are small, as people type on a phone."""
    before, after = chance.choice(STARTS).split("{name}")
    small = chance.random() < 0.55
    minute = chance.randrange(1200)
    pieces: Pieces = []
    for i, line in enumerate(said):
        minute += chance.randint(0, 4)
        time = f"{minute // 60}:{minute % 60:02}"
        pieces += [(("\n" if i else "") + before.replace("{time}", time), None), *speakers[i % len(speakers)]]
        pieces += [(after.replace("{time}", time), None), *((text.replace("\n", " "), kind) for text, kind in line)]
    return [(text.lower(), kind) for text, kind in pieces] if small else pieces
