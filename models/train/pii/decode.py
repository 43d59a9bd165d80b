"""Logits to spans: constrained Viterbi, then a threshold per type. workers/architectures/tagger/tagger-decode.ts does the same."""

import numpy as np

from train.pii.labels import LABELS, TYPES

COUNT = len(LABELS)
# An inside label may only follow a label of the same type.
ALLOWED = np.zeros((COUNT, COUNT), bool)
for before in range(COUNT):
    for after in range(COUNT):
        ALLOWED[before, after] = not LABELS[after].startswith("I-") or LABELS[before][2:] == LABELS[after][2:]
FORBIDDEN = np.where(ALLOWED, 0.0, -1e9)
START = np.where([label.startswith("I-") for label in LABELS], -1e9, 0.0)


def log_probabilities(logits: np.ndarray, outside_bias: float) -> np.ndarray:
    logits = logits.astype(np.float64)
    logits[:, 0] -= outside_bias
    peak = logits.max(1, keepdims=True)
    return logits - peak - np.log(np.exp(logits - peak).sum(1, keepdims=True))


def viterbi(logp: np.ndarray) -> list[int]:
    score = logp[0] + START
    back = np.zeros(logp.shape, np.int64)
    for i in range(1, len(logp)):
        all_scores = score[:, None] + FORBIDDEN
        back[i] = all_scores.argmax(0)
        score = all_scores.max(0) + logp[i]
    path = [int(score.argmax())]
    for i in range(len(logp) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


def stretch(probability: float, threshold: float, certain: float) -> float:
    """Turns a probability into a score with the same meaning for every type: the threshold becomes .5, and `certain` becomes .75."""
    if probability < certain:
        return 0.5 + 0.25 * (probability - threshold) / (certain - threshold)
    return 0.75 + 0.25 * (probability - certain) / (1 - certain)


def decode(
    logits: np.ndarray,
    tokens: list[tuple[str, int, int, str]],
    outside_bias: float,
    thresholds: dict[str, float],
    certain: dict[str, float] | None = None,
) -> list[tuple[int, int, str, float]]:
    """(start, end, type, score); the score is the mean probability of the type over the span's tokens, stretched so that one threshold
    suits all types; without `certain` it is not stretched."""
    if not tokens:
        return []
    logits = logits.copy()
    for i, token in enumerate(tokens):
        if token[3] not in ("word", "date"):
            logits[i, 1:] = -1e4
    logp = log_probabilities(logits, outside_bias)
    path = viterbi(logp)
    spans = []
    i = 0
    while i < len(path):
        label = path[i]
        if label == 0:
            i += 1
            continue
        kind = (label - 1) // 2
        end = i + 1
        while end < len(path) and path[end] == 2 * kind + 2:
            end += 1
        name = TYPES[kind]
        score = float(np.exp(logp[i:end, 2 * kind + 1 : 2 * kind + 3]).sum(1).mean())
        if score >= thresholds[name]:
            if certain is not None:
                score = stretch(score, thresholds[name], certain[name])
            spans.append((tokens[i][1], tokens[end - 1][2], name, score))
        i = end
    return spans
