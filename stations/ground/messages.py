"""The one catalogue of messages, shared with the pages: eldercare/messages/<language>/<area>.json."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

CHINESE = "zh-CN"
ENGLISH = "en"


def spoken() -> str:
    """The catalogue's name for the language of this request; Chinese unless English was asked for."""
    return ENGLISH if (get_language() or "").startswith("en") else CHINESE


def refusal_text(code: str, facts: dict[str, object], language: str | None = None) -> str:
    """The sentence for a refusal's code, its placeholders filled; KeyError when nobody wrote it."""
    sentence = refusals(language or spoken())[code]
    return sentence.format_map({name: str(value) for name, value in facts.items()} if facts else {})


def sentence(area: str, code: str, **facts: object) -> str:
    """The sentence of a code in an area's file, in this request's language; KeyError when unwritten."""
    return area_sentences(spoken(), area)[code].format_map(facts)


def listed(area: str, written: Sequence[str]) -> str:
    """What stations write in Chinese, such as allergens, as a list in this request's language.

    A word that the area does not know stays as it was written.
    """
    known = area_sentences(spoken(), area)
    return joined([known.get(word, word) for word in written])


def joined(words: Sequence[str]) -> str:
    """Words as a list in this request's language."""
    return ("、" if spoken() == CHINESE else ", ").join(words)


@cache
def area_sentences(language: str, area: str) -> dict[str, str]:
    """The flat sentences of <language>/<area>.json, by code."""
    file = Path(settings.BASE_DIR) / "eldercare" / "messages" / language / f"{area}.json"
    return dict(json.loads(file.read_text(encoding="utf-8")))


@cache
def refusals(language: str) -> dict[str, str]:
    """All refusal sentences of a language, from its refusals_*.json files, by code."""
    folder = Path(settings.BASE_DIR) / "eldercare" / "messages" / language
    merged: dict[str, str] = {}
    for file in sorted(folder.glob("refusals_*.json")):
        merged.update(json.loads(file.read_text(encoding="utf-8")))
    return merged
