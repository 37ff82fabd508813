"""Importing the tree of divisions."""

import random
from pathlib import Path

import pytest

from stations.places.imports.divisions import divisions_kind
from stations.places.models import AdminDivision
from tests.builders.imports import counts_of, faults_of, imported
from tests.builders.tables import csv_of, xlsx_of

pytestmark = pytest.mark.django_db

REAL = Path(__file__).parents[5] / "shared" / "data"
TREE = [
    {"code": "150600000000", "name": "鄂尔多斯市", "level": "city", "parent": ""},
    {"code": "150602000000", "name": "东胜区", "level": "district", "parent": "150600000000"},
    {"code": "150602001000", "name": "交通街道", "level": "subdistrict", "parent": "150602000000"},
    {"code": "150602001007", "name": "鼎盛社区", "level": "community", "parent": "150602001000"},
]


@pytest.mark.parametrize("turn", range(3))
def test_a_tree_comes_in_whatever_the_order_of_its_rows(turn: int) -> None:
    rows = random.Random(turn).sample(TREE, len(TREE))
    assert counts_of(imported(divisions_kind(), csv_of(rows))) == (4, 0, 0)
    community = AdminDivision.objects.get(name="鼎盛社区")
    assert community.parent
    assert community.parent.parent
    assert community.parent.parent.name == "东胜区"


def test_the_same_file_twice_changes_nothing_and_a_new_name_one_row() -> None:
    imported(divisions_kind(), csv_of(TREE))
    assert counts_of(imported(divisions_kind(), xlsx_of(TREE))) == (0, 0, 4)
    renamed = [*TREE[:3], {**TREE[3], "name": "鼎盛新社区"}]
    assert counts_of(imported(divisions_kind(), csv_of(renamed))) == (0, 1, 3)
    assert AdminDivision.objects.filter(name="鼎盛新社区").exists()


def test_a_preview_writes_nothing() -> None:
    outcome = imported(divisions_kind(), csv_of(TREE), commit=False)
    assert (outcome.committed, AdminDivision.objects.count()) == (False, 0)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"code": "1506020010"}, ("code", "code_not_12_digits")),
        ({"name": " "}, ("name", "cell_missing")),
        ({"level": "planet"}, ("level", "word_unknown")),
        ({"level": ""}, ("level", "cell_missing")),
        ({"parent": "150699000000"}, ("parent", "parent_unknown")),
        ({"parent": "150600000000"}, ("parent", "parent_level_wrong")),
        ({"code": "150603001007"}, ("code", "code_not_under_parent")),
        ({"level": "city"}, ("parent", "city_has_no_parent")),
    ],
)
def test_one_wrong_row_is_named_and_none_is_written(wrong: dict[str, str], fault: tuple[str, str]) -> None:
    outcome = imported(divisions_kind(), csv_of([*TREE[:3], {**TREE[3], **wrong}]))
    assert faults_of(outcome) == [(5, *fault)]
    assert (outcome.committed, AdminDivision.objects.count()) == (False, 0)


def test_a_code_comes_once_in_a_file() -> None:
    assert faults_of(imported(divisions_kind(), csv_of([*TREE, TREE[3]]))) == [(6, "code", "line_twice")]


def test_a_revoked_code_keeps_its_dates() -> None:
    rows = [{**row, "废止日期": ""} for row in TREE[:3]] + [{**TREE[3], "废止日期": "2025年7月1日"}]
    imported(divisions_kind(), csv_of(rows))
    assert str(AdminDivision.objects.get(code="150602001007").valid_until) == "2025-07-01"


@pytest.mark.skipif(not REAL.is_dir(), reason="the published division files are not beside this checkout")
@pytest.mark.parametrize(("city", "count"), [("ordos", 98), ("beijing", 366)])
def test_the_published_divisions_of_two_cities_come_in_without_a_fault(city: str, count: int) -> None:
    content = (REAL / f"divisions_{city}.csv").read_bytes()
    outcome = imported(divisions_kind(), content)
    assert (outcome.committed, outcome.new, outcome.report.faults) == (True, count, [])
    assert counts_of(imported(divisions_kind(), content)) == (0, 0, count)
