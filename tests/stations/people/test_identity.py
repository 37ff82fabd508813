"""Identity card and phone numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stations.people.identity import (
    CHECK_CHARACTERS,
    birth_date_in,
    check_character,
    is_id_number,
    is_phone,
    plain,
    plain_phone,
    sex_in,
)
from stations.people.models import Sex

TODAY = date(2026, 1, 1)
BORN = st.dates(date(1900, 1, 1), TODAY)
VALID = st.builds(
    lambda area, born, serial: f"{area:06d}{born:%Y%m%d}{serial:03d}",
    st.integers(110000, 659999),
    BORN,
    st.integers(0, 999),
).map(lambda seventeen: seventeen + check_character(seventeen))


def test_the_standards_own_example_is_valid() -> None:
    number = "11010519491231002X"
    assert is_id_number(number, TODAY)
    assert birth_date_in(number) == date(1949, 12, 31)
    assert sex_in(number) == Sex.FEMALE


@given(VALID)
def test_every_number_with_its_check_character_is_valid(number: str) -> None:
    assert is_id_number(number, TODAY)


@given(VALID, st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: str, place: int, step: int) -> None:
    characters = CHECK_CHARACTERS if place == 17 else "0123456789"
    wrong = characters[(characters.index(number[place]) + step) % len(characters)]
    assert not is_id_number(number[:place] + wrong + number[place + 1 :], TODAY)


@pytest.mark.parametrize("number", ["", "15000000", "11010519491331002X", "１1010519491231002X", "abc"])
def test_what_is_no_number_is_refused(number: str) -> None:
    assert not is_id_number(number, TODAY)


@pytest.mark.parametrize("born", ["20260102", "20300101", "18991231", "18000101"])
def test_nobody_is_born_after_today_or_before_anybody_who_lives(born: str) -> None:
    seventeen = f"150602{born}002"
    assert not is_id_number(seventeen + check_character(seventeen), TODAY)


def test_full_width_digits_and_spaces_are_read() -> None:
    assert plain(" １１０１０５ 19491231002x ") == "11010519491231002X"
    assert plain_phone("+86 138-0013-8000") == "13800138000"


@pytest.mark.parametrize(
    ("phone", "can_be_dialled"),
    [
        ("13800138000", True),
        ("12800138000", False),
        ("1380013800", False),
        ("04778123456", True),
        ("12349", True),
    ],
)
def test_phone_numbers(phone: str, *, can_be_dialled: bool) -> None:
    assert is_phone(phone) is can_be_dialled
