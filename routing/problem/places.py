"""Places, and kitchens where meals are loaded."""

from dataclasses import dataclass
from itertools import pairwise

from routing.problem.grades import ForGrade, require_grades, seconds_for
from routing.problem.validation import require, require_id, require_natural


@dataclass(frozen=True)
class Window:
    """A closed range of instants, in seconds from the start of the day: from_ <= instant <= until.

    Windows limit the START of a service; the last allowed start is `until` itself.
    """

    from_: int
    until: int

    def __post_init__(self) -> None:
        require_natural(self.from_, "windows.from", "")
        require_natural(self.until, "windows.until", "")
        require(
            self.from_ <= self.until, "windows", "", f"ends ({self.until}) before it starts ({self.from_})"
        )

    def holds(self, instant: int) -> bool:
        """Whether a start at this instant, in seconds, lies inside; both ends do."""
        return self.from_ <= instant <= self.until


def require_in_order(windows: tuple[Window, ...], field: str, subject: str) -> None:
    """One after the other; the last instant of one may be the first of the next."""
    for first, second in pairwise(windows):
        require(first.until <= second.from_, field, subject, "must be in order and may not overlap")


@dataclass(frozen=True)
class Place:
    """A point on the ground; its rank in Problem.places is its row in every travel matrix.

    Coordinates are WGS-84 degrees and may be absent when matrices are given.
    """

    id: str
    latitude: float | None = None
    longitude: float | None = None

    def __post_init__(self) -> None:
        require_id(self.id, "places.id")
        both = (self.latitude is None) == (self.longitude is None)
        require(both, "places.latitude", self.id, "latitude and longitude come together")
        for name, limit in (("latitude", 90), ("longitude", 180)):
            degrees = getattr(self, name)
            on_earth = degrees is None or -limit <= degrees <= limit
            text = f"must be from -{limit} to {limit}, is {degrees}"
            require(on_earth, f"places.{name}", self.id, text)


@dataclass(frozen=True)
class Kitchen:
    """Where meals are loaded; one stop there takes `loading_seconds`, whatever the number of boxes.

    `setup_seconds` come before it as before a visit. `loading_by_grade` and `setup_by_grade` tell what they
    take carers of some grades.
    """

    id: str
    place: str
    loading_seconds: int = 0
    windows: tuple[Window, ...] = ()
    setup_seconds: int = 0
    loading_by_grade: tuple[ForGrade, ...] = ()
    setup_by_grade: tuple[ForGrade, ...] = ()

    def __post_init__(self) -> None:
        require_id(self.id, "kitchens.id")
        require_natural(self.loading_seconds, "kitchens.loading_seconds", self.id)
        require_natural(self.setup_seconds, "kitchens.setup_seconds", self.id)
        require_in_order(self.windows, "kitchens.windows", self.id)
        for name in ("loading_by_grade", "setup_by_grade"):
            require_grades(getattr(self, name), f"kitchens.{name}", self.id)

    def loading_for(self, grade: str) -> int:
        """Seconds of loading for a carer of this grade."""
        return seconds_for(grade, self.loading_seconds, self.loading_by_grade)

    def setup_for(self, grade: str) -> int:
        """Seconds of setup for a carer of this grade."""
        return seconds_for(grade, self.setup_seconds, self.setup_by_grade)
