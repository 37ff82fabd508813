"""Small demands that the records of a problem make on their own fields."""

from collections.abc import Iterable

from routing.problem.errors import ProblemError, spelled

# Wide enough for scaled benchmark times, narrow enough that sums of times stay far within 64 bits. A weight
# times a value may leave them: then the proof declines.
LARGEST_NUMBER = 10**10


def require(holds: bool, field: str, subject: str, text: str) -> None:
    """Raise ProblemError unless the demand holds."""
    if not holds:
        raise ProblemError(field, subject, text)


def require_id(value: str, field: str) -> None:
    """An id is a string that is not empty, and that can be written in UTF-8."""
    require(bool(value) and value == value.strip(), field, value, "an id must be text without outer spaces")
    is_whole = not any("\ud800" <= each <= "\udfff" for each in value)
    require(is_whole, field, value, "an id must be text without halves of characters")


def require_natural(value: int | None, field: str, subject: str) -> None:
    """A count, a number of seconds or a weight is a whole number from 0."""
    if value is None or 0 <= value <= LARGEST_NUMBER:
        return
    raise ProblemError(field, subject, f"must be from 0 to {LARGEST_NUMBER}, is {spelled(value)}")


def require_unique(ids: Iterable[str], field: str, owner: str = "") -> None:
    """No id may stand for two things; `owner` is the id of the record that names them."""
    seen: set[str] = set()
    for each in ids:
        text = f"{each!r} is named twice" if owner else "this id is used twice"
        require(each not in seen, field, owner or each, text)
        seen.add(each)


def require_known(wanted: Iterable[str], known: Iterable[str], field: str, subject: str) -> None:
    """Every id that is referred to must exist."""
    known = set(known)
    for each in wanted:
        require(each in known, field, subject, f"{each!r} does not exist")
