"""Measure the exported heads on the evaluation sets.

    python -m train.heads.evaluate DATA MODELS [TASK ...]      # MODELS = .

Hashed heads run from their files. Heads on minilm run from their files too, on the states of the unquantized encoder.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from train.common.corpus import lines, rows, split_sentences
from train.heads.labels import LABELS, Labelled
from train.heads.metrics import report, sigmoid, with_interval
from train.heads.placed import held_back_placed
from train.heads.prompt_attack import collected, held_back_people, jailbreaks
from train.heads.shipped import Shipped
from train.heads.texts import held_back
from train.heads.written import SIGNS, held_back_writing

GOLDEN = Path(__file__).parents[3] / "golden"
# Any user might send these sentences to an assistant. Only their place in a mail makes them attacks.
PLAIN_TASKS = {"Information Retrieval", "Content Creation", "Learning and Tutoring", "Language Translation", "Programming Help"}


def sets(data: Path, task: str) -> Iterator[tuple[str, Labelled]]:
    """[(name, [(text, label number or numbers)])]"""
    if task == "spam":
        yield "SMS test", [(r["text"], int(r["label"] == "spam")) for r in lines(data / "eval/cls/sms_spam/test.jsonl")]
    if task == "emotion":
        held = rows(data / "eval/cls/emotion_goemotions.heldout.jsonl.xz")
        yield "GoEmotions dev and test", [(r["text"], [LABELS[task].index(l) for l in r["labels"]]) for r in held]
    if task == "toxicity":
        held = [r for r in rows(data / "train/cls/toxicity.jsonl.xz") if held_back(r["text"].strip())]
        for source in ("davidson17", "stormfront18", "toxic_spans21+goemotions-negative"):
            yield f"development, {source}", [(r["text"], int(r["toxic"])) for r in held if r["src"] in source]
        hate = [(r["text"], int(r["toxic"])) for r in held if r["label"] in ("hate", "none")]
        yield "development, hate against none", hate
    if task in SIGNS:
        yield from ((f"written here, {kind}", items) for kind, items in held_back_writing(task).items())
    if task in ("prompt-attack", "prompt-attack-encoder"):
        groups = json.loads((data / "eval/guard/bipia/text_attack_train.json").read_text())
        held = [(text, label) for text, label, part in collected(data) if part]
        yield "requests to an assistant, held back by near-duplicates", held
        yield "jailbreaks, held back", [(text, 1) for text in jailbreaks(data)]
        yield from (
            (f"texts of people, {kind}, held back", [(text, 0) for text in texts]) for kind, texts in held_back_people(data).items()
        )
        yield from ((f"written here, {kind}", items) for kind, items in held_back_placed().items())
        yield "BIPIA attacks in mails", bipia(data / "eval/guard/bipia", groups)
        tasks = {name: texts for name, texts in groups.items() if name in PLAIN_TASKS}
        yield "BIPIA plain tasks in mails", bipia(data / "eval/guard/bipia", tasks)
        others = {name: texts for name, texts in groups.items() if name not in PLAIN_TASKS}
        yield "BIPIA other attacks in mails", bipia(data / "eval/guard/bipia", others)


def golden(task: str) -> Iterator[tuple[str, Labelled]]:
    """The project's own set of a task: the whole set and each of its slices."""
    path = GOLDEN / f"{task}.jsonl"
    if task == "sentiment" or not path.is_file():
        return
    header, *found = lines(path)
    yield "golden", [(r["text"], int(r["label"] == header["positive"])) for r in found]
    slices = {name for row in found for name in row["slices"].values()}
    for name in sorted(slices):
        chosen = [r for r in found if name in r["slices"].values()]
        yield f"golden, {name}", [(r["text"], int(r["label"] == header["positive"])) for r in chosen]


def bipia(folder: Path, groups: dict[str, list[str]]) -> Labelled:
    """Every mail as it is, and with each attack of the groups at its beginning, middle or end in turn."""
    mails = [r["context"] for part in ("test", "train") for r in lines(folder / f"email/{part}.jsonl")]
    attacks = [text for group in groups.values() for text in group]
    items = [(mail, 0) for mail in mails]
    for at, attack in enumerate(attacks):
        for turn in range(4):
            parts = split_sentences(mails[(at * 4 + turn) % len(mails)])
            place = (0, len(parts) // 2, len(parts))[(at + turn) % 3]
            items.append((" ".join([*parts[:place], attack, *parts[place:]]), 1))
    return items


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("models", type=Path)
    parser.add_argument("tasks", nargs="*")
    args = parser.parse_args()
    for task in args.tasks or (task for task in LABELS if task != "sentiment" and (args.models / task).is_dir()):
        model = Shipped(args.models / task)
        for name, items in (*sets(args.data, task), *golden(task)):
            logits = model.logits([text for text, _ in items])
            if len({label for _, label in items if isinstance(label, int)}) == 1:
                # With one class only there is no AUC, but a share of right answers.
                wanted, scores = items[0][1], sigmoid(logits[:, 0])
                points = {p: ((scores >= by[LABELS[task][0]]) == wanted) for p, by in model.architecture["operatingPoints"].items()}
                print(f"{task} {name}: {len(items)} texts, right", ", ".join(f"{p} {with_interval(right)}" for p, right in points.items()))
                continue
            report(logits, [label for _, label in items], task, model.architecture["operatingPoints"], name)


if __name__ == "__main__":
    main()
