"""Demands on pinned starts: what they are pinned to must be possible at that minute."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from routing.problem.validation import require
from routing.problem.visits import Starts, Visit


class PinnedSpan(NamedTuple):
    """What a carer of the quickest grade does at a visit from a pinned start on, in seconds of the day."""

    start_at: int
    end_at: int
    visit: str


def pinned_start(visit: Visit, part: int) -> int | None:
    """The start of the first part is pinned, and with it that of parts that start together."""
    start_at = visit.pin.start_at if visit.pin is not None else None
    return start_at if part == 0 or visit.starts == Starts.TOGETHER else None


def pinned_span(visit: Visit, carer: str) -> PinnedSpan | None:
    """When the carer is bound by the visit, if both the carer and the start are pinned."""
    carers = visit.pin.carers or () if visit.pin is not None else ()
    if carer not in carers:
        return None
    part = carers.index(carer)
    start = pinned_start(visit, part)
    return None if start is None else PinnedSpan(start, start + visit.parts[part].least_seconds, visit.id)


def against_minute(visit: Visit, *, loaded: bool = False) -> str:
    """Why no plan can begin the visit at its pinned start, in words after "is pinned to"; else nothing.

    `loaded` tells that its meal is in somebody's box already.
    """
    start_at, meal = pinned_start(visit, 0), visit.meal
    if start_at is None or meal is None:
        return ""
    if start_at < meal.ready_at and not loaded:
        return f"{start_at}, before its meal is ready ({meal.ready_at})"
    handed_over = start_at + visit.parts[0].service_seconds
    if meal.limit_seconds is not None and handed_over > meal.ready_at + meal.limit_seconds:
        return f"{start_at}, when its meal could not be handed over hot any more"
    return ""


def clashes(visits: Collection[Visit]) -> Iterator[tuple[str, PinnedSpan, PinnedSpan]]:
    """Carers with two visits pinned to them of which the second would begin before the first ends."""
    carers = {each for visit in visits if visit.pin is not None for each in visit.pin.carers or ()}
    for carer in sorted(carers):
        spans = sorted(span for visit in visits if (span := pinned_span(visit, carer)) is not None)
        for first, second in pairwise(spans):
            if second.start_at < first.end_at:
                yield carer, first, second


def require_possible_minutes(visits: Iterable[Visit], loaded: Collection[str]) -> None:
    """Raise ProblemError at the first start that no plan can keep; the visits have not begun.

    `loaded` are those whose meal is in somebody's box already.
    """
    visits = tuple(visits)
    for visit in visits:
        reason = against_minute(visit, loaded=visit.id in loaded)
        require(not reason, "visits.pin.start_at", visit.id, f"is pinned to {reason}; pin another time")
    for carer, first, second in clashes(visits):
        text = f"is pinned to {carer!r} at {second.start_at}, who is pinned to {first.visit!r} until"
        text = f"{text} {first.end_at}; pin somebody else or another time"
        require(False, "visits.pin.start_at", second.visit, text)
