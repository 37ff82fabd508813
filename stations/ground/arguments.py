"""Kinds of values typed after a command's option: read, or refused in a sentence that says what would do."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

# No day of this system's life lies outside; beyond it arithmetic with days ends.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
LARGEST_SEED = 2**31 - 1


def day(written: str) -> date:
    """A calendar day, written as 2026-11-23."""
    try:
        read = date.fromisoformat(written)
    except ValueError:
        read = date.min
    if not FIRST_DAY <= read <= LAST_DAY:
        raise ArgumentTypeError(
            f"{written!r} is no day from {FIRST_DAY} to {LAST_DAY}; write it as 2026-11-23"
        )
    return read


def whole_number(*, least: int, most: int) -> Callable[[str], int]:
    """A whole number, both ends included."""

    def read(written: str) -> int:
        try:
            number = int(written)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise ArgumentTypeError(f"{written!r} is no whole number from {least} to {most}")
        return number

    return read


def positive_number(*, most: float) -> Callable[[str], float]:
    """A number above 0 and not above `most`."""

    def read(written: str) -> float:
        try:
            number = float(written)
        except ValueError:
            number = 0.0
        # Also false for nan, which compares with nothing.
        if not 0 < number <= most:
            raise ArgumentTypeError(f"{written!r} is no number above 0 and at most {most:g}")
        return number

    return read


def web_address(written: str) -> str:
    """The address of a server, written as http://127.0.0.1:8000."""
    try:
        parts = urlsplit(written)
        reachable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        reachable = False
    if not reachable:
        raise ArgumentTypeError(f"{written!r} is no web address; write it as http://127.0.0.1:8000")
    return written
