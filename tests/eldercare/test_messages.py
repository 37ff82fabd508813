"""Every refusal speaks both languages, and both catalogues say the same things."""

import importlib
import json
import pkgutil
import re
from pathlib import Path

import pytest
from django.conf import settings

import dispatch
import stations
from stations.ground.messages import CHINESE, ENGLISH, refusals
from stations.ground.refusal import Refused

FOLDER = Path(settings.BASE_DIR) / "eldercare" / "messages"
AREAS = sorted(path.name for path in (FOLDER / CHINESE).glob("*.json"))
CHINESE_CHARACTER = "[\u4e00-\u9fff]"
HALF_WIDTH = re.compile(r"[,;:!?()]")
# Signs of the keyboard and formats, not sentences.
NOT_A_SENTENCE = {"shell.json": {"key_help"}}
# English examples of what may be typed in Chinese, and the name of the other language.
CHINESE_IN_ENGLISH = {"imports.json": {"date_unreadable"}, "shell.json": {"other_language"}}
SOURCES = ("stations", "dispatch", "routing", "eldercare", "deploy", "frontend/src", "README.zh-CN.md")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
# Gaps that are filled with words; all others are filled with figures, codes and times.
WORDS = {
    *("about", "allergens", "by", "caregiver", "carer", "carers", "day", "dish"),
    *("meal", "name", "orders", "service", "station", "summary", "tags", "who"),
}
# "25 分钟" begins with a figure and ends in a word.
ENDS_IN_A_WORD = WORDS | {"length", "travel"}
BEFORE_A_GAP = re.compile(f"{CHINESE_CHARACTER}(?P<space> *){{(?P<gap>\\w+)}}")
AFTER_A_GAP = re.compile(f"{{(?P<gap>\\w+)}}(?P<space> *){CHINESE_CHARACTER}")
DAYS_IN_FIGURES = {"imports.json": {"day"}}
# 11月28日, 2027年1月3日: a date is written without spaces.
DATES = re.compile(r"time\.(months\.\d+|in_year)")


def every_refusal() -> set[type[Refused]]:
    """All refusal classes of the product, found by importing every module."""
    for room in (stations, dispatch):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)
    found: set[type[Refused]] = set()
    waiting = [Refused]
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting.extend(kind.__subclasses__())
    return found


def flat(messages: dict[str, object], above: str = "") -> dict[str, str]:
    """Nested messages as {"a.b": text}."""
    lines: dict[str, str] = {}
    for name, value in messages.items():
        path = f"{above}.{name}" if above else name
        lines |= flat(value, path) if isinstance(value, dict) else {path: str(value)}
    return lines


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_every_refusal_has_its_sentence(language: str) -> None:
    silent = {kind.__name__ for kind in every_refusal() if kind.code not in refusals(language)}
    assert not silent


def test_no_two_refusals_share_a_code() -> None:
    codes = [kind.code for kind in every_refusal()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_say_the_same_things_with_the_same_placeholders(area: str) -> None:
    chinese = flat(json.loads((FOLDER / CHINESE / area).read_text(encoding="utf-8")))
    english = flat(json.loads((FOLDER / ENGLISH / area).read_text(encoding="utf-8")))
    assert chinese.keys() == english.keys()
    for key, sentence in chinese.items():
        assert set(PLACEHOLDER.findall(sentence)) == set(PLACEHOLDER.findall(english[key])), key


@pytest.mark.parametrize("area", AREAS)
def test_no_sentence_is_empty(area: str) -> None:
    for language in (CHINESE, ENGLISH):
        lines = flat(json.loads((FOLDER / language / area).read_text(encoding="utf-8")))
        assert all(text.strip() for text in lines.values())


def test_no_area_is_missing_in_english() -> None:
    assert sorted(path.name for path in (FOLDER / ENGLISH).glob("*.json")) == AREAS


@pytest.mark.parametrize("area", AREAS)
def test_chinese_sentences_use_full_width_marks(area: str) -> None:
    lines = flat(json.loads((FOLDER / CHINESE / area).read_text(encoding="utf-8")))
    narrow = {key for key, text in lines.items() if HALF_WIDTH.search(PLACEHOLDER.sub("", text))}
    assert narrow == NOT_A_SENTENCE.get(area, set())


@pytest.mark.parametrize("area", AREAS)
def test_chinese_sentences_put_a_space_beside_figures_and_none_beside_words(area: str) -> None:
    lines = flat(json.loads((FOLDER / CHINESE / area).read_text(encoding="utf-8")))
    wrong = {key for key, text in lines.items() if not DATES.fullmatch(key) and wrongly_spaced(text, area)}
    assert wrong == set()


def wrongly_spaced(text: str, area: str) -> bool:
    """Whether a gap stands too near to, or too far from, the Chinese character beside it."""
    figures = DAYS_IN_FIGURES.get(area, set())
    return any(
        bool(space) != (gap not in words or gap in figures)
        for pattern, words in ((BEFORE_A_GAP, WORDS), (AFTER_A_GAP, ENDS_IN_A_WORD))
        for found in pattern.finditer(text)
        for gap, space in [(found["gap"], found["space"])]
    )


@pytest.mark.parametrize("area", AREAS)
def test_no_english_sentence_leaks_chinese(area: str) -> None:
    lines = flat(json.loads((FOLDER / ENGLISH / area).read_text(encoding="utf-8")))
    leaking = {key for key, text in lines.items() if re.search(r"[\u3000-\u9fff\uff00-\uffef]", text)}
    assert leaking == CHINESE_IN_ENGLISH.get(area, set())


def test_no_source_writes_a_chinese_sentence_with_half_width_marks() -> None:
    between = re.compile(f"{CHINESE_CHARACTER}[,;:!?]{CHINESE_CHARACTER}")
    files = [file for name in SOURCES for file in every_text(Path(settings.BASE_DIR) / name)]
    assert len(files) > 300
    assert [str(file) for file in files if between.search(file.read_text(encoding="utf-8"))] == []


def every_text(place: Path) -> list[Path]:
    """A file, or the sources below a folder."""
    if place.is_file():
        return [place]
    return [file for file in place.rglob("*") if file.suffix in {".py", ".vue", ".ts", ".md"}]
