"""Columns by their headings."""

import pytest

from stations.ground.imports.columns import Column, layout_of
from stations.ground.imports.refusals import ColumnsMissing, ColumnTwice

COLUMNS = (
    Column("name", ("姓名", "name")),
    Column("radius", ("服务半径米", "service_radius_meters"), needed=False),
)


@pytest.mark.parametrize(
    "heading", ["姓名", " 姓 名 ", "姓名*", "NAME", "\ufeff姓名".strip("\ufeff"), "姓名（必填）"]
)
def test_headings_are_known_with_spaces_marks_and_remarks(heading: str) -> None:
    assert layout_of([heading], COLUMNS).places == {"name": 0}


def test_columns_may_stand_in_any_order_among_unknown_ones() -> None:
    assert layout_of(["备注", "service_radius_meters", "姓名"], COLUMNS).places == {"radius": 1, "name": 2}


def test_a_missing_column_is_named_with_what_is_there() -> None:
    with pytest.raises(ColumnsMissing) as refused:
        layout_of(["备注"], COLUMNS)
    assert refused.value.facts == {"columns": "姓名", "found": "备注"}


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(ColumnTwice):
        layout_of(["姓名", "name"], COLUMNS)
