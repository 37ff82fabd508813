"""Cells about abilities and needs."""

from collections.abc import Set as AbstractSet
from datetime import date

from stations.ground.imports.cells import number_in
from stations.ground.imports.rows import Row
from stations.people.models import DisabilityLevel

LEVELS = {
    "能力完好": DisabilityLevel.INTACT,
    "完好": DisabilityLevel.INTACT,
    "自理": DisabilityLevel.INTACT,
    "轻度": DisabilityLevel.MILD,
    "轻度失能": DisabilityLevel.MILD,
    "中度": DisabilityLevel.MODERATE,
    "中度失能": DisabilityLevel.MODERATE,
    "重度": DisabilityLevel.SEVERE,
    "重度失能": DisabilityLevel.SEVERE,
    "完全失能": DisabilityLevel.COMPLETE,
    "完全": DisabilityLevel.COMPLETE,
    **{level.value: level for level in DisabilityLevel},
}
# GB/T 42195-2022: the least points of each level.
LEAST_POINTS = (
    (90, DisabilityLevel.INTACT),
    (66, DisabilityLevel.MILD),
    (46, DisabilityLevel.MODERATE),
    (30, DisabilityLevel.SEVERE),
    (0, DisabilityLevel.COMPLETE),
)
MOST_POINTS = 90
GROUPS = frozenset({"独居", "空巢", "失能", "失独", "高龄", "特困", "低保", "低收入", "优抚", "计生特殊家庭"})
DIETS = frozenset({"低盐", "低糖", "少油", "软食", "流食", "无骨无刺", "清真"})


def level_in(row: Row, field: str) -> DisabilityLevel | None:
    """A level by its word or by the points of the assessment, 0 to 90."""
    points = number_in(row.text(field))
    if points is None:
        return row.choice(field, LEVELS)
    if not 0 <= points <= MOST_POINTS:
        row.wrong(field, "number_wrong", least=0, most=MOST_POINTS)
        return None
    return next(level for least, level in LEAST_POINTS if points >= least)


def past_day_in(row: Row, field: str, today: date) -> date | None:
    """A day that is not after today; None for an empty cell."""
    day = row.day(field)
    if day and day > today:
        row.wrong(field, "date_in_future")
    return day


def doubt_unknown(row: Row, field: str, known: AbstractSet[str]) -> list[str]:
    """A list of words; one that is not among those known is kept and reported."""
    words = row.words(field)
    if strange := [word for word in words if word not in known]:
        row.doubtful(field, "tag_unknown", tags="、".join(strange), known="、".join(sorted(known)))
    return words
