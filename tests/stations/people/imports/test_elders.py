"""Importing elders."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from stations.ground.imports.kind import Kind
from stations.people.imports.elders import elders_kind
from stations.people.models import DisabilityLevel, Elder, Sex
from stations.people.sealed import blind_index
from stations.places.distance import great_circle_meters
from stations.places.models import CareStation, DivisionLevel
from tests.builders.imports import counts_of, faults_of, imported
from tests.builders.stations import make_division, make_elder, make_station
from tests.builders.tables import csv_of, elder_row, id_number, xlsx_of

TODAY = date(2026, 11, 23)


def kind() -> Kind:
    return elders_kind(today=TODAY, reach=CareStation.objects.all())


@pytest.fixture
def station(db: None) -> CareStation:
    return make_station("S1", name="富兴驿站")


pytestmark = pytest.mark.usefixtures("station")


def test_a_row_as_stations_keep_it_becomes_an_elder() -> None:
    row = elder_row(
        姓名="张 三　丰",
        性别="",
        手机号="+86 138-1234 1234",
        身份证号="１１０１０５１９４９１２３１００２ｘ",
        能力等级="52",
        评估日期="2026年1月5日",
        特殊群体="独居，高龄;低保",
        过敏="无",
        所属驿站="富兴驿站",
    )
    imported(kind(), csv_of([row], encoding="gb18030"))
    elder = Elder.objects.get()
    assert (elder.name, elder.phone, elder.id_number) == ("张三丰", "13812341234", "11010519491231002X")
    assert (elder.sex, elder.birth_date, elder.assessed_on) == (
        Sex.FEMALE,
        date(1949, 12, 31),
        date(2026, 1, 5),
    )
    assert elder.disability_level == DisabilityLevel.MODERATE
    assert (elder.special_groups, elder.allergens) == (["独居", "高龄", "低保"], [])
    assert elder.number.startswith("E")


@pytest.mark.parametrize("datum", ["GCJ02", "BD09", "高德", "百度"])
def test_other_datums_are_converted_and_not_taken_as_they_are(datum: str) -> None:
    imported(kind(), csv_of([elder_row(坐标系=datum)]))
    elder = Elder.objects.get()
    assert 400 < great_circle_meters(elder.latitude, elder.longitude, 39.8220, 110.0050) < 1500


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"姓名": ""}, ("姓名", "cell_missing")),
        ({"身份证号": id_number(2)[:-1] + "?"}, ("身份证号", "id_number_wrong")),
        ({"身份证号": "110105194912310021"}, ("身份证号", "id_number_wrong")),
        ({"身份证号": "150602203001010023"}, ("身份证号", "id_number_wrong")),
        ({"身份证号": "150602194401050000"}, ("身份证号", "id_number_rounded")),
        ({"身份证号": "1.50602E+17"}, ("身份证号", "id_number_rounded")),
        ({"手机号": "12812345678"}, ("手机号", "phone_wrong")),
        ({"身份证号": "", "手机号": ""}, ("身份证号", "person_unidentified")),
        ({"身份证号": "", "性别": ""}, ("性别", "cell_missing")),
        ({"性别": "男"}, ("性别", "sex_differs")),
        ({"性别": "?"}, ("性别", "word_unknown")),
        ({"社区代码": "150602999000"}, ("社区代码", "division_unknown")),
        ({"社区代码": ""}, ("社区代码", "cell_missing")),
        ({"所属驿站": "东风驿站"}, ("所属驿站", "station_unknown")),
        ({"评估日期": "5.1.2026"}, ("评估日期", "date_unreadable")),
        ({"评估日期": "2027-01-01"}, ("评估日期", "date_in_future")),
        ({"能力等级": "91"}, ("能力等级", "number_wrong")),
        ({"能力等级": "还行"}, ("能力等级", "word_unknown")),
        ({"经度": "39.8", "纬度": "110"}, ("纬度", "latitude_and_longitude_swapped")),
        ({"紧急联系电话": "1"}, ("紧急联系电话", "phone_wrong")),
        ({"住址": "长" * 121}, ("住址", "cell_too_long")),
        ({"身份证号": id_number(1)}, ("身份证号", "person_twice")),
        (
            {"身份证号": "", "手机号": elder_row(1)["手机号"], "姓名": elder_row(1)["姓名"]},
            ("手机号", "person_twice"),
        ),
    ],
)
def test_one_wrong_cell_is_named_and_nobody_is_written(
    wrong: dict[str, object], fault: tuple[str, str]
) -> None:
    outcome = imported(kind(), csv_of([elder_row(1), elder_row(2, **wrong)]))
    assert faults_of(outcome) == [(3, *fault)]
    assert (outcome.committed, Elder.objects.count()) == (False, 0)


def test_every_wrong_cell_of_a_row_is_reported_at_once() -> None:
    row = elder_row(手机号="1", 社区代码="0", 评估日期="soon", 所属驿站="")
    columns = {column for _, column, _ in faults_of(imported(kind(), csv_of([row])))}
    assert columns == {"手机号", "社区代码", "评估日期", "所属驿站"}


def test_a_report_shows_no_name_number_phone_or_address() -> None:
    row = elder_row(
        姓名="其木格" * 20,
        身份证号="110105194912310021",
        手机号="1281234567",
        住址="富兴路" * 50,
        紧急联系电话="12812345678",
    )
    shown = [fault.value for fault in imported(kind(), csv_of([row])).report.faults]
    assert len(shown) == 5
    for secret in ("其木", "19491231", "12345", "富兴"):
        assert not [value for value in shown if secret in value]


def test_a_division_that_was_revoked_is_refused_with_its_day() -> None:
    make_division("150602009000", "旧街道", DivisionLevel.SUBDISTRICT, valid_until=date(2026, 1, 1))
    outcome = imported(kind(), csv_of([elder_row(社区代码="150602009000")]))
    (fault,) = outcome.report.faults
    assert "2026-01-01" in fault.text("zh-CN")
    assert "revoked on 2026-01-01" in fault.text("en")


def test_an_unusual_tag_is_kept_and_noted() -> None:
    outcome = imported(kind(), csv_of([elder_row(饮食禁忌="不吃辣")]))
    assert (outcome.committed, faults_of(outcome)) == (True, [(2, "饮食禁忌", "tag_unknown")])
    assert Elder.objects.get().diet_tags == ["不吃辣"]


def test_the_same_file_twice_changes_nothing_in_any_encoding() -> None:
    rows = [elder_row(serial) for serial in range(1, 6)] + [elder_row(7, 身份证号="")]
    assert counts_of(imported(kind(), csv_of(rows, encoding="gb18030"))) == (6, 0, 0)
    before = list(Elder.objects.values())
    assert counts_of(imported(kind(), xlsx_of(rows))) == (0, 0, 6)
    assert list(Elder.objects.values()) == before


def test_what_differs_is_changed_found_by_its_new_value_and_empty_cells_leave_what_is_there() -> None:
    imported(kind(), csv_of([elder_row(1), elder_row(2)]))
    outcome = imported(kind(), csv_of([elder_row(1, 手机号="13911112222", 住址="", 过敏=""), elder_row(2)]))
    assert counts_of(outcome) == (0, 1, 1)
    changed = Elder.objects.get(phone_index=blind_index("13911112222"))
    assert (changed.address, changed.allergens) == ("富兴路1号", ["花生"])


def test_who_was_known_by_name_and_phone_gets_the_identity_number() -> None:
    imported(kind(), csv_of([elder_row(1, 身份证号="")]))
    assert counts_of(imported(kind(), csv_of([elder_row(1)]))) == (0, 1, 0)
    assert Elder.objects.get().id_number == id_number(1)


def test_two_people_may_share_a_phone_and_two_a_name() -> None:
    rows = [
        elder_row(1),
        elder_row(2, 手机号=elder_row(1)["手机号"]),
        elder_row(3, 姓名=elder_row(1)["姓名"]),
    ]
    assert counts_of(imported(kind(), csv_of(rows))) == (3, 0, 0)


def test_an_operator_reaches_only_the_own_station() -> None:
    make_station("S2")
    outcome = imported(
        elders_kind(today=TODAY, reach=CareStation.objects.filter(code="S1")),
        csv_of([elder_row(所属驿站="S2")]),
    )
    assert faults_of(outcome) == [(2, "所属驿站", "station_unknown")]
    elsewhere = make_elder(CareStation.objects.get(code="S2"), id_number=id_number(1))
    outcome = imported(
        elders_kind(today=TODAY, reach=CareStation.objects.filter(code="S1")), csv_of([elder_row(1)])
    )
    assert faults_of(outcome) == [(2, "所属驿站", "person_elsewhere")]
    assert Elder.objects.get() == elsewhere


def test_a_station_name_that_two_have_is_not_guessed() -> None:
    make_station("S2", name="富兴驿站")
    outcome = imported(kind(), csv_of([elder_row(所属驿站="富兴驿站")]))
    assert faults_of(outcome) == [(2, "所属驿站", "station_name_twice")]


def test_a_longer_file_takes_no_query_per_row() -> None:
    imported(kind(), csv_of([elder_row(serial) for serial in range(400)]))
    taken = []
    for rows in (2, 400):
        with CaptureQueriesContext(connection) as queries:
            imported(kind(), csv_of([elder_row(serial) for serial in range(rows)]), commit=False)
        taken.append(len(queries))
    assert taken[0] == taken[1] < 10


class ImportingAgain(TestCase):
    """Whatever the rows; each example begins without elders."""

    @settings(max_examples=25)
    @given(
        st.lists(
            st.builds(
                lambda serial, datum, tags, level: elder_row(
                    serial, 坐标系=datum, 饮食禁忌=tags, 能力等级=level
                ),
                st.integers(0, 5000),
                st.sampled_from(["", "WGS84", "GCJ02", "BD09"]),
                st.sampled_from(["", "低盐", "低盐、清真", "无"]),
                st.sampled_from(["", "轻度", "0", "66", "90"]),
            ),
            min_size=1,
            max_size=6,
            unique_by=lambda row: str(row["身份证号"]),
        )
    )
    def test_importing_again_changes_nothing(self, rows: list[dict[str, object]]) -> None:
        first = imported(kind(), csv_of(rows))
        assert counts_of(first) == (len(rows), 0, 0), faults_of(first)
        before = list(Elder.objects.values())
        assert counts_of(imported(kind(), csv_of(rows, encoding="gb18030"))) == (0, 0, len(rows))
        assert list(Elder.objects.values()) == before
