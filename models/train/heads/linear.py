"""Train, calibrate and export a hashed classifier of one label: logistic regression on hashed words and letters.

    python -m train.heads.linear DATA TASK OUT [--strength 30]      # OUT = TASK
    python -m train.heads.linear DATA toxicity OUT --unseen SOURCE  # trains without SOURCE, and only prints its figures

Convex, so there is nothing to tune but the strength of the penalty; two minutes. A weight becomes two 4-bit numbers, one
coarse and one for what the coarse one leaves, so that the file is the bag of common/lexical_bag.py.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from train.common.corpus import rows as corpus
from train.common.exported_bag import ExportedBag
from train.heads.data import load
from train.heads.export import export_hashed, window_logits
from train.heads.features import Features
from train.heads.harmless import by_kind, by_length, harmless_windows, long_texts
from train.heads.labels import LABELS, OF_ONE_KIND, WINDOW, Labelled
from train.heads.metrics import auc, auc_interval
from train.heads.penalty import penalties_for, penalty_for
from train.heads.spam import OTHER_TEXT, weights_of

COARSE = 16
# The weight of a window of a long harmless text in training.
HARMLESS = {"spam": 3 * OTHER_TEXT}


def matrix(rows: list[np.ndarray], buckets: int) -> csr_matrix:
    """Counts over the root of the text's number of features, as the bag divides."""
    counts = np.array([len(r) for r in rows])
    values = np.repeat(1 / np.sqrt(counts), counts)
    return csr_matrix((values, np.concatenate(rows), np.concatenate([[0], np.cumsum(counts)])), (len(rows), buckets))


def packed(weights: np.ndarray, bias: float) -> bytes:
    """The bytes of lexical_bag.weights_file for a table of two columns."""
    step = np.float32(np.abs(weights).max() / 7)
    scales = np.array([step, step / COARSE], np.float32)
    coarse = np.clip(np.rint(weights / scales[0]), -8, 7)
    fine = np.clip(np.rint((weights - coarse * scales[0]) / scales[1]), -8, 7)
    codes = np.stack([coarse, fine], 1).astype(np.int8) + 8
    table = (codes[:, 0] | (codes[:, 1] << 4)).astype(np.uint8)
    return table.tobytes() + scales.tobytes() + np.ones(2, np.float32).tobytes() + np.array([bias], np.float32).tobytes()


def fit(rows: list[tuple[np.ndarray, int, float]], buckets: int, strength: float) -> tuple[np.ndarray, float]:
    """The weight of every bucket, and the bias, from (features, label, weight) rows."""
    x, y = matrix([row[0] for row in rows], buckets), np.array([row[1] for row in rows])
    # A feature in few texts gets a larger value, as in TF-IDF. Its weight includes this factor, so the runtime need not
    # apply it.
    rarity = np.log((1 + len(y)) / (1 + np.bincount(x.indices, minlength=buckets))).clip(0.5) / 5
    weighed = x @ csr_matrix((rarity, (range(buckets),) * 2))
    found = LogisticRegression(C=strength, max_iter=400).fit(weighed, y, [row[2] for row in rows])
    return (found.coef_[0] * rarity).astype(np.float32), found.intercept_[0]


def finish(
    out: Path, data: Path, task: str, table: np.ndarray, bias: float, count: int, development: Labelled, each_kind: bool = False
) -> None:
    """Writes the weights, then the calibration and the thresholds. With `each_kind`, each kind of harmless text limits the thresholds, and
    not only each length."""
    buckets = len(table)
    out.mkdir(parents=True, exist_ok=True)
    (out / "weights.bin").write_bytes(packed(table, bias))
    bag, features = ExportedBag(packed(table, bias), buckets, 2, 1), Features(buckets)
    long = long_texts(data, "dev", count)
    harmless = by_length(long)
    if each_kind:
        harmless += by_kind(long)
    read = lambda text: window_logits(bag, features, text, WINDOW[task])
    small = list(long.values()) if task in OF_ONE_KIND else []
    penalty = penalties_for(read, development, long, OF_ONE_KIND[task]) if small else penalty_for(read, data, development, harmless)
    export_hashed(out, task, buckets, 2, development, penalty, harmless, small)


def judge_unseen(args: argparse.Namespace, features: Features, items: Labelled) -> None:
    """The figures on a corpus of a model that was trained on all others: an estimate for texts from elsewhere."""
    source = {r["text"].strip(): r["src"] for r in corpus(args.data / f"train/cls/{args.task}.jsonl.xz")}
    rows = [(features(text), label, source[text] == args.unseen) for text, label in items]
    rows = [row for row in rows if len(row[0])]
    table, bias = fit([(found, label, 1.0) for found, label, unseen in rows if not unseen], args.buckets, args.strength)
    judged = [(table[found].sum() / np.sqrt(len(found)) + bias, label) for found, label, unseen in rows if unseen]
    scores, truth = np.array([score for score, _ in judged]), [label for _, label in judged]
    print(f"{args.unseen}, never seen: {len(truth)} texts, AUC {auc(scores, truth):.4f} [{auc_interval(scores, truth, 200)}]")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("task", choices=[task for task in LABELS if len(LABELS[task]) == 1])
    parser.add_argument("out", type=Path)
    parser.add_argument("--buckets", type=int, default=1 << 18)
    parser.add_argument("--strength", type=float, default=30)
    parser.add_argument("--count", type=int, default=100, help="long texts of each kind and length that place the thresholds")
    parser.add_argument("--wide", action="store_true", help="prompt-attack: also learn from collections of requests to an assistant")
    parser.add_argument("--unseen")
    args = parser.parse_args()
    features = Features(args.buckets)
    training, development = load(args.data, args.task, args.wide)
    if args.unseen:
        judge_unseen(args, features, training)
        return
    weights = weights_of(args.data, args.task, training)
    rows = [(features(text), label, weight) for (text, label), weight in zip(training, weights)]
    # In long texts the highest of many windows decides, so each window of a harmless text must look harmless.
    rows += [(features(text), 0, HARMLESS.get(args.task, 1.0)) for text in harmless_windows(args.data, WINDOW[args.task])]
    rows = [row for row in rows if len(row[0])]
    table, bias = fit(rows, args.buckets, args.strength)
    finish(args.out, args.data, args.task, table, bias, args.count, development)


if __name__ == "__main__":
    main()
