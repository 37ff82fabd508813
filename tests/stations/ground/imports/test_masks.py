"""What a report shows of a cell."""

import re
from unicodedata import normalize

from hypothesis import assume, given
from hypothesis import strategies as st

from stations.ground.imports.masks import masked_cell
from tests.builders.tables import id_number

MOBILES = st.from_regex(r"1[3-9]\d{9}", fullmatch=True).filter(str.isascii)


@given(st.text(max_size=10), MOBILES | st.integers(0, 100_000).map(id_number), st.text(max_size=10))
def test_a_number_in_the_wrong_column_does_not_leak(before: str, number: str, after: str) -> None:
    assume(not re.fullmatch(r"\d{12}", normalize("NFKC", before + number + after).strip()))
    assert number not in masked_cell(before + number + after)


def test_a_division_code_is_shown_as_it_is() -> None:
    assert masked_cell("150602001000") == "150602001000"


@given(st.text())
def test_no_more_than_forty_characters_are_shown(text: str) -> None:
    assert len(masked_cell(text)) <= 40


def test_a_masked_number_keeps_only_its_ends() -> None:
    assert re.fullmatch(r"138\*{4}78", masked_cell("13812345678"))
