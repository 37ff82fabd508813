"""Why a visit is in no round: for every carer the first rule in the way, read off the frozen problem."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from dispatch.orders.matching import Misfit
from routing.plan import Plan, StopKind
from routing.problem import Carer, Problem, Visit


class Verdict(StrEnum):
    """Whether a visit could be served at all, were the day empty."""

    IMPOSSIBLE = "impossible"
    BLOCKED_BY = "blocked_by"


class Hindrance(StrEnum):
    """What stands in the way besides the rules of `orders.matching`; worded in plan_reasons.json."""

    BOX_TOO_SMALL = "box_too_small"
    PINNED_TO_OTHERS = "pinned_to_others"
    NO_ROOM = "no_room"


@dataclass(frozen=True, slots=True)
class Reason:
    """The first rule in one carer's way; `about` is the credential's kind where it is one."""

    carer: str
    code: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Why one visit is in no round; `blocked_by` are the visits served in its place."""

    visit: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    blocked_by: tuple[str, ...] = ()


def certificates(problem: Problem, plan: Plan) -> list[dict[str, object]]:
    """A certificate for each unserved visit, as plain data."""
    return [asdict(_certificate(problem, plan, problem.visit_by_id[each])) for each in plan.unserved]


def _certificate(problem: Problem, plan: Plan, visit: Visit) -> Certificate:
    reasons = tuple(first_rule(problem, carer, visit) or _no_room(carer) for carer in problem.carers)
    free = [each.carer for each in reasons if each.code == Hindrance.NO_ROOM]
    if len(free) < len(visit.parts):
        return Certificate(visit.id, Verdict.IMPOSSIBLE, reasons)
    return Certificate(visit.id, Verdict.BLOCKED_BY, reasons, tuple(sorted(set(_rivals(plan, visit, free)))))


def first_rule(problem: Problem, carer: Carer, visit: Visit) -> Reason | None:
    """The first rule that keeps the carer from the visit even in an empty round; None when none does."""
    part = visit.parts[0]
    if not set(part.skills) <= set(carer.skills):
        return Reason(carer.id, Misfit.OCCUPATION.value)
    for kind in part.credentials:
        if not carer.holds(kind, problem.day):
            known = any(paper.kind == kind for paper in carer.credentials)
            code = Misfit.CREDENTIAL_EXPIRED if known else Misfit.CREDENTIAL_MISSING
            return Reason(carer.id, code.value, kind)
    if visit.pin and visit.pin.carers and carer.id not in visit.pin.carers:
        return Reason(carer.id, Hindrance.PINNED_TO_OTHERS)
    if visit.meal and visit.meal.boxes > carer.box_capacity:
        return Reason(carer.id, Hindrance.BOX_TOO_SMALL)
    if not _on_shift(carer, visit):
        return Reason(carer.id, Misfit.NO_SHIFT.value)
    return None


def _on_shift(carer: Carer, visit: Visit) -> bool:
    """Whether some shift leaves time to start inside a window and finish; the ways come on top."""
    free_at = carer.frozen.free_at if carer.frozen else 0
    return any(
        max(shift.from_, window.from_, free_at)
        <= min(window.until, shift.until - visit.parts[0].service_seconds)
        for shift in carer.shifts
        for window in visit.windows
    )


def _no_room(carer: Carer) -> Reason:
    return Reason(carer.id, Hindrance.NO_ROOM)


def _rivals(plan: Plan, visit: Visit, carers: list[str]) -> Iterator[str]:
    """Visits of these carers that lie in the time the visit would need."""
    opens = min(window.from_ for window in visit.windows)
    closes = max(window.until for window in visit.windows) + visit.parts[0].service_seconds
    for each in plan.rounds:
        for stop in each.stops if each.carer in carers else ():
            if stop.kind == StopKind.VISIT and stop.start_at < closes and stop.end_at > opens:
                yield stop.about
