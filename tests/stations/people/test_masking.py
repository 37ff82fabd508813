"""Masks hide what they are there to hide."""

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


@given(TEXTS)
def test_what_may_not_be_shown_at_all_is_only_stars(text: str) -> None:
    assert set(masked_text(text)) <= {"*"}


@pytest.mark.django_db
def test_a_masked_address_ends_at_the_subdistrict() -> None:
    subdistrict = make_division("150602001000", "交通街道")
    community = make_division("150602001007", "鼎盛社区", DivisionLevel.COMMUNITY, parent=subdistrict)
    assert masked_address(community) == masked_address(subdistrict) == "东胜区交通街道"
