"""The smallest relaxation that would let a visit fit into the plan as it stands."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from routing.explain.certificate import Relaxation
from routing.problem import Carer, Part, Problem, Visit, Window
from routing.solver.compile import compile_model
from routing.solver.draft import Draft
from routing.solver.every_place import fits_anywhere

MOST_SECONDS = 4 * 3600
EXACT_TO_SECONDS = 60

Change = Callable[[int], Problem]


def smallest_relaxation(draft: Draft, visit: int) -> Relaxation | None:
    """The fewest seconds of a wider window or of overtime, else a rule to give up, else None."""
    problem, record = draft.model.problem, draft.model.problem.visits[visit]
    found = []
    if seconds := _fewest_seconds(draft, visit, lambda more: _with(problem, _wider(record, more))):
        found.append(Relaxation("window", seconds))
    for rank in sorted(_carers_for(draft, visit)):
        carer = problem.carers[rank]
        if seconds := _fewest_seconds(draft, visit, partial(_longer, problem, carer)):
            found.append(Relaxation("overtime", seconds, carer.id))
    if found:
        return min(found, key=lambda each: each.seconds or 0)
    for rule, easier in _without_a_rule(record):
        if _fits(draft, visit, _with(problem, easier)):
            return Relaxation(rule)
    return None


def _fewest_seconds(draft: Draft, visit: int, change: Change) -> int | None:
    """Bisection to a minute; None if the most does not help."""
    low, high = 0, MOST_SECONDS
    if not _fits(draft, visit, change(high)):
        return None
    while high - low > EXACT_TO_SECONDS:
        middle = (low + high) // 2
        low, high = (low, middle) if _fits(draft, visit, change(middle)) else (middle, high)
    return high


def _fits(draft: Draft, visit: int, problem: Problem) -> bool:
    """Whether the visit fits under other rules; nodes keep their numbers, for no break or meal changes.

    A shift that is over and would open again is no relaxation: nobody is called back.
    """
    other = Draft(compile_model(problem))
    if len(other.model.turns) != len(draft.model.turns):
        return False
    return other.rebuild(draft.sequences, patient=False) and fits_anywhere(other, visit)


def _with(problem: Problem, visit: Visit) -> Problem:
    return replace(problem, visits=tuple(visit if each.id == visit.id else each for each in problem.visits))


def _wider(visit: Visit, seconds: int) -> Visit:
    """Windows open so much earlier and close so much later; those that then meet become one."""
    windows: list[Window] = []
    for each in visit.windows:
        wide = Window(max(0, each.from_ - seconds), each.until + seconds)
        if windows and wide.from_ <= windows[-1].until:
            wide = Window(windows.pop().from_, wide.until)
        windows.append(wide)
    return replace(visit, windows=tuple(windows))


def _longer(problem: Problem, carer: Carer, seconds: int) -> Problem:
    shifts = tuple(
        replace(each, overtime_limit_seconds=each.overtime_limit_seconds + seconds)
        if each.overtime_limit_seconds is not None
        else each
        for each in carer.shifts
    )
    longer = replace(carer, shifts=shifts)
    return replace(problem, carers=tuple(longer if each.id == carer.id else each for each in problem.carers))


def _carers_for(draft: Draft, visit: int) -> set[int]:
    model = draft.model
    return {model.turns[turn].carer for task in model.tasks_of[visit] for turn in model.turns_for[task]}


def _without_a_rule(visit: Visit) -> Iterator[tuple[str, Visit]]:
    """The visit without one of its rules on who may come, one rule after the other."""
    if visit.pin is not None:
        yield "pin", replace(visit, pin=None)
    if visit.sex is not None and visit.sex.hard:
        yield "sex", replace(visit, sex=None)
    if visit.language is not None and visit.language.hard:
        yield "language", replace(visit, language=None)
    if visit.allowed_carers is not None:
        yield "carer_not_allowed", replace(visit, allowed_carers=None)
    if visit.forbidden_carers:
        yield "forbidden_carer", replace(visit, forbidden_carers=())
    if any(part.credentials for part in visit.parts):
        yield "credential", replace(visit, parts=_parts_without(visit, "credentials"))
    if any(part.skills for part in visit.parts):
        yield "skill", replace(visit, parts=_parts_without(visit, "skills"))
    if visit.meal is not None and visit.meal.limit_seconds is not None:
        yield "meal_cold", replace(visit, meal=replace(visit.meal, limit_seconds=None))


def _parts_without(visit: Visit, field: str) -> tuple[Part, ...]:
    if field == "skills":
        return tuple(replace(part, skills=()) for part in visit.parts)
    return tuple(replace(part, credentials=()) for part in visit.parts)
