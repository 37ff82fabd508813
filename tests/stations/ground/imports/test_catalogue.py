"""Every fault has its sentence in both languages, with the same placeholders."""

import ast
from pathlib import Path
from string import Formatter

import stations
from stations.ground.messages import area_sentences

NOTING = {"wrong", "doubtful"}


def codes_in_source() -> set[str]:
    """Every text that a reader of rows gives as a code."""
    codes: set[str] = set()
    for file in Path(stations.__path__[0]).rglob("imports/*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in NOTING and len(call.args) > 1:
                codes |= {
                    part.value
                    for part in ast.walk(call.args[1])
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return codes


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_code_has_its_sentences() -> None:
    codes = codes_in_source()
    assert {"id_number_wrong", "certificate_expired", "parent_unknown"} <= codes
    assert codes <= set(area_sentences("zh-CN", "imports")) & set(area_sentences("en", "imports"))


def test_both_languages_fill_the_same_placeholders() -> None:
    chinese, english = area_sentences("zh-CN", "imports"), area_sentences("en", "imports")
    assert chinese.keys() == english.keys()
    for code, sentence in chinese.items():
        assert placeholders(sentence) == placeholders(english[code]), code
