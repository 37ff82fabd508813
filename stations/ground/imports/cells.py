"""Cells as people type them: full-width digits, stray spaces, four spellings of a date."""

import re
import unicodedata
from datetime import date, timedelta

# Excel counts days from here (its 1900 had a 29 February).
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_SERIALS = range(10_000, 80_000)
SPELLED = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(:\d{2})?)?"
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
BETWEEN_WORDS = re.compile(r"[、,;/|\s]+")
NOTHING = {"无", "none", "no", "-", "/", "n/a"}
CHINESE_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


def plain_text(cell: str) -> str:
    """Half-width, single spaces, none at the ends and none between Chinese characters."""
    if cell.isascii():
        return " ".join(cell.split())
    return CHINESE_GAP.sub("", " ".join(unicodedata.normalize("NFKC", cell).split()))


def date_in(text: str) -> date | None:
    """The date in plain text: 2026-01-05, 2026/1/5, 2026年1月5日, 20260105 or Excel's day number."""
    if found := SPELLED.fullmatch(text) or COMPACT.fullmatch(text):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
    if text.isascii() and text.isdecimal() and int(text) in EXCEL_SERIALS:
        return EXCEL_EPOCH + timedelta(days=int(text))
    return None


def number_in(text: str) -> float | None:
    """The decimal number in plain text, finite; else None."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def words_in(text: str) -> list[str]:
    """The words of a list as people separate them, each once; 无 is an empty list."""
    words = [word for word in BETWEEN_WORDS.split(text) if word and word.lower() not in NOTHING]
    return list(dict.fromkeys(words))
