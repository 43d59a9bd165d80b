"""Frames and conversations of generated text, and what is learnt of text without labels."""

import random

import pytest

from train.pii.comments import TIMES, common_words
from train.pii.conversation import conversation
from train.pii.corpora import sentence
from train.pii.lookalikes import HEADLINES, MEDICAL, POSTS, TECHNICAL, TITLES
from train.pii.prose import LANGUAGES, SLOT, frames_of
from train.pii.values import assembled

SLOTS = {"f", "l", "full", "p", "t", "c", "o", "s", "a", "d", "dob", "wd", "mo", "time", "n", "eur", "phone", "id", "mail", "url", "r"}
PEOPLE = {"f", "l", "full", "p", "t"}


def slots(frame: str) -> set[str]:
    return {match.group(1) for match in SLOT.finditer(frame)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_frames_have_known_slots_and_only_the_last_part_has_no_person(language: str) -> None:
    named, small, harmless = frames_of(language)
    for frame in named + small + harmless:
        assert slots(frame) <= SLOTS, frame
    assert [frame for frame in small if not slots(frame) & PEOPLE] == []
    assert [frame for frame in harmless if slots(frame) & PEOPLE] == []


def test_lookalikes_have_no_person() -> None:
    for frame in (POSTS + HEADLINES + TITLES + MEDICAL + TECHNICAL).splitlines():
        assert not slots(frame) & (PEOPLE | {"c", "pl", "a", "o", "d"}), frame


@pytest.mark.parametrize("seed", range(20))
def test_each_line_of_a_conversation_begins_with_the_name_of_its_speaker(seed: int) -> None:
    speakers = [[("Ada", "PERSON")], [("Bo", "PERSON")]]
    said = [[("hi\nthere", None)], [("I saw ", None), ("Cy", "PERSON")], [("ok", None)]]
    text, spans = assembled(conversation(speakers, said, random.Random(seed)))
    assert len(text.split("\n")) == 3
    names = [text[start:end].lower() for start, end, _ in spans]
    assert names == ["ada", "bo", "cy", "ada"]


def test_a_word_that_mostly_has_small_letters_is_common_and_a_name_is_not() -> None:
    chance = random.Random(1)
    text = "so the lamp of Ada and ada will stand here, Will said"
    words = common_words([sentence(text, [], "comments", chance) for _ in range(TIMES)])
    assert {"lamp", "stand", "i"} <= words
    assert not words & {"ada", "will", "said, "}
