"""Cells as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stations.ground.imports.cells import EXCEL_EPOCH, date_in, number_in, plain_text, words_in

SPELLINGS = (
    "{0.year}-{0.month:02d}-{0.day:02d}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{0.year}.{0.month}.{0.day}",
    "{0.year}{0.month:02d}{0.day:02d}",
    "{0.year}-{0.month}-{0.day} 00:00:00",
)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(SPELLINGS))
def test_every_spelling_of_a_date_is_the_same_day(day: date, spelling: str) -> None:
    assert date_in(spelling.format(day)) == day


@given(st.dates(date(1930, 1, 1), date(2100, 1, 1)))
def test_excels_day_number_is_that_day(day: date) -> None:
    assert date_in(str((day - EXCEL_EPOCH).days)) == day


@pytest.mark.parametrize(
    "text", ["", "2026-13-01", "2026年2月30日", "next week", "20261301", "7", "01/05/2026"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_in(text) is None


def test_full_width_digits_and_stray_spaces_disappear() -> None:
    assert plain_text("　张 三　") == "张三"
    assert plain_text(" １３８ ００１３　８０００") == "138 0013 8000"
    assert plain_text("Anna  Lee") == "Anna Lee"


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999", "", "十"])
def test_what_is_no_finite_number_is_none(text: str) -> None:
    assert number_in(text) is None


def test_lists_are_split_however_they_are_written_and_nothing_is_an_empty_list() -> None:
    assert words_in("低盐、低糖，软食; 清真/低盐".replace("，", ",")) == ["低盐", "低糖", "软食", "清真"]
    assert words_in("无") == words_in("") == []
