"""Calibrate the trained language identifier, export it, and measure what was exported.

python -m train.language.export DATA language --work WORK   # all files, from the training in WORK
python -m train.language.export DATA language               # only a new table of words, calibration and golden answers
python -m train.language.export DATA language --measure     # only print the tables of the card
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch

from train.common.corpus import rows
from train.common.exported_bag import ExportedBag
from train.common.lexical_bag import HashedBag, weights_file
from train.common.manifest import write_manifest
from train.language.chosen_words import chosen_words
from train.language.data import NTREX, UNKNOWN, development_texts, load, noise, random
from train.language.features import bucket_lists, words_of
from train.language.short_texts import STEP, letters_of, letters_share, word_share
from train.language.train import BUCKETS, WIDTH, snippets
from train.language.words import WordTable, read_sources, table_file, word_shares

PROBES = [
    "The train to the airport leaves every twenty minutes.",
    "Der Zug zum Flughafen fährt alle zwanzig Minuten.",
    "El tren al aeropuerto sale cada veinte minutos.",
    "机场的火车每二十分钟一班。",
    "空港行きの電車は二十分ごとに出ます。",
    "Поезд в аэропорт отправляется каждые двадцать минут.",
    "القطار إلى المطار يغادر كل عشرين دقيقة.",
    "ΚΑΛΗΜΈΡΑ ΚΌΣΜΟΣ",
    "İstanbul'da hava çok güzel",
    "dziękuję bardzo",
    "obrigado",
    "see https://example.com/de/seite and mail anna@example.com 👋🏽",
    "xkcd qwpo zzrt",
    "12:30 -- 14:00",
    "",
]

# Languages that share most of their short phrases.
SISTERS = [group.split() for group in "bs hr sr|id ms|nb nn da|gl es pt|nd zu xh ss|nso st tn|yue zh".split("|")]
FAMILY = {label: group[0] for group in SISTERS for label in group}


class Exported:
    """The exported files, run as the TypeScript side runs them."""

    def __init__(self, folder: Path) -> None:
        self.architecture = a = json.loads((Path(folder) / "manifest.json").read_text())["architecture"]
        self.bag = ExportedBag((Path(folder) / a["weights"]).read_bytes(), a["buckets"], a["width"], len(a["labels"]))
        self.words = WordTable((Path(folder) / a["words"]["file"]).read_bytes(), a["words"]["step"])

    def scores(self, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
        logits, empty = letter_logits(self.bag, texts, self.architecture["buckets"])
        logits /= self.architecture["temperature"]
        for row, text in zip(logits, texts):
            words = words_of(text)
            share, told = word_share(letters_of(words)), np.zeros_like(row)
            known = self.words.add_to(told, words, share) if share > 0 else 0
            row *= letters_share(share, known, len(words))
            row += told
        powers = np.exp(logits - logits.max(1, keepdims=True))
        scores = powers / powers.sum(1, keepdims=True)
        unknown = self.architecture["labels"].index(UNKNOWN)
        best = scores.argmax(1)
        scores[empty] = 0
        scores[empty, unknown] = 1
        doubtful = ~empty & (best != unknown) & (scores.max(1) < self.architecture["threshold"])
        scores[doubtful, unknown] = 1 - scores[doubtful].max(1)
        return scores, np.where(doubtful | empty, unknown, best)


def letter_logits(bag: ExportedBag, texts: list[str], buckets: int) -> tuple[np.ndarray, np.ndarray]:
    """What the letters tell, and a mark for each text without letters."""
    return bag.logits([bucket_lists(words_of(text), buckets)[0] for text in texts])


def temperature_for(logits: np.ndarray, truth: np.ndarray) -> float:
    """The divisor with the least cross-entropy."""

    def cost(t: float) -> float:
        scaled = logits / t
        peak = scaled.max(1)
        return (np.log(np.exp(scaled - peak[:, None]).sum(1)) + peak - scaled[np.arange(len(truth)), truth]).mean()

    return float(min(np.arange(0.5, 2.5, 0.05), key=cost))


def interval(right: np.ndarray, count: int) -> str:
    share = right / count
    centre = (share + 1.92 / count) / (1 + 3.84 / count)
    half = 1.96 * np.sqrt(share * (1 - share) / count + 0.96 / count**2) / (1 + 3.84 / count)
    return f"{share:.4f} [{centre - half:.4f}, {centre + half:.4f}]"


def measure(model: Exported, name: str, pairs: list[tuple[str, str]]) -> None:
    labels = model.architecture["labels"]
    truth = [label for label, _ in pairs]
    guess = []
    for at in range(0, len(pairs), 5000):
        guess += [labels[g] for g in model.scores([text for _, text in pairs[at : at + 5000]])[1]]
    by_label, confused = defaultdict(list), Counter()
    for right, got in zip(truth, guess):
        by_label[right].append(right == got)
        if right != got:
            confused[(right, got)] += 1
    count, right = len(truth), sum(t == g for t, g in zip(truth, guess))
    merged = sum(FAMILY.get(t, t) == FAMILY.get(g, g) for t, g in zip(truth, guess))
    macro = np.mean([np.mean(v) for v in by_label.values()])
    worst = sorted((round(float(np.mean(v)), 3), k) for k, v in by_label.items())[:12]
    print(f"{name}: {count} texts, accuracy {interval(right, count)}, mean over {len(by_label)} languages {macro:.4f}")
    print(f"   with sister languages as one: {interval(merged, count)}")
    print("   worst", ", ".join(f"{k} {v}" for v, k in worst))
    print("   confused", ", ".join(f"{a}>{b} {n}" for (a, b), n in confused.most_common(12)))
    return by_label


def held_out(data: Path) -> dict[str, list[tuple[str, str]]]:
    path = Path(data) / "eval/lid/ntrex128.heldout.jsonl.xz"
    return [(NTREX[row["lang"]], row["lang"], row["text"]) for row in rows(path)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(1)
    if args.measure:
        measure_all(args.data, Exported(args.out))
    else:
        export(args.data, args.out, args.work)


def measure_all(data: Path, model: Exported) -> None:
    test = held_out(data)
    measure(model, "NTREX held-out sentences", [(label, text) for label, _, text in test])
    measure(model, "two words of them", list(snippets(test, 2)))
    measure(model, "one word of them", list(snippets(test, 1)))
    common = set(
        "af sq ar hy az eu be bn bs bg ca zh hr cs da nl en eo et fi fr lg ka de el gu he hi hu is id ga it ja kk ko la lv lt mk ms mi mr mn nb nn fa pl pt pa ro ru sr sn sk sl so st es sw sv tl ta te th ts tn tr uk ur vi cy xh yo zu".split()
    )
    measure(model, "two words, 75 most used languages", [(a, b) for a, b in snippets(test, 2) if a in common])
    _, _, unseen = load(data)
    labels = model.architecture["labels"]
    for name, texts in (("sentences of languages without a label", unseen), ("keyboard noise", noise(random.Random(7), 1000))):
        got = model.scores(texts)[1]
        print(f"und for {name}: {interval(int((got == labels.index(UNKNOWN)).sum()), len(texts))} of {len(texts)}")


def export(data: Path, out: Path, work: Path | None) -> None:
    out.mkdir(parents=True, exist_ok=True)
    if work is None:
        labels = json.loads((out / "manifest.json").read_text())["architecture"]["labels"]
    else:
        labels = write_weights(work / "language.pt", out / "weights.bin")
    bag = ExportedBag((out / "weights.bin").read_bytes(), BUCKETS, WIDTH, len(labels))
    development = development_texts(data)
    short = list(snippets(development, 2))[::4]
    mixed = short + [(label, text) for label, _, text in development[::6]]
    logits, _ = letter_logits(bag, [text for _, text in mixed], BUCKETS)
    truth = np.array([labels.index(label) for label, _ in mixed])
    temperature = round(temperature_for(logits, truth), 2)
    words = chosen_words(word_shares(*read_sources(data), labels), labels, bag, BUCKETS, temperature)
    (out / "words.bin").write_bytes(table_file(words, labels))
    architecture = {
        "type": "language",
        "weights": "weights.bin",
        "buckets": BUCKETS,
        "width": WIDTH,
        "labels": labels,
        "temperature": temperature,
        "threshold": 0.0,
        "words": {"file": "words.bin", "step": STEP},
    }
    write = lambda: write_manifest(out, id="language", tasks=["language"], architecture=architecture, version=3)
    write()
    scores, _ = Exported(out).scores([text for _, text in short])
    right = scores.max(1)[scores.argmax(1) == truth[: len(short)]]
    # This withholds one in five thousand right answers to two words, one in a thousand to one word, and none to sentences.
    architecture["threshold"] = round(float(np.quantile(right, 0.0002)), 3)
    write()
    scores, best = Exported(out).scores(PROBES)
    golden = {"task": "language", "texts": PROBES, "labels": [labels[b] for b in best]}
    golden["scores"] = [[{"label": labels[i], "score": round(float(row[i]), 5)} for i in row.argsort()[::-1][:3]] for row in scores]
    (out / "golden.json").write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
    write()
    print(json.dumps(golden["labels"]), architecture["temperature"], architecture["threshold"])


def write_weights(checkpoint: Path, path: Path) -> list[str]:
    """Writes the weights of a finished training and returns its labels."""
    if not checkpoint.is_file():
        raise SystemExit(f"language.export: {checkpoint} is missing; run language/train.py first")
    state = torch.load(checkpoint)
    if state["step"] < state["steps"]:
        raise SystemExit(f"language.export: {checkpoint} stopped at step {state['step']} of {state['steps']}; finish it")
    model = HashedBag(BUCKETS, WIDTH, len(state["labels"]))
    model.load_state_dict(state["model"])
    path.write_bytes(weights_file(model))
    return state["labels"]


if __name__ == "__main__":
    main()
