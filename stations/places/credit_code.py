"""Unified social credit codes (GB 32100-2015), which some cities use as station codes."""

import re

# GB 32100 clause 5.1: no I, O, S, V, Z.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
SHAPE = re.compile(rf"[{ALPHABET}]{{18}}")


def looks_like_credit_code(text: str) -> bool:
    """Whether a text has the length of a credit code, so that its check character is worth looking at."""
    return len(text) == 18 and text.isascii() and text.isalnum()


def is_credit_code(text: str) -> bool:
    """Whether shape and check character hold."""
    if not SHAPE.fullmatch(text):
        return False
    total = sum(ALPHABET.index(letter) * weight for letter, weight in zip(text, WEIGHTS, strict=False))
    return ALPHABET[(31 - total % 31) % 31] == text[17]
