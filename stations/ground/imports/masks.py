"""What a report shows of a cell."""

import re
import unicodedata

# A mobile or identity number may stand in any column of a table that slipped.
LONG_DIGITS = re.compile(r"\d{11,}[Xx]?")
DIVISION_CODE = re.compile(r"\d{12}")
LONGEST_SHOWN = 40


def masked_cell(text: str) -> str:
    """A cell without the middle of any long number unless it is a division's code, cut to 40 characters."""
    normal = unicodedata.normalize("NFKC", text).strip()
    if DIVISION_CODE.fullmatch(normal):
        return normal
    shown = LONG_DIGITS.sub(lambda found: f"{found[0][:3]}****{found[0][-2:]}", normal)
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 1]}…"
