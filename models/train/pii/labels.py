"""The labels of the PII models, as sets: a token may be allowed several, and the loss then sums over them."""

TYPES = ("PERSON", "LOCATION", "ADDRESS", "ORG", "DATE", "NRP")
LABELS = ("O",) + tuple(f"{prefix}-{name}" for name in TYPES for prefix in ("B", "I"))
INDEX = {label: i for i, label in enumerate(LABELS)}
OUTSIDE = 1 << INDEX["O"]
ANY = (1 << len(LABELS)) - 1


def begin(name: str) -> int:
    return 1 << INDEX[f"B-{name}"]


def inside(name: str) -> int:
    return 1 << INDEX[f"I-{name}"]


def either(name: str) -> int:
    return begin(name) | inside(name)


def mask_of(spans: list[tuple[int, int, str]], offsets: list[tuple[int, int]], outside: list[int]) -> list[int]:
    """Allowed labels of each token: those of the span it lies in, else `outside`.

    A span's type may name several types ("ORG|LOCATION"), or "?" if the source does not say enough to train on.
    """
    masks = list(outside)
    for start, end, name in spans:
        first = True
        for i, (token_start, token_end) in enumerate(offsets):
            if token_end <= start:
                continue
            if token_start >= end:
                break
            if name == "?":
                masks[i] = ANY
                continue
            allowed = 0
            for part in name.split("|"):
                allowed |= OUTSIDE if part == "O" else begin(part) if first else inside(part)
            masks[i] = allowed
            first = False
    return masks
