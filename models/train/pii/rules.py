"""Simple rules for structured values, standing in for the library's recognisers when the tagger is measured here."""

import regex

RULES = [
    ("EMAIL_ADDRESS", regex.compile(r"[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+")),
    ("DOMAIN_NAME", regex.compile(r"(?:https?://|www\.)[^\s<>\"']+")),
    ("IBAN_CODE", regex.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")),
    ("IP_ADDRESS", regex.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b")),
    ("US_SSN", regex.compile(r"\b\d{3}-\d{2}-\d{4}\b")),
    (
        "DATE_TIME",
        regex.compile(
            r"(?<![\p{N}./-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?: \d{1,2}:\d{2}(?::\d{2})?)?(?![\p{N}/-])"
        ),
    ),
    ("CREDIT_CARD", regex.compile(r"(?<![\p{N}-])\d(?:[ -]?\d){11,18}(?![\p{N}-])")),
    (
        "PHONE_NUMBER",
        regex.compile(
            r"(?<![\p{N}\p{L}#-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{1,5}\)[ .-]?)?\d{2,4}(?:[ .-]\d{2,5}){1,5}(?:x\d{1,5})?(?![\p{N}-])|\+?\d{9,13}(?!\d)"
        ),
    ),
    (
        "AGE",
        regex.compile(
            r"\b(\d{1,3})(?=[- ]years?[- ]old\b|[- ]y/?o\b)|(?<=\bage(?:d)?(?: of)? )\d{1,3}\b|(?<=\bI(?:'m| am) )\d{2}(?=[.,!]|$)", regex.I
        ),
    ),
]


def luhn(value: str) -> bool:
    digits = [int(c) for c in value if c.isdigit()]
    if not 12 <= len(digits) <= 19:
        return False
    total = sum(d if i % 2 == 0 else (d * 2 - 9 if d > 4 else d * 2) for i, d in enumerate(reversed(digits)))
    return total % 10 == 0


def find(text: str) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for name, pattern in RULES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if name == "CREDIT_CARD" and not luhn(match.group()):
                continue
            if name == "PHONE_NUMBER" and not 7 <= sum(c.isdigit() for c in match.group()) <= 15:
                continue
            if all(end <= s or start >= e for s, e, _ in spans):
                spans.append((start, end, name))
    return spans
