"""Plans made by hand, so that the judge is held against arithmetic and not against the solver."""

from typing import Any

from routing.check import check
from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Kitchen, Meal, Problem
from tests.routing.small_days import HOUR, MINUTE, alone, at, carer, day, visit

EIGHT, NINE, TEN, ELEVEN, NOON = (hour * HOUR for hour in (8, 9, 10, 11, 12))
LIN, WU = carer("lin"), carer("wu")
KITCHEN = Kitchen("kitchen", "base", 5 * MINUTE, (at(11, for_minutes=60),))


def codes(problem: Problem, *rounds: Round, unserved: tuple[str, ...] = ()) -> list[str]:
    """What a plan of these rounds breaks."""
    return sorted(each.code for each in check(problem, Plan(rounds, unserved)).broken)


def one(**rules: Any) -> Problem:
    """Lin with one visit; `lin` are her own rules, all others the visit's."""
    who: dict[str, Any] = rules.pop("lin", {})
    return alone(carer("lin", **who), visit("v", **rules))


def crew(names: str, *visits: Any, **rules: Any) -> Problem:
    """A day of carers without rules of their own."""
    return day([carer(name) for name in names.split()], list(visits), **rules)


def kitchen_day(
    boxes: int = 2, limit: int | None = 7200, load: tuple[int, ...] = (), **rules: Any
) -> Problem:
    """Lin with two meals that are ready at eleven; `w` are rules of the second visit."""
    food, second = Meal("kitchen", ELEVEN, limit_seconds=limit, load=load), rules.pop("w", {})
    visits = [visit("v", minutes=10, meal=food), visit("w", minutes=10, meal=food, **second)]
    return alone(carer("lin", box_capacity=boxes, **rules), *visits, kitchens=(KITCHEN,))


def stop(about: str, start: int, minutes: int = 30, place: str = "near", **rest: Any) -> Stop:
    arrive_at = rest.pop("arrive_at", start)
    kind = rest.pop("kind", StopKind.VISIT)
    return Stop(kind, about, place, arrive_at, start, start + minutes * MINUTE, **rest)


def pause(start: int, place: str = "near", minutes: int = 30, about: str = "lunch", **rest: Any) -> Stop:
    return stop(about, start, minutes, place, kind=StopKind.BREAK, **rest)


def loaded(start: int, *meals: str, minutes: int = 5) -> Stop:
    return stop("kitchen", start, minutes, "base", kind=StopKind.PICKUP, meals=meals)


def walked(*stops: Stop, who: str = "lin", shift: int = 0, way: int = MINUTE) -> Round:
    """A round that leaves base in time for its first stop and comes home from the last, a minute away."""
    return Round(who, shift, stops[0].arrive_at - way, stops[-1].end_at + way, stops)


def brought(load: Stop, *stops: Stop) -> Round:
    """A round that begins at the kitchen, which is where the carer starts from."""
    return Round("lin", 0, load.start_at, stops[-1].end_at + MINUTE, (load, *stops))
