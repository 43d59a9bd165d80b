"""A small vocabulary of byte pairs: control tokens, all bytes, and some longer pieces."""

from __future__ import annotations

from functools import cache

CONTROL = ("<|im_start|>", "<|im_end|>", "<|unknown|>")

TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)

PAIRS = ["Ġ t", "h e", "Ġt he", "i n", "a n", "r e", "o u", "Ġ a", "e r", "o n", "l l", "a i", "ai n", "Ġ s", "y o", "yo u", "Ġ yo"]


@cache
def byte_signs() -> list[str]:
    """The sign that stands for each byte: printable ones for themselves, the others from 256 on."""
    printable = {*range(33, 127), *range(161, 173), *range(174, 256)}
    others = iter(range(256, 512))
    return [chr(value if value in printable else next(others)) for value in range(256)]


def merges() -> list[str]:
    return PAIRS


@cache
def pieces() -> list[str]:
    return [*CONTROL, *byte_signs(), *(pair.replace(" ", "") for pair in PAIRS)]
