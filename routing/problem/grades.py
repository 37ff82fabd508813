"""How long something takes carers of a grade, where that is not the same for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass

from routing.problem.validation import require, require_id, require_natural


@dataclass(frozen=True)
class ForGrade:
    """Seconds that it takes a carer of this grade."""

    grade: str
    seconds: int

    def __post_init__(self) -> None:
        require_id(self.grade, "by_grade.grade")
        require_natural(self.seconds, "by_grade.seconds", "")


def seconds_for(grade: str, usual: int, by_grade: tuple[ForGrade, ...]) -> int:
    """What it takes a carer of this grade; the usual seconds where the grade is not named."""
    return next((each.seconds for each in by_grade if each.grade == grade), usual)


def require_grades(by_grade: Iterable[ForGrade], field: str, subject: str) -> None:
    """Each grade is named once."""
    named = [each.grade for each in by_grade]
    for each in named:
        require(named.count(each) == 1, field, subject, f"names grade {each!r} twice")
