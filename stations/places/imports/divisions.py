"""Importing the tree of divisions: code, name, level, parent, and where known since and until when."""

from collections.abc import Sequence

from stations.ground.imports.columns import Column
from stations.ground.imports.comparison import ROWS_AT_ONCE, Comparison
from stations.ground.imports.kind import Kind, Tick, told
from stations.ground.imports.lookup import rows_by
from stations.ground.imports.rows import Row
from stations.places.acts import PARENT_LEVEL
from stations.places.models import AdminDivision, DivisionLevel
from stations.places.selectors import code_prefix

LEVELS = {
    "city": DivisionLevel.CITY,
    "市": DivisionLevel.CITY,
    "district": DivisionLevel.DISTRICT,
    "旗区": DivisionLevel.DISTRICT,
    "区县": DivisionLevel.DISTRICT,
    "subdistrict": DivisionLevel.SUBDISTRICT,
    "街道": DivisionLevel.SUBDISTRICT,
    "乡镇": DivisionLevel.SUBDISTRICT,
    "community": DivisionLevel.COMMUNITY,
    "社区": DivisionLevel.COMMUNITY,
    "村": DivisionLevel.COMMUNITY,
}
COLUMNS = (
    Column("code", ("代码", "code", "区划代码")),
    Column("name", ("名称", "name")),
    Column("level", ("级别", "level", "层级")),
    Column("parent", ("上级代码", "parent", "上级")),
    Column("valid_from", ("启用日期", "valid_from"), needed=False),
    Column("valid_until", ("废止日期", "valid_until"), needed=False),
)
DIGITS = 12


class TreeChanges(Comparison[AdminDivision]):
    """Divisions to add or change; a level is written before the one below it, which points at it."""

    def write(self) -> None:
        """Write level by level."""
        for level in DivisionLevel:
            AdminDivision.objects.bulk_create(
                [division for division in self.added if division.level == level], batch_size=ROWS_AT_ONCE
            )
        self.write_altered()


def divisions_kind() -> Kind:
    """The import of divisions."""
    return Kind("divisions", COLUMNS, judge)


def judge(rows: Sequence[Row], tick: Tick) -> TreeChanges:
    """Read all rows, upper levels first, and compare them with the tree that is there."""
    codes = [row.text("code") for row in rows] + [row.text("parent") for row in rows]
    there = rows_by(AdminDivision.objects.select_related("parent"), "code", codes)
    changes = TreeChanges(AdminDivision)
    lines: dict[str, int] = {}
    # Shorter prefixes first: a parent stands before its children whatever the order of the file.
    for row in told(sorted(rows, key=lambda row: (_depth(row.text("code")), row.number)), tick):
        wanted = _read(row, there, lines)
        if wanted is None:
            continue
        code = str(wanted["code"])
        if code in there:
            changes.compare(there[code], wanted)
        else:
            there[code] = AdminDivision(**wanted)
            changes.added.append(there[code])
    return changes


def _depth(code: str) -> int:
    return len(code_prefix(code)) if _is_code(code) else 0


def _is_code(text: str) -> bool:
    return len(text) == DIGITS and text.isascii() and text.isdecimal()


def _read(row: Row, there: dict[str, AdminDivision], lines: dict[str, int]) -> dict[str, object] | None:
    """The fields of a row, its parent found; None when something is wrong."""
    code = row.needed("code", longest=40)
    name = row.needed("name", longest=80)
    level = row.choice("level", LEVELS)
    valid_from, valid_until = row.day("valid_from"), row.day("valid_until")
    if level is None and not row.text("level"):
        row.wrong("level", "cell_missing")
    if code and not _is_code(code):
        row.wrong("code", "code_not_12_digits")
    if lines.setdefault(code, row.number) != row.number:
        row.wrong("code", "line_twice", line=lines[code])
    if valid_from and valid_until and valid_until <= valid_from:
        row.wrong("valid_until", "ends_before_it_starts")
    parent = _parent(row, code, level, there) if row.sound and level else None
    if not row.sound:
        return None
    return {
        "code": code,
        "name": name,
        "level": level,
        "parent": parent,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }


def _parent(
    row: Row, code: str, level: DivisionLevel, there: dict[str, AdminDivision]
) -> AdminDivision | None:
    wanted = row.text("parent")
    if level == DivisionLevel.CITY:
        if wanted:
            row.wrong("parent", "city_has_no_parent")
        return None
    parent = there.get(wanted)
    if parent is None:
        row.wrong("parent", "parent_unknown")
    elif parent.level != PARENT_LEVEL[level]:
        row.wrong("parent", "parent_level_wrong")
    elif not code.startswith(code_prefix(parent.code)):
        row.wrong("code", "code_not_under_parent")
    return parent
