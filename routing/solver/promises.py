"""Plans with a stability budget: a start that keeps as many promises as possible, and what exceeds it."""

from dataclasses import replace

from routing.plan import Plan
from routing.problem import Pin, Problem, Visit, Window
from routing.solver.assemble import assemble
from routing.solver.compile import compile_model
from routing.solver.construct import construct
from routing.solver.draft import Draft, Trial
from routing.solver.ruin import restore, snapshot


def promised_plan(problem: Problem) -> Plan:
    """Promised visits only as promised, before all others; those whose carers are linked stay free."""
    linked = {visit for group in problem.same_carer for visit in group}
    visits = tuple(each if each.id in linked else _as_promised(each) for each in problem.visits)
    draft = Draft(compile_model(replace(problem, visits=visits, maximum_broken_promises=None)))
    construct(draft)
    return assemble(draft)


def puts_over_budget(draft: Draft, trial: Trial) -> bool:
    """Whether a change would break more promises than the budget allows."""
    if draft.model.problem.maximum_broken_promises is None:
        return False
    kept = snapshot(draft)
    draft.accept(trial)
    over = draft.promises_over_budget() > 0
    restore(draft, kept)
    return over


def _as_promised(visit: Visit) -> Visit:
    promise = visit.promise
    if promise is None or (visit.pin is not None and visit.pin.carers is not None):
        return visit
    windows = visit.windows
    if promise.start_at is not None:
        kept = Window(
            max(0, promise.start_at - promise.tolerance_seconds), promise.start_at + promise.tolerance_seconds
        )
        windows = tuple(_overlap(each, kept) for each in windows or (kept,) if _meet(each, kept))
    pin = visit.pin
    may_be_pinned = promise.carers is not None and not set(promise.carers) & set(visit.forbidden_carers)
    if may_be_pinned and (
        visit.allowed_carers is None or set(promise.carers or ()) <= set(visit.allowed_carers)
    ):
        pin = Pin(promise.carers, pin.start_at if pin else None)
    if not windows or (pin and pin.start_at is not None and not any(w.holds(pin.start_at) for w in windows)):
        return visit
    return replace(visit, windows=windows, pin=pin, priority=visit.priority + 1)


def _meet(first: Window, second: Window) -> bool:
    return first.from_ <= second.until and second.from_ <= first.until


def _overlap(first: Window, second: Window) -> Window:
    return Window(max(first.from_, second.from_), min(first.until, second.until))
