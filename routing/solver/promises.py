"""Plans with a stability budget: a start that keeps as many promises as possible, and what exceeds it."""

from dataclasses import replace

from routing.plan import Plan
from routing.problem import Pin, Problem, Visit, Window, against_coming
from routing.problem.validation import LARGEST_NUMBER
from routing.solver.assemble import assemble
from routing.solver.budget import Cancelled, never
from routing.solver.compile import compile_model
from routing.solver.construct import construct
from routing.solver.draft import Draft
from routing.solver.snapshots import promises_over_budget_with
from routing.solver.trial import Trial


def promised_plan(problem: Problem, *, cancelled: Cancelled = never) -> Plan:
    """Promised visits only as promised, before all others; those whose carers are tied by more stay free."""
    tied = _tied(problem)
    above = min(LARGEST_NUMBER // 2, max(each.cost_of_dropping for each in problem.visits))
    visits = tuple(
        each if each.id in tied else _before_others(problem, each, above) for each in problem.visits
    )
    draft = Draft(compile_model(replace(problem, visits=visits, maximum_broken_promises=None)))
    construct(draft, cancelled=cancelled)
    return assemble(draft)


def _tied(problem: Problem) -> set[str]:
    """Visits that, pinned to their promised carers, could contradict each other."""
    ordered = {visit for carer in problem.carers for visit in carer.ordered_visits}
    timed = {each.id: each.pin for each in problem.visits if each.pin and each.pin.start_at is not None}
    by_minute_alone = {visit for visit, pin in timed.items() if pin.carers is None}
    following = {each for link in problem.precedences for each in (link.before, link.after)}
    same = {visit for group in problem.same_carer for visit in group}
    return same | by_minute_alone | (ordered & (timed.keys() | following))


def _before_others(problem: Problem, visit: Visit, above: int) -> Visit:
    """The visit as promised, dearer to leave out than any other."""
    kept = as_promised(problem, visit)
    if visit.promise is None or kept is None:
        return visit
    priority = min(LARGEST_NUMBER, visit.priority + above)
    return replace(kept, drop_cost=max(1, visit.drop_cost), priority=priority)


def puts_over_budget(draft: Draft, trial: Trial) -> bool:
    """Whether a change would break more promises than the budget allows."""
    limited = draft.model.problem.maximum_broken_promises is not None
    return limited and promises_over_budget_with(draft, trial) > 0


def as_promised(problem: Problem, visit: Visit) -> Visit | None:
    """The visit with its promise as hard windows and pin; None if its own rules forbid to keep it."""
    promise = visit.promise
    if promise is None:
        return visit
    windows, pin = visit.windows, visit.pin or Pin()
    if promise.start_at is not None:
        earliest = max(0, promise.start_at - promise.tolerance_seconds)
        kept = Window(earliest, promise.start_at + promise.tolerance_seconds)
        windows = tuple(_overlap(each, kept) for each in windows or (kept,) if _meet(each, kept))
        if not windows:
            return None
    if pin.start_at is not None and windows and not any(each.holds(pin.start_at) for each in windows):
        return None
    if promise.carers is not None and pin.carers is None:
        pin = Pin(promise.carers, pin.start_at)
    elif promise.carers is not None and set(promise.carers) != set(pin.carers or ()):
        return None
    fixed = replace(visit, windows=windows, pin=None if pin == Pin() else pin)
    return fixed if _can_be_kept(problem, fixed) else None


def _can_be_kept(problem: Problem, visit: Visit) -> bool:
    """Whether everybody to whom a visit is pinned may do it and is on duty then."""
    carers = visit.pin.carers or () if visit.pin is not None else ()
    return not any(
        against_coming(visit, part, problem.carer_by_id[each], problem.day, problem.horizon_seconds)
        for part, each in enumerate(carers)
    )


def _meet(first: Window, second: Window) -> bool:
    return first.from_ <= second.until and second.from_ <= first.until


def _overlap(first: Window, second: Window) -> Window:
    return Window(max(first.from_, second.from_), min(first.until, second.until))
