"""Calibration and figures of the heads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from train.common.ranks import ranks
from train.heads.labels import LABELS, MULTI_LABEL, OF_ONE_KIND

# At each operating point of one label at most this share of ordinary texts is flagged, whatever their length.
FALSE_ALARMS = {"high-precision": 0.005, "balanced": 0.03, "high-recall": 0.1}


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(x, -60, 60)))


def softmax(x: np.ndarray) -> np.ndarray:
    powers = np.exp(x - x.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def auc(scores: np.ndarray, truth: Sequence) -> float:
    truth = np.asarray(truth, bool)
    positive, negative = truth.sum(), (~truth).sum()
    return float((ranks(scores)[truth].sum() - positive * (positive - 1) / 2) / (positive * negative))


def auc_interval(scores: np.ndarray, truth: Sequence, resamples: int = 1000) -> str:
    """The 95 % interval, by bootstrap over the texts."""
    truth, choose = np.asarray(truth, bool), np.random.default_rng(1)
    picks = (choose.integers(len(truth), size=len(truth)) for _ in range(resamples))
    low, high = np.quantile([auc(scores[pick], truth[pick]) for pick in picks if truth[pick].any()], [0.025, 0.975])
    return f"{low:.4f} to {high:.4f}"


def with_interval(right: np.ndarray) -> str:
    """A share and its 95 % interval by Wilson's formula, which also holds for a share of 0 or 1."""
    share, count, z = right.mean(), len(right), 1.96
    middle = (share + z**2 / (2 * count)) / (1 + z**2 / count)
    half = z * np.sqrt(share * (1 - share) / count + z**2 / (4 * count**2)) / (1 + z**2 / count)
    return f"{share:.3f} [{max(0, middle - half):.3f}, {min(1, middle + half):.3f}]"


def several(truth: Sequence, count: int) -> np.ndarray:
    out = np.zeros((len(truth), count), bool)
    for row, labels in enumerate(truth):
        out[row, labels] = True
    return out


def cost(logits: np.ndarray, truth: Sequence, task: str) -> float:
    if len(LABELS[task]) == 1 or task in MULTI_LABEL:
        wanted = np.asarray(truth, bool)[:, None] if len(LABELS[task]) == 1 else several(truth, len(LABELS[task]))
        p = np.clip(sigmoid(logits), 1e-7, 1 - 1e-7)
        return -np.where(wanted, np.log(p), np.log(1 - p)).mean()
    return -np.log(np.clip(softmax(logits)[np.arange(len(truth)), truth], 1e-9, 1)).mean()


def temperature_for(logits: np.ndarray, truth: Sequence, task: str) -> float:
    return round(float(min(np.arange(0.4, 4, 0.05), key=lambda t: cost(logits / t, truth, task))), 2)


def best_f1(scores: np.ndarray, wanted: np.ndarray) -> tuple[float, float]:
    order = np.argsort(-scores)
    hits = np.cumsum(wanted[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + wanted.sum())
    at = int(f1.argmax())
    return float(scores[order[at]]), float(f1[at])


def operating_points(
    logits: np.ndarray, truth: Sequence, task: str, harmless: Sequence[np.ndarray] = (), small: Sequence[np.ndarray] = ()
) -> dict[str, dict[str, float]]:
    """
    {name: {label: score from which it is given}}: by the allowed false alarms where there is one label, each group of
    `harmless` and `small` logits beside the ordinary texts; by F1 where several labels may hold.
    """
    labels = LABELS[task]
    if len(labels) == 1:
        groups = [logits[~np.asarray(truth, bool)], *harmless]
        quantiles = lambda groups, share: [np.quantile(sigmoid(group[:, 0]), 1 - share) for group in groups]
        highest = lambda name: max(quantiles(groups, FALSE_ALARMS[name]) + (quantiles(small, OF_ONE_KIND[task][name]) if small else []))
        return {name: {labels[0]: round(float(highest(name)) + 1e-4, 4)} for name in FALSE_ALARMS}
    if task in MULTI_LABEL:
        wanted, scores = several(truth, len(labels)), sigmoid(logits)
        best = {label: round(max(0.05, best_f1(scores[:, at], wanted[:, at])[0]), 3) for at, label in enumerate(labels)}
        return {"balanced": best}
    return {}


def calibration_error(confidence: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    edges = np.minimum((confidence * bins).astype(int), bins - 1)
    parts = [(edges == b) for b in range(bins)]
    return float(sum(abs(confidence[p].mean() - right[p].mean()) * p.mean() for p in parts if p.any()))


def report(logits: np.ndarray, truth: Sequence, task: str, points: dict[str, dict[str, float]], name: str = "development") -> None:
    labels = LABELS[task]
    if len(labels) == 1:
        truth, scores = np.asarray(truth, bool), sigmoid(logits[:, 0])
        print(
            f"{task} {name}: {len(truth)} texts, AUC {auc(scores, truth):.4f} [{auc_interval(scores, truth)}], calibration error {calibration_error(scores, truth):.3f}"
        )
        for point, by_label in points.items():
            flagged = scores >= by_label[labels[0]]
            print(f"   {point}, {by_label[labels[0]]}: recall {flagged[truth].mean():.3f}, false alarms {flagged[~truth].mean():.4f}")
    elif task in MULTI_LABEL:
        wanted, scores = several(truth, len(labels)), sigmoid(logits)
        got = scores >= np.array([points["balanced"][label] for label in labels])
        f1 = {}
        for at, label in enumerate(labels):
            f1[label] = 2 * (got[:, at] & wanted[:, at]).sum() / max(1, got[:, at].sum() + wanted[:, at].sum())
        top = wanted[np.arange(len(truth)), scores.argmax(1)].mean()
        print(f"{task} {name}: {len(truth)} texts, macro F1 {np.mean(list(f1.values())):.3f}, best label right {top:.3f}")
        print("  ", ", ".join(f"{k} {v:.2f}" for k, v in sorted(f1.items(), key=lambda e: e[1])))
    else:
        truth = np.asarray(truth)
        scores = softmax(logits)
        right = scores.argmax(1) == truth
        recall = {label: right[truth == at].mean() for at, label in enumerate(labels) if (truth == at).any()}
        print(
            f"{task} {name}: {len(truth)} texts, accuracy {right.mean():.4f}, calibration error {calibration_error(scores.max(1), right):.3f}"
        )
        print("  ", ", ".join(f"{k} {v:.3f}" for k, v in sorted(recall.items(), key=lambda e: e[1])))
