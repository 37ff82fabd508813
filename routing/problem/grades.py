"""How long something takes carers of a grade, where that is not the same for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass

from routing.problem.validation import require_id, require_natural, require_unique


@dataclass(frozen=True)
class ForGrade:
    """Seconds that it takes a carer of this grade."""

    grade: str
    seconds: int


def seconds_for(grade: str, usual: int, by_grade: tuple[ForGrade, ...]) -> int:
    """What it takes a carer of this grade; the usual seconds where the grade is not named."""
    return next((each.seconds for each in by_grade if each.grade == grade), usual)


def require_grades(by_grade: Iterable[ForGrade], field: str, subject: str) -> None:
    """Whole numbers of seconds, each grade named once."""
    for each in by_grade:
        require_id(each.grade, f"{field}.grade")
        require_natural(each.seconds, f"{field}.seconds", subject)
    require_unique((each.grade for each in by_grade), f"{field}.grade", subject)
