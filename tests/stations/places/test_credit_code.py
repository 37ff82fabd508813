"""Unified social credit codes."""

from hypothesis import given
from hypothesis import strategies as st

from stations.places.credit_code import ALPHABET, is_credit_code, looks_like_credit_code

VALID = "91350100M000100Y43"


def test_a_published_example_is_valid() -> None:
    assert is_credit_code(VALID)
    assert looks_like_credit_code(VALID)
    assert not looks_like_credit_code("DS001")


@given(st.integers(0, 17), st.integers(1, 30))
def test_one_wrong_character_is_always_found(place: int, step: int) -> None:
    wrong = ALPHABET[(ALPHABET.index(VALID[place]) + step) % 31]
    assert not is_credit_code(VALID[:place] + wrong + VALID[place + 1 :])
