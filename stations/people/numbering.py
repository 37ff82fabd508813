"""Numbers of people, drawn and not counted: they tell nothing of how many there are or who came first."""

import secrets
from collections.abc import Container

DIGITS = 10


def fresh_number(prefix: str, taken: Container[str] = ()) -> str:
    """Draw `prefix` and ten digits, not among `taken`."""
    while (number := f"{prefix}{secrets.randbelow(10**DIGITS):0{DIGITS}d}") in taken:
        continue
    return number
