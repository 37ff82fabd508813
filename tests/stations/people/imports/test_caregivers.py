"""Importing caregivers."""

from datetime import date

import pytest

from stations.ground.imports.kind import Kind
from stations.people.imports.caregivers import caregivers_kind
from stations.people.models import Caregiver, Credential, Occupation, TravelMode
from stations.places.models import CareStation
from tests.builders.imports import counts_of, faults_of, imported
from tests.builders.stations import make_station
from tests.builders.tables import caregiver_row, csv_of, xlsx_of

TODAY = date(2026, 11, 23)


def kind() -> Kind:
    return caregivers_kind(today=TODAY, reach=CareStation.objects.all())


@pytest.fixture(autouse=True)
def station(db: None) -> CareStation:
    return make_station("S1", name="富兴驿站")


def test_a_row_becomes_a_caregiver_with_a_certificate() -> None:
    imported(kind(), csv_of([caregiver_row(证书有效期="2024年1月5日至2027/1/4")]))
    caregiver, paper = Caregiver.objects.get(), Credential.objects.get()
    assert (caregiver.occupation, caregiver.travel_mode) == (Occupation.CAREGIVER, TravelMode.BIKE)
    assert (caregiver.box_capacity, caregiver.languages) == (12, ["zh", "mn"])
    assert (paper.caregiver, paper.valid_from, paper.valid_until) == (
        caregiver,
        date(2024, 1, 5),
        date(2027, 1, 4),
    )


def test_several_rows_of_a_person_are_several_certificates() -> None:
    rows = [
        caregiver_row(1),
        caregiver_row(1, 证书类型="护士执业证", 证书编号="N1"),
        caregiver_row(2, 证书类型="", 证书编号="", 证书有效期=""),
    ]
    assert counts_of(imported(kind(), csv_of(rows))) == (2, 0, 0)
    assert Credential.objects.count() == 2


def test_the_same_file_twice_changes_nothing_and_a_renewed_certificate_one_person() -> None:
    rows = [caregiver_row(1), caregiver_row(1, 证书类型="护士执业证", 证书编号="N1"), caregiver_row(2)]
    imported(kind(), csv_of(rows))
    before = list(Caregiver.objects.values()), list(Credential.objects.values())
    assert counts_of(imported(kind(), xlsx_of(rows))) == (0, 0, 2)
    assert (list(Caregiver.objects.values()), list(Credential.objects.values())) == before
    renewed = [rows[0], {**rows[1], "证书有效期": "2029-01-01"}, rows[2]]
    assert counts_of(imported(kind(), csv_of(renewed))) == (0, 1, 1)
    assert Credential.objects.get(number="N1").valid_until == date(2029, 1, 1)


def test_a_renewal_leaves_the_days_before_it_valid_and_imported_twice_changes_nothing() -> None:
    first, renewal = ("2024-01-05至2026-01-04", "2026-01-05至2028-01-04")
    imported(kind(), csv_of([caregiver_row(证书有效期=first)]))
    assert counts_of(imported(kind(), csv_of([caregiver_row(证书有效期=renewal)]))) == (0, 1, 0)
    periods = Credential.objects.order_by("valid_until").values_list("valid_from", "valid_until")
    assert list(periods) == [
        (date(2024, 1, 5), date(2026, 1, 4)),
        (date(2026, 1, 5), date(2028, 1, 4)),
    ]
    for again in (first, renewal):
        assert counts_of(imported(kind(), csv_of([caregiver_row(证书有效期=again)]))) == (0, 0, 1)


def test_a_day_typed_wrong_is_corrected_where_it_stands() -> None:
    for written in ("2024-01-05至2026-01-04", "2026-01-05至2028-01-04", "2023-01-05至2026-01-04"):
        imported(kind(), csv_of([caregiver_row(证书有效期=written)]))
    imported(kind(), csv_of([caregiver_row(证书有效期="2026-01-05至2027-01-04")]))
    periods = Credential.objects.order_by("valid_until").values_list("valid_from", "valid_until")
    assert list(periods) == [
        (date(2023, 1, 5), date(2026, 1, 4)),
        (date(2026, 1, 5), date(2027, 1, 4)),
    ]


def test_an_expired_certificate_is_noted_and_kept() -> None:
    outcome = imported(kind(), csv_of([caregiver_row(证书有效期="2026-11-22")]))
    assert (outcome.committed, faults_of(outcome)) == (True, [(2, "证书有效期", "certificate_expired")])
    assert not imported(kind(), csv_of([caregiver_row(证书有效期="2026-11-23")])).report.faults


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"姓名": ""}, ("姓名", "cell_missing")),
        ({"手机号": ""}, ("手机号", "cell_missing")),
        ({"手机号": "5"}, ("手机号", "phone_wrong")),
        ({"工种": "厨师"}, ("工种", "word_unknown")),
        ({"性别": ""}, ("性别", "cell_missing")),
        ({"证书类型": "驾照"}, ("证书类型", "word_unknown")),
        ({"证书类型": ""}, ("证书类型", "cell_missing")),
        ({"证书有效期": ""}, ("证书有效期", "cell_missing")),
        ({"证书有效期": "长期"}, ("证书有效期", "date_unreadable")),
        ({"证书有效期": "2027-01-01至2026-12-31"}, ("证书有效期", "ends_before_it_starts")),
        ({"餐箱容量": "很多"}, ("餐箱容量", "number_wrong")),
        ({"餐箱容量": "1.5"}, ("餐箱容量", "number_not_whole")),
        ({"交通方式": "骑马"}, ("交通方式", "word_unknown")),
        ({"所属驿站": "S9"}, ("所属驿站", "station_unknown")),
        ({"手机号": caregiver_row(1)["手机号"]}, ("姓名", "person_differs")),
        (caregiver_row(1), ("证书编号", "line_twice")),
    ],
)
def test_one_wrong_cell_is_named_and_nobody_is_written(
    wrong: dict[str, object], fault: tuple[str, str]
) -> None:
    outcome = imported(kind(), csv_of([caregiver_row(1), caregiver_row(2, **wrong)]))
    assert faults_of(outcome) == [(3, *fault)]
    assert (outcome.committed, Caregiver.objects.count()) == (False, 0)
