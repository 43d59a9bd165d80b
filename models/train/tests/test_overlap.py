"""No text of an evaluation set reaches a training, in whatever spelling."""

import json
import lzma
from pathlib import Path

import pytest

from train.common.evaluation import COMMON, WORDS, copies, digest, evaluation_digests, passages, words_of
from train.heads.data import load
from train.heads.written import FOLDER, HELD_BACK
from train.overlap.digests import kept
from train.overlap.sets import GOLDEN, texts_of, without_values
from train.overlap.sources import written_in
from train.pii.generator import GENRES

SENTENCE = "The café-owner (a retired “sailor”) doesn't like it, but he can't say why it's so."


@pytest.mark.parametrize(
    "spelling",
    [
        "the cafe - owner -lrb- a retired `` sailor '' -rrb- does n't like it , but he ca n't say why it 's so .",
        "THE CAFÉ OWNER [A RETIRED 'SAILOR'] DOESN’T LIKE IT — BUT HE CAN’T SAY WHY IT’S SO",
        "the\tcafe-owner (a retired sailor)  doesnt like it but he cant say why its so",
    ],
)
def test_another_spelling_of_a_text_has_the_same_words(spelling: str) -> None:
    assert words_of(spelling) == words_of(SENTENCE)


def test_a_text_is_dropped_for_one_shared_passage_and_kept_for_a_shared_phrase() -> None:
    known = frozenset(kept(SENTENCE))
    around = f"I told you before: {SENTENCE} That was in May."
    phrase = "He was a retired sailor, and he can't say where he went or when he came back."
    assert copies([around, phrase, ""], known) == [True, False, False]


def test_a_short_text_is_dropped_only_as_a_whole() -> None:
    known = frozenset(kept("Not my cup of tea!"))
    assert copies(["not my cup of tea", "Tea is not my cup of tea."], known) == [True, False]


def test_a_passage_of_very_many_texts_is_no_copy() -> None:
    known = frozenset(kept("please reply with stop to end these messages today"))
    frame = "please reply with stop to end these messages today {}"
    assert any(copies([frame.format(at) for at in range(COMMON)], known))
    assert not any(copies([frame.format(at) for at in range(COMMON + 1)], known))


def test_a_long_text_shows_in_every_part_of_fifteen_words() -> None:
    words = [f"word{at}" for at in range(150)]
    known = frozenset(kept(" ".join(words)))
    need = 2 * WORDS - 1
    for at in range(len(words) - need):
        assert known.intersection(map(digest, passages(" ".join(words[at : at + need]))))


def test_the_committed_digests_know_every_golden_text() -> None:
    for path in sorted(GOLDEN.glob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            texts = [text for line in file for text in texts_of(json.loads(line)) if words_of(text)]
        missing = [text for text in texts if not set(kept(text)) <= evaluation_digests()]
        assert missing == [], f"run train.overlap.digests again: {path.name} has changed"


WRITTEN = sorted(path for path in FOLDER.rglob("*.txt") if path.parent.name != "placed")


# test_placed.py checks the folder `placed`, whose files have another form.
@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_texts_written_here_for_a_training_are_of_no_evaluation_set(path: Path) -> None:
    texts = [] if path.stem.startswith(HELD_BACK) else written_in(path)
    assert [text for text, copied in zip(texts, copies(texts, evaluation_digests())) if copied] == []


@pytest.mark.parametrize("genre", GENRES)
def test_no_frame_of_the_pii_generator_is_a_template_of_an_evaluation_set(genre: str) -> None:
    frames, _ = GENRES[genre]
    copied = copies([without_values(frame) for frame in frames], evaluation_digests())
    assert [frame for frame, drop in zip(frames, copied) if drop] == []


def test_the_loader_drops_a_training_text_of_an_evaluation_set(tmp_path: Path) -> None:
    folder = tmp_path / "train/cls"
    folder.mkdir(parents=True)
    leaked = json.loads((GOLDEN / "sentiment.jsonl").read_text(encoding="utf-8").splitlines()[1])["text"]
    own = [f"An own text with the number {at} about nothing that anybody else has written." for at in range(40)]
    with lzma.open(folder / "emotion_goemotions.jsonl.xz", "wt", encoding="utf-8") as file:
        for text in [*own, leaked.upper().replace(" ", "  "), f"{leaked} {leaked}"]:
            file.write(json.dumps({"text": text, "labels": ["joy"]}) + "\n")
    training, development = load(tmp_path, "emotion")
    # Texts written for the task come on top.
    found = {text for text, _ in training + development}
    assert set(own) <= found
    assert [text for text in found if leaked.upper().split()[:3] == text.upper().split()[:3]] == []
