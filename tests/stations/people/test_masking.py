"""Masks hide what they are there to hide."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stations.people.masking import (
    masked_address,
    masked_credential_number,
    masked_id_number,
    masked_name,
    masked_phone,
    masked_text,
    masked_words,
)
from stations.places.models import DivisionLevel
from tests.builders.stations import make_division

TEXTS = st.text(min_size=1, max_size=30)


def test_the_forms_people_know() -> None:
    assert masked_name("张三丰") == "张**"
    assert masked_phone("13812341234") == "138****1234"
    assert masked_id_number("11010519491231002X") == "110***********002X"


def test_a_short_name_shows_no_more_than_a_long_one() -> None:
    assert masked_name("张三") == masked_name("张三丰")
    assert masked_name("张") == "**"
    assert masked_name("") == ""


@given(TEXTS)
def test_a_masked_name_never_shows_anything_after_its_first_character(name: str) -> None:
    assert masked_name(name).rstrip("*") in ("", name.strip()[:1])


@given(st.text(alphabet="0123456789-+ （）", min_size=1, max_size=20))
def test_a_masked_phone_hides_at_least_four_characters(phone: str) -> None:
    shown = masked_phone(phone).replace("*", "")
    assert len(shown) <= max(0, len(phone.strip()) - 4)


@given(st.text(max_size=30))
def test_a_masked_identity_number_hides_the_whole_birth_date(number: str) -> None:
    shown = number.strip()
    masked = masked_id_number(number)
    assert masked.replace("*", "") in ("", (shown[:3] + shown[-4:]).replace("*", ""))


@given(st.text(alphabet="0123456789ABCX-", max_size=30))
def test_a_masked_credential_number_shows_its_last_four_at_most_and_never_the_whole(number: str) -> None:
    shown = masked_credential_number(number).replace("*", "")
    assert number.strip().endswith(shown)
    assert len(shown) <= 4
    assert shown != number or not number


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("打 13812341234 或 0477-8588888", "打 138****1234 或 0477-****88"),
        ("138-1234-1234，也行", "138****1234，也行"),
        ("证号11010519491231002x", "证号110***********002x"),
        ("11月23日 11:30，第2次，2026-11-23，38.5度", "11月23日 11:30，第2次，2026-11-23，38.5度"),
        ("卡 6222020200112233445", "卡 ****45"),
    ],
)
def test_of_what_people_write_only_their_numbers_are_hidden(said: str, shown: str) -> None:
    assert masked_words(said) == shown


def test_names_that_are_known_are_hidden_in_what_people_write() -> None:
    assert masked_words("张三丰说张三丰等了很久", names=["张三丰", ""]) == "张**说张**等了很久"


@given(st.text(alphabet="0123456789-+ X", max_size=40))
def test_no_long_number_is_left_in_what_people_write(said: str) -> None:
    assert not re.search(r"[0-9]{7}", masked_words(said))


@given(TEXTS)
def test_what_may_not_be_shown_at_all_is_only_stars(text: str) -> None:
    assert set(masked_text(text)) <= {"*"}


@pytest.mark.django_db
def test_a_masked_address_ends_at_the_subdistrict() -> None:
    subdistrict = make_division("150602001000", "交通街道")
    community = make_division("150602001007", "鼎盛社区", DivisionLevel.COMMUNITY, parent=subdistrict)
    assert masked_address(community) == masked_address(subdistrict) == "东胜区交通街道"
