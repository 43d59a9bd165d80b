"""Measures the PII tagger together with simple rules for structured values.

    python -m train.pii.evaluate --data DATA [--model pii-tagger]      # tables with 95 % bootstrap intervals
    python -m train.pii.evaluate --data DATA --least 0.75                     # the same for certain spans only
    python -m train.pii.evaluate --data DATA --tune                           # thresholds on WNUT17 dev and GUM
    python -m train.pii.evaluate --data DATA --errors PERSON                  # what is missed and what is invented

Sets: the Presidio research set (synth_v2), WNUT17 dev, the held-out documents of GUM. None is trained on.
Overlap: a predicted and a gold span of one type share a character. Exact: same type, same bounds. Any type: types ignored.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from train.common.corpus import rows as corpus
from train.pii import rules
from train.pii.corpora import MAPS, join, spans_of_tags
from train.pii.decode import decode
from train.pii.labels import TYPES
from train.pii.trained import FolderTagger, TorchTagger

GOLD = {
    "PERSON": "PERSON",
    "STREET_ADDRESS": "ADDRESS",
    "ZIP_CODE": "ADDRESS",
    "GPE": "LOCATION",
    "ORGANIZATION": "ORG",
    "DATE_TIME": "DATE",
    "NRP": "NRP",
}
Span = tuple[int, int, str]


def merge(text: str, found: list[tuple[int, int, str, float]]) -> list[Span]:
    """Rules win where they overlap the tagger, but a loose group of digits inside an address is not a phone number."""
    names = [(s, e, t) for s, e, t, _ in found]
    out = []
    for start, end, kind in rules.find(text):
        clash = [n for n in names if n[0] < end and n[1] > start and n[2] == "ADDRESS"]
        if kind == "PHONE_NUMBER" and clash and text[start] != "+":
            continue
        out.append((start, end, GOLD.get(kind, kind)))
    for start, end, kind in names:
        if all(end <= s or start >= e for s, e, _ in out):
            out.append((start, end, kind))
    return sorted(out)


def synth(data: Path) -> list[tuple[str, list[Span]]]:
    rows = json.loads((data / "eval/pii/presidio-research-synth/synth_dataset_v2.json").read_text(encoding="utf-8"))
    out = []
    for row in rows:
        spans = [(s["start_position"], s["end_position"], GOLD.get(s["entity_type"], s["entity_type"])) for s in row["spans"]]
        out.append((row["full_text"], spans))
    return out


def wnut(data: Path) -> list[tuple[str, list[Span]]]:
    names = {"person": "PERSON", "location": "LOCATION", "corporation": "ORG", "group": "ORG"}
    rows = json.loads((data / "eval/ner/wnut17/dev.json").read_text(encoding="utf-8"))
    out = []
    for row in rows:
        spans = []
        for span in row["spans"]:
            name = span["entity"]
            spans.append((span["start"], span["end"], names.get(name, name)))
        out.append((row["text"], spans))
    return out


def gum(data: Path) -> list[tuple[str, list[Span]]]:
    out = []
    for row in corpus(data / "eval/ner/gum_named.heldout.jsonl.xz"):
        text, offsets = join(row["tokens"], True, None)
        out.append((text, [(s, e, MAPS["gum"][n]) for s, e, n in spans_of_tags(row["tags"], offsets)]))
    return out


def overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and a[1] > b[0]


def counts(gold: list[Span], found: list[Span], how: str, kind: str | None = None) -> np.ndarray:
    """The counts: gold, gold found, predicted, predicted right."""
    if kind:
        gold, found = [g for g in gold if g[2] == kind], [f for f in found if f[2] == kind]
    if how == "exact":
        right = len(set(gold) & set(found))
        return np.array([len(gold), right, len(found), right])

    def same(a: Span, b: Span) -> bool:
        return overlap(a, b) and (how == "any" or a[2] == b[2])

    hit = sum(any(same(g, f) for f in found) for g in gold)
    right = sum(any(same(g, f) for g in gold) for f in found)
    return np.array([len(gold), hit, len(found), right])


def scores(total: np.ndarray, beta: float = 1.0) -> tuple[float, float, float]:
    recall = total[1] / max(1, total[0])
    precision = total[3] / max(1, total[2])
    weight = beta * beta
    return precision, recall, (1 + weight) * precision * recall / max(1e-9, weight * precision + recall)


def interval(rows: np.ndarray, statistic: Callable, seed: int = 0) -> tuple[float, float]:
    chance = np.random.default_rng(seed)
    values = [statistic(rows[chance.integers(0, len(rows), len(rows))].sum(0)) for _ in range(500)]
    return float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))


def flagged(gold: list[list[Span]], found: list[list[Span]], texts: list[str]) -> np.ndarray:
    """For each sentence without a gold span: characters flagged, characters, 1 if anything is flagged, 1."""
    rows = []
    for g, f, text in zip(gold, found, texts):
        if not g:
            rows.append([sum(e - s for s, e, _ in f), len(text), float(bool(f)), 1])
    return np.array(rows)


def table(name: str, rows: list, found: list[list[Span]], how: str, kinds: list[str], beta: float = 1.0) -> dict:
    out = {}
    print(f"\n{name}\n| type | gold | precision | recall | F{beta:g} | 95 % |\n|---|---|---|---|---|---|")
    for kind in [*kinds, None]:
        each = np.array([counts(g, f, how, kind) for (_, g), f in zip(rows, found)])
        total = each.sum(0)
        p, r, f = scores(total, beta)
        low, high = interval(each, lambda t: scores(t, beta)[2])
        print(f"| {kind or 'all'} | {total[0]} | {p:.3f} | {r:.3f} | {f:.3f} | {low:.3f} to {high:.3f} |")
        out[kind or "all"] = f
    return out


def evaluate(tagger: FolderTagger, data: Path) -> dict:
    result = {}
    rows = synth(data)
    found = [merge(text, tagger.spans(text)) for text, _ in rows]
    kinds = sorted({s[2] for _, g in rows for s in g})
    result["typed"] = table("synth_v2, typed overlap, tagger with rules", rows, found, "typed", kinds)["all"]
    result["any"] = table("synth_v2, any type, tagger with rules", rows, found, "any", [], 2.0)["all"]
    for name, rows in (("WNUT17 dev", wnut(data)), ("GUM held out", gum(data))):
        found = [[(s, e, t) for s, e, t, _ in tagger.spans(text)] for text, _ in rows]
        kinds = ["PERSON", "LOCATION", "ORG"] + (["DATE"] if name.startswith("GUM") else [])
        shown = [[f for f in each if f[2] in kinds] for each in found]
        shown_rows = [(text, [g for g in gold if g[2] in kinds]) for text, gold in rows]
        result[name] = table(f"{name}, exact, tagger alone", shown_rows, shown, "exact", kinds)
        each = flagged([g for _, g in rows], found, [t for t, _ in rows])
        total = each.sum(0)
        low, high = interval(each, lambda t: t[0] / t[1])
        print(
            f"{name}, {total[3]:.0f} sentences without an entity: {100 * total[0] / total[1]:.2f} % of characters flagged "
            f"({100 * low:.2f} to {100 * high:.2f}), {100 * total[2] / total[3]:.1f} % of sentences"
        )
        by_type = defaultdict(int)
        for (_, g), f in zip(rows, found):
            for s, e, t in f if not g else []:
                by_type[t] += e - s
        print("  by type, % of characters:", {t: round(100 * n / total[1], 2) for t, n in by_type.items()})
        result[name + " flagged"] = total[0] / total[1]
    return result


def tune(tagger: FolderTagger, data: Path) -> None:
    """Prints, for each bias of the outside label and threshold of a type: exact F1 on WNUT17 dev and on GUM, and the
    characters that the type flags in their sentences without an entity."""
    sets = [wnut(data), gum(data)]
    found = [[(*tagger.predict(text), gold, text) for text, gold in rows] for rows in sets]
    characters = [sum(len(text) for _, _, gold, text in rows if not gold) for rows in found]
    everything = dict.fromkeys(TYPES, 0.0)
    for bias in (0.0, 0.5, 1.0):
        spans = [[(decode(l, tokens, bias, everything), gold) for l, tokens, gold, _ in rows] for rows in found]
        print(f"outside bias {bias}; F1/flagged on WNUT17 dev, on GUM")
        for kind in TYPES:
            line = []
            for threshold in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
                cells = []
                for rows, size in zip(spans, characters):
                    kept = [([(s, e, t) for s, e, t, p in f if p >= threshold and t == kind], g) for f, g in rows]
                    total = np.sum([counts(g, f, "exact", kind) for f, g in kept], axis=0)
                    share = sum(e - s for f, g in kept if not g for s, e, _ in f) / size
                    cells.append(f"{scores(total)[2]:.3f}/{100 * share:.2f}%")
                line.append(f"{threshold}: " + " ".join(cells))
            print(f"  {kind:9s}", " | ".join(line), flush=True)


def errors(tagger: FolderTagger, data: Path, kind: str, limit: int) -> None:
    for name, rows in (("synth_v2", synth(data)), ("WNUT17 dev", wnut(data)), ("GUM", gum(data))):
        shown = 0
        for text, gold in rows:
            found = merge(text, tagger.spans(text)) if name == "synth_v2" else [(s, e, t) for s, e, t, _ in tagger.spans(text)]
            missed = [g for g in gold if g[2] == kind and not any(overlap(g, f) and f[2] == kind for f in found)]
            invented = [f for f in found if f[2] == kind and not any(overlap(g, f) and g[2] == kind for g in gold)]
            if (missed or invented) and shown < limit:
                shown += 1
                print(name, repr(text[:300]))
                print("   missed", [text[s:e] for s, e, _ in missed], "invented", [text[s:e] for s, e, _ in invented])
                print("   found", [(text[s:e], t) for s, e, t in found])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=Path(__file__).parents[2] / "pii-tagger")
    parser.add_argument("--work", type=Path, help="measure the unquantized checkpoint of this folder instead")
    parser.add_argument("--least", type=float, default=0.5, help="least score of a span; .75 keeps only what is certain")
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--errors", choices=TYPES)
    parser.add_argument("--limit", type=int, default=25)
    arguments = parser.parse_args()
    if arguments.work:
        decoding = json.loads((Path(__file__).parent / "thresholds.json").read_text())
        tagger = TorchTagger(arguments.work, decoding)
    else:
        tagger = FolderTagger(arguments.model)
    tagger.least = arguments.least
    if arguments.tune:
        tune(tagger, arguments.data)
    elif arguments.errors:
        errors(tagger, arguments.data, arguments.errors, arguments.limit)
    else:
        evaluate(tagger, arguments.data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
