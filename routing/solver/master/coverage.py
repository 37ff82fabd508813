"""Rules that the CP-SAT model of a day does not know; a day with one of them is not proven."""

from collections.abc import Iterator
from itertools import product

from routing.problem import Break, Carer, Problem
from routing.solver.modelling.endings import may_end_last


def uncovered(problem: Problem) -> str:
    """The first rule beyond the model, in words; empty where the model knows every rule of the problem."""
    return next(_uncovered(problem), "")


def _uncovered(problem: Problem) -> Iterator[str]:
    if any(matrix.paces for matrix in problem.travel):
        yield "travel that depends on the time of day"
    if any(carer.frozen for carer in problem.carers):
        yield "a frozen beginning"
    if any(carer.breaks for carer in problem.carers):
        yield from _of_breaks(problem)
    if problem.kitchens and _counts_waits(problem):
        yield "meals where waiting or idle time costs"
    for link in problem.precedences:
        if link.gap_maximum_seconds is not None and len(may_end_last(problem.visit_by_id[link.before])) > 1:
            yield "a greatest gap after a visit of which several parts may end last"


def _counts_waits(problem: Problem) -> bool:
    return bool(problem.objective.waiting or problem.objective.largest_idle)


def _of_breaks(problem: Problem) -> Iterator[str]:
    if _counts_waits(problem):
        yield "breaks where waiting or idle time costs"
    if any(matrix.seconds.diagonal().any() for matrix in problem.travel):
        yield "breaks where ways within a place take time"
    if any(matrix.costs is not None and matrix.costs.diagonal().any() for matrix in problem.travel):
        yield "breaks where ways within a place cost"
    for carer, pause in ((each, pause) for each in problem.carers for pause in each.breaks):
        if not pause.required and not pause.at_next_visit and problem.objective.missed_breaks:
            yield "optional breaks without a visit after them"
        if pause.required and len(carer.shifts) > 1 and is_at_a_border(carer, pause):
            yield "a break at the border of two shifts"


def is_at_a_border(carer: Carer, pause: Break) -> bool:
    """Whether a required break owed in one shift could be taken in another."""
    opens, closes = pause.opens, pause.closes
    covering = [each for each in carer.shifts if each.from_ <= opens and closes <= each.until]
    touched = [
        each
        for each, owed in product(carer.shifts, covering)
        if each is not owed and each.from_ <= closes and opens <= each.until + pause.seconds
    ]
    return bool(touched)
