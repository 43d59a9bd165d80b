"""The text of `compose`: mainly service dialogues, and enough other English to read a sentence on any subject.

    python -m train.compose.data DATA WORK      # writes WORK/tokenizer.json and one array of tokens a source

Dialogues are split by service: whoever asks one of HELD_OUT is never trained on, so that what is measured is a service that
the model has not met. Every number is read as `#`: a completion then stops where a number belongs instead of inventing it.
"""

import argparse
import random
import re
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from train.common.corpus import SEED, rows

PIECES = 4096
END_OF_TEXT, END, USER, ASSISTANT = SPECIALS = ("<|endoftext|>", "<|end|>", "<|user|>", "<|assistant|>")
NUMBER = r"[0-9]+([.,:/-][0-9]+)*"

# Banks and alarms appear in no other service; the rest have a sibling of their kind among the trained ones.
NEW_KINDS = {"Banks_1", "Banks_2", "Alarm_1"}
NEW_SIBLINGS = {"RentalCars_2", "Hotels_2", "Hotels_4", "Restaurants_2", "Movies_2", "Media_2", "Services_4", "Flights_3"}
HELD_OUT = NEW_KINDS | NEW_SIBLINGS

# How many characters of a source are used, and how often a training window comes from it.
LIMITS = {"wikipedia": 6_000_000}
SHARES = {"sgd": 0.78, "taskmaster": 0.03, "gsm8k": 0.04, "speeches": 0.06, "wikipedia": 0.09}
# The mix while the learning rate falls to zero: the model knows best the text that it reads last.
LAST_SHARES = {"sgd": 0.92, "taskmaster": 0.03, "gsm8k": 0.01, "speeches": 0.02, "wikipedia": 0.02}


def turns(text: str) -> list[tuple[str, str]]:
    found = []
    for line in text.split("\n"):
        speaker, _, words = line.partition(": ")
        if speaker in ("User", "Assistant") and words.strip():
            found.append((USER if speaker == "User" else ASSISTANT, words.strip()))
    return found


def written(dialogue: list[tuple[str, str]]) -> str:
    return "".join(f"{speaker}{words}{END}" for speaker, words in dialogue) + END_OF_TEXT


def dialogues(data: Path, held_out: bool) -> list[tuple[list[str], list[tuple[str, str]]]]:
    """(services, turns) of every dialogue on one side of the split."""
    chosen = []
    for row in rows(data / "train/lm/sgd_dialogues.jsonl.xz"):
        if bool(HELD_OUT & set(row["services"])) == held_out:
            chosen.append((row["services"], turns(row["text"])))
    return chosen


def sources(data: Path) -> dict[str, list[str]]:
    lm = data / "train/lm"
    plain = lambda text: text + END_OF_TEXT
    texts = {
        "sgd": [written(dialogue) for _, dialogue in dialogues(data, held_out=False)],
        "taskmaster": [written(turns(row["text"])) for row in rows(lm / "taskmaster4_dialogues.jsonl.xz")],
        "gsm8k": [written([(USER, row["q"]), (ASSISTANT, row["a"])]) for row in rows(lm / "gsm8k.jsonl.xz")],
        "speeches": [plain(row["text"]) for row in rows(lm / "us_presidential_speeches.jsonl.xz")],
        "wikipedia": [],
    }
    taken = 0
    for row in rows(lm / "wikipedia_en.jsonl.xz"):
        text = row["text"][:3000]
        texts["wikipedia"].append(plain(text))
        taken += len(text)
        if taken > LIMITS["wikipedia"]:
            break
    shuffled = random.Random(SEED)
    for documents in texts.values():
        shuffled.shuffle(documents)
    return texts


def train_tokenizer(texts: dict[str, list[str]]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Replace(Regex(NUMBER), "#")
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=PIECES,
        special_tokens=list(SPECIALS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    marks = re.compile("|".join(map(re.escape, SPECIALS)))
    sample = [marks.sub("\n", text) for name in texts for text in texts[name][: 5000 if name == "sgd" else 1000]]
    tokenizer.train_from_iterator(sample, trainer)
    return tokenizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    texts = sources(arguments.data)
    tokenizer = train_tokenizer(texts)
    tokenizer.save(str(arguments.work / "tokenizer.json"))
    for name, documents in texts.items():
        tokens = [t for encoding in tokenizer.encode_batch(documents) for t in encoding.ids]
        np.save(arguments.work / f"{name}.npy", np.array(tokens, np.uint16))
        print(f"{name}: {len(documents):,} documents, {sum(map(len, documents)):,} characters, {len(tokens):,} tokens")


if __name__ == "__main__":
    main()
