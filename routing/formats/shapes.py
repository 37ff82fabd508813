"""What a foreign document has to look like, held against it before anything is read.

A shape is called with a value, its path in the document, and the id of the record around it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from routing.problem import ProblemError
from routing.problem.errors import joined, spelled
from routing.problem.validation import LARGEST_NUMBER, require

Shape = Callable[[Any, str, str], None]


def string(value: Any, path: str, subject: str) -> None:
    """Text that is not empty."""
    require(isinstance(value, str) and bool(value), path, subject, f"must be text, is {spelled(value)}")


def truth(value: Any, path: str, subject: str) -> None:
    """True or false."""
    require(isinstance(value, bool), path, subject, f"must be true or false, is {spelled(value)}")


def number(value: Any, path: str, subject: str) -> None:
    """A number that is not beyond all measure."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST_NUMBER:
        wanted = f"a number from -{LARGEST_NUMBER} to {LARGEST_NUMBER}"
        raise ProblemError(path, subject, f"must be {wanted}, is {spelled(value)}")


def whole(value: Any, path: str, subject: str) -> None:
    """A whole number from 0."""
    sound = type(value) is int and 0 <= value <= LARGEST_NUMBER
    require(sound, path, subject, f"must be a whole number from 0 to {LARGEST_NUMBER}, is {spelled(value)}")


def anything(value: Any, path: str, subject: str) -> None:
    """Looked at by whoever reads it."""


def one_of(*names: str) -> Shape:
    """One of these words."""

    def hold(value: Any, path: str, subject: str) -> None:
        known = isinstance(value, str) and value in names
        require(known, path, subject, f"must be one of {', '.join(names)}, is {spelled(value)}")

    return hold


def listed(shape: Shape, *, least: int = 0, exactly: int | None = None) -> Shape:
    """A list of such values."""

    def hold(value: Any, path: str, subject: str) -> None:
        require(isinstance(value, list), path, subject, f"must be a list, is {spelled(value)}")
        if exactly is not None:
            require(len(value) == exactly, path, subject, f"must have {exactly} entries, has {len(value)}")
        require(len(value) >= least, path, subject, f"must have at least {least} entry")
        for rank, each in enumerate(value):
            shape(each, f"{path}[{rank}]", subject)

    return hold


def mapped(shape: Shape) -> Shape:
    """An object of such values under any names."""

    def hold(value: Any, path: str, subject: str) -> None:
        require(isinstance(value, dict), path, subject, f"must be an object, is {spelled(value)}")
        for name, each in value.items():
            shape(each, joined(path, name), subject)

    return hold


def record(needed: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """An object with these fields; optional ones may be null, others than these are left alone."""

    def hold(value: Any, path: str, subject: str) -> None:
        is_object = isinstance(value, dict)
        require(is_object, path or "document", subject, f"must be an object, is {spelled(value)}")
        own = value.get("id")
        subject = str(own) if isinstance(own, str | int) and own != "" else subject
        for name, shape in needed.items():
            require(name in value, joined(path, name), subject, "is missing")
            shape(value[name], joined(path, name), subject)
        for name, shape in (optional or {}).items():
            if value.get(name) is not None:
                shape(value[name], joined(path, name), subject)

    return hold


@contextmanager
def about(subject: str) -> Iterator[None]:
    """What is refused in here without an id is told of this one."""
    try:
        yield
    except ProblemError as error:
        if error.subject:
            raise
        raise ProblemError(error.field, subject, error.text) from None
