"""Accepted minutes that no plan could keep any more are given up; the time stays as a promise."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from routing.problem import Pin, Visit, against_minute, clashes


def without_impossible_minutes(visits: Sequence[Visit], loaded: Collection[str]) -> tuple[Visit, ...]:
    """The visits, held to no minute before their meal is ready, when it is cold, or when their caregiver is
    held by another one.

    `loaded` are those whose meal is in somebody's box already.
    """
    possible = [
        _at_any_minute(each) if against_minute(each, loaded=each.id in loaded) else each for each in visits
    ]
    clashing = {span.visit for _, first, second in clashes(possible) for span in (first, second)}
    return tuple(_at_any_minute(each) if each.id in clashing else each for each in possible)


def _at_any_minute(visit: Visit) -> Visit:
    """With the caregivers it is held to, if any."""
    carers = visit.pin.carers if visit.pin is not None else None
    return replace(visit, pin=None if carers is None else Pin(carers))
