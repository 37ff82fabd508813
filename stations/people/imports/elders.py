"""Importing elders. A person is known by the identity number, else by name and phone together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet

from stations.ground.imports.columns import Column
from stations.ground.imports.comparison import Comparison
from stations.ground.imports.kind import Kind, Tick, told
from stations.ground.imports.lookup import rows_by
from stations.ground.imports.rows import Row
from stations.people.identity import birth_date_in, is_id_number, plain, plain_phone, sex_in
from stations.people.imports.assessed import DIETS, GROUPS, doubt_unknown, level_in, past_day_in
from stations.people.imports.employers import Employers
from stations.people.imports.persons import SEXES, id_number_in, phone_in
from stations.people.masking import masked_id_number, masked_name, masked_phone, masked_text
from stations.people.models import Elder, Sex
from stations.people.numbering import fresh_numbers
from stations.people.sealed import blind_index, reindex
from stations.places.imports.divided import Divided
from stations.places.imports.positions import position_in
from stations.places.models import CareStation

# The fields of an elder as read from a row.
Wanted = dict[str, Any]

COLUMNS = (
    Column("name", ("姓名", "name"), mask=masked_name),
    Column("sex", ("性别", "sex"), needed=False),
    Column(
        "id_number", ("身份证号", "id_number", "身份证号码", "身份证"), needed=False, mask=masked_id_number
    ),
    Column("phone", ("手机号", "phone", "电话", "联系电话"), needed=False, mask=masked_phone),
    Column("address", ("住址", "address", "地址"), needed=False, mask=masked_text),
    Column("division", ("社区代码", "division", "区划代码")),
    Column("longitude", ("经度", "longitude", "lng")),
    Column("latitude", ("纬度", "latitude", "lat")),
    Column("datum", ("坐标系", "datum"), needed=False),
    Column("disability_level", ("能力等级", "disability_level"), needed=False),
    Column("assessed_on", ("评估日期", "assessed_on"), needed=False),
    Column("special_groups", ("特殊群体", "special_groups"), needed=False),
    Column("diet_tags", ("饮食禁忌", "diet_tags"), needed=False),
    Column("allergens", ("过敏", "allergens", "过敏原"), needed=False),
    Column("station", ("所属驿站", "station")),
    Column("emergency_name", ("紧急联系人", "emergency_name"), needed=False, mask=masked_name),
    Column("emergency_phone", ("紧急联系电话", "emergency_phone"), needed=False, mask=masked_phone),
)


@dataclass(slots=True)
class Known:
    """People by identity number and by name with phone, both as blind indexes."""

    by_id_number: dict[str, Elder] = field(default_factory=dict)
    by_name_and_phone: dict[tuple[str, str], Elder] = field(default_factory=dict)

    def find(self, name: str, id_number: str, phone: str) -> Elder | None:
        """The person, if known; who was known without an identity number may get one."""
        known = self.by_id_number.get(blind_index(id_number)) if id_number else None
        if known is not None or not phone:
            return known
        same = self.by_name_and_phone.get((blind_index(name), blind_index(phone)))
        return None if same and same.id_number and id_number else same


class ElderChanges(Comparison[Elder]):
    """Elders to add or change; numbers are drawn when they are written."""

    def write(self) -> None:
        """Give numbers and indexes, then write."""
        for elder, number in zip(self.added, fresh_numbers("E", len(self.added), Elder), strict=True):
            elder.number = number
        for elder in self.altered:
            self.fields |= set(reindex(elder))
        super().write()


def elders_kind(*, today: date, reach: QuerySet[CareStation]) -> Kind:
    """The import of elders of the stations in reach, with divisions as in force on a day."""
    return Kind("elders", COLUMNS, partial(judge, today=today, reach=reach))


def judge(rows: Sequence[Row], tick: Tick, *, today: date, reach: QuerySet[CareStation]) -> ElderChanges:
    """Read all rows and compare them with the elders who are there."""
    employers, divided, known = Employers(reach), Divided(rows, today), known_among(rows)
    changes = ElderChanges(Elder)
    lines: dict[object, int] = {}
    for row in told(rows, tick):
        wanted = _read(row, employers, divided, today)
        _refuse_twice(row, wanted, lines)
        if not row.sound:
            continue
        there = known.find(wanted["name"], wanted["id_number"], wanted["phone"])
        if there is not None and there.station_id not in employers.reach:
            row.wrong("station", "person_elsewhere")
        elif there is not None:
            changes.compare(there, wanted)
        else:
            changes.added.append(
                Elder(**{name: value for name, value in wanted.items() if value is not None})
            )
    return changes


def known_among(rows: Sequence[Row]) -> Known:
    """The elders who are there of those the rows may mean."""
    elders = Elder.objects.select_related("station", "division")
    id_numbers = {row.number: blind_index(plain(row.text("id_number"))) for row in rows}
    known = Known(rows_by(elders, "id_number_index", id_numbers.values()))
    # Who is found by the identity number need not be looked for by phone.
    others = [row for row in rows if id_numbers[row.number] not in known.by_id_number]
    phones = {blind_index(plain_phone(row.text("phone"))) for row in others}
    for elder in _all_by_phone(elders, phones):
        known.by_name_and_phone[elder.name_index, elder.phone_index] = elder
    return known


def _all_by_phone(elders: QuerySet[Elder], phones: set[str]) -> list[Elder]:
    """Several people may share a phone, so this is not one row a value."""
    wanted, found = sorted(phones - {""}), list[Elder]()
    for begin in range(0, len(wanted), 500):
        found.extend(elders.filter(phone_index__in=wanted[begin : begin + 500]))
    return found


def _read(row: Row, employers: Employers, divided: Divided, today: date) -> Wanted:
    """The fields of a row, as far as they can be read."""
    id_number = id_number_in(row, "id_number", today)
    phone = phone_in(row, "phone")
    if not id_number and not phone:
        row.wrong("id_number", "person_unidentified")
    sound_number = id_number if is_id_number(id_number, today) else ""
    return {
        "name": row.needed("name", longest=40),
        "sex": _sex(row, sound_number),
        "id_number": id_number,
        "birth_date": birth_date_in(sound_number) if sound_number else None,
        "phone": phone,
        "address": row.optional("address", longest=120),
        "division": divided.division_in(row),
        **position_in(row),
        "disability_level": level_in(row, "disability_level"),
        "assessed_on": past_day_in(row, "assessed_on", today),
        "special_groups": doubt_unknown(row, "special_groups", GROUPS),
        "diet_tags": doubt_unknown(row, "diet_tags", DIETS),
        "allergens": row.words("allergens"),
        "station": employers.station_in(row),
        "emergency_name": row.optional("emergency_name", longest=40),
        "emergency_phone": phone_in(row, "emergency_phone"),
    }


def _sex(row: Row, id_number: str) -> Sex | None:
    """The sex as written, else as the identity number says; the two may not differ."""
    written = row.choice("sex", SEXES)
    if not id_number:
        if written is None and not row.text("sex"):
            row.wrong("sex", "cell_missing")
        return written
    if written and written != sex_in(id_number):
        row.wrong("sex", "sex_differs")
    return sex_in(id_number)


def _refuse_twice(row: Row, wanted: Wanted, lines: dict[object, int]) -> None:
    """Refuse a person who was in a line before."""
    persons: list[tuple[str, object]] = []
    if wanted["id_number"]:
        persons.append(("id_number", wanted["id_number"]))
    if wanted["phone"]:
        persons.append(("phone", (wanted["name"], wanted["phone"])))
    before = [(field, lines[person]) for field, person in persons if person in lines]
    if before:
        row.wrong(before[0][0], "person_twice", line=before[0][1])
    for _, person in persons:
        lines.setdefault(person, row.number)
