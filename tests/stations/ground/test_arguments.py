"""What is typed after an option is read, or refused in a sentence that says what would do."""

from argparse import ArgumentTypeError
from datetime import date

import pytest

from stations.ground.arguments import day, positive_number, web_address, whole_number


def test_what_is_written_as_asked_is_read() -> None:
    assert day("2026-11-23") == date(2026, 11, 23)
    assert whole_number(least=0, most=9)("9") == 9
    assert positive_number(most=60)("0.5") == 0.5
    assert web_address("http://[::1]:8000/") == "http://[::1]:8000/"


@pytest.mark.parametrize("written", ["", "tomorrow", "2026-13-40", "1999-12-31", "2100-01-01", "9999-12-31"])
def test_a_day_outside_the_calendar_of_this_system_is_refused(written: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is no day from 2000-01-01 to 2099-12-31; write it as 2026"):
        day(written)


@pytest.mark.parametrize("written", ["", "x", "1.5", "0", "10", "nan", "1e3"])
def test_a_number_that_is_not_whole_or_beyond_its_bounds_is_refused(written: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is no whole number from 1 to 9"):
        whole_number(least=1, most=9)(written)


@pytest.mark.parametrize("written", ["", "fast", "0", "-1", "nan", "inf", "-inf", "61"])
def test_a_number_that_is_not_above_zero_is_refused(written: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is no number above 0 and at most 60"):
        positive_number(most=60)(written)


@pytest.mark.parametrize("written", ["", "8000", "127.0.0.1:8000", "ftp://here", "http://", "http://a:x"])
def test_what_is_no_address_of_a_server_is_refused(written: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is no web address; write it as http://"):
        web_address(written)
