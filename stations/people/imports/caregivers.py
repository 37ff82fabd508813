"""Importing caregivers, one row a certificate. A person is known by the phone within the station."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.db.models import QuerySet

from stations.ground.imports.columns import Column
from stations.ground.imports.kind import Kind, Tick, told
from stations.ground.imports.rows import Row
from stations.people.identity import plain_phone
from stations.people.imports.certificates import Certificate, certificate_in
from stations.people.imports.employers import Employers
from stations.people.imports.persons import SEXES, phone_in
from stations.people.imports.staff import Person, Staff, Wanted, person_of
from stations.people.masking import masked_name, masked_phone
from stations.people.models import Occupation, TravelMode
from stations.places.models import CareStation

OCCUPATIONS = {
    "护理员": Occupation.CAREGIVER,
    "养老护理员": Occupation.CAREGIVER,
    "护士": Occupation.NURSE,
    "康复师": Occupation.THERAPIST,
    "康复治疗师": Occupation.THERAPIST,
    "送餐员": Occupation.MEAL_COURIER,
    "志愿者": Occupation.VOLUNTEER,
    **{occupation.value: occupation for occupation in Occupation},
}
TRAVEL_MODES = {
    "步行": TravelMode.WALKING,
    "电动车": TravelMode.BIKE,
    "自行车": TravelMode.BIKE,
    "汽车": TravelMode.CAR,
    **{mode.value: mode for mode in TravelMode},
}
LANGUAGES = {
    "汉语": "zh",
    "普通话": "zh",
    "中文": "zh",
    "蒙语": "mn",
    "蒙古语": "mn",
    "英语": "en",
}
COLUMNS = (
    Column("name", ("姓名", "name"), mask=masked_name),
    Column("sex", ("性别", "sex")),
    Column("phone", ("手机号", "phone", "电话"), mask=masked_phone),
    Column("station", ("所属驿站", "station")),
    Column("occupation", ("工种", "occupation")),
    Column("credential_kind", ("证书类型", "credential_kind"), needed=False),
    Column("credential_number", ("证书编号", "credential_number"), needed=False),
    Column("credential_until", ("证书有效期", "credential_until", "valid_until"), needed=False),
    Column("travel_mode", ("交通方式", "travel_mode"), needed=False),
    Column("box_capacity", ("餐箱容量", "box_capacity"), needed=False),
    Column("languages", ("语言", "languages"), needed=False),
)
LARGEST_BOX = 200


def caregivers_kind(*, today: date, reach: QuerySet[CareStation]) -> Kind:
    """The import of caregivers of the stations in reach."""
    return Kind("caregivers", COLUMNS, partial(judge, today=today, reach=reach))


def judge(rows: Sequence[Row], tick: Tick, *, today: date, reach: QuerySet[CareStation]) -> Staff:
    """Read all rows and compare them with the caregivers and certificates that are there."""
    employers = Employers(reach)
    staff = Staff(plain_phone(row.text("phone")) for row in rows)
    written: dict[Person, tuple[int, Wanted]] = {}
    papers: dict[tuple[Person, str, str], int] = {}
    for row in told(rows, tick):
        wanted = _read(row, employers)
        certificate = certificate_in(row, today)
        if not row.sound:
            continue
        person = person_of(wanted)
        _refuse_differing(row, wanted, written.setdefault(person, (row.number, wanted)))
        _refuse_twice(row, person, certificate, papers)
        if row.sound:
            staff.take(person, wanted, certificate)
    return staff


def _read(row: Row, employers: Employers) -> Wanted:
    """The fields of a row, as far as they can be read."""
    wanted: Wanted = {
        "name": row.needed("name", longest=40),
        "sex": row.choice("sex", SEXES),
        "phone": phone_in(row, "phone"),
        "station": employers.station_in(row),
        "occupation": row.choice("occupation", OCCUPATIONS),
        "travel_mode": row.choice("travel_mode", TRAVEL_MODES),
        "box_capacity": row.whole_between("box_capacity", 0, LARGEST_BOX),
        "languages": [LANGUAGES.get(word, word) for word in row.words("languages")],
    }
    for field in ("sex", "phone", "occupation"):
        if not row.text(field):
            row.wrong(field, "cell_missing")
    return wanted


def _refuse_differing(row: Row, wanted: Wanted, first: tuple[int, Wanted]) -> None:
    """Refuse a second row of a person that says something else about them."""
    line, before = first
    differing = [field for field, value in wanted.items() if value != before[field]]
    if differing:
        row.wrong(differing[0], "person_differs", line=line)


def _refuse_twice(
    row: Row,
    person: Person,
    certificate: Certificate | None,
    papers: dict[tuple[Person, str, str], int],
) -> None:
    """Refuse a row that says what an earlier one said."""
    kind, number = (certificate.kind.value, certificate.number) if certificate else ("", "")
    line = papers.setdefault((person, kind, number), row.number)
    if line != row.number:
        row.wrong("credential_number" if certificate else "phone", "line_twice", line=line)
