"""For each carer and each place in the round, the first rule that stands in the way."""

from collections.abc import Iterator

from routing.explain.certificate import Hindrance
from routing.solver.draft import Draft
from routing.solver.every_place import Attempt, attempts_in_vain
from routing.solver.model import BREAK, PICKUP, may_do


def hindrances(draft: Draft, visit: int) -> Iterator[Hindrance]:
    """Everything that was found against serving a visit in the plan as it stands."""
    model = draft.model
    record = model.problem.visits[visit]
    for task in model.tasks_of[visit]:
        if model.fixed_start[task] >= 0:
            continue
        part = model.nodes[task].part
        for carer in model.problem.carers:
            if code := may_do(model.problem, carer, record, part):
                yield Hindrance(carer.id, code, part)
        yield from _shifts_never_open(draft, task)
        for attempt in attempts_in_vain(draft, task):
            yield _told(draft, attempt)


def _shifts_never_open(draft: Draft, task: int) -> Iterator[Hindrance]:
    """Turns whose carer may come but which do not overlap with the visit's time; carers who have none."""
    model, node = draft.model, draft.model.nodes[task]
    visit = model.problem.visits[node.visit]
    on_duty = {turn.carer for turn in model.turns}
    for rank, carer in enumerate(model.problem.carers):
        if rank not in on_duty and not may_do(model.problem, carer, visit, node.part):
            yield Hindrance(carer.id, "shift", node.part)
    for turn in model.turns:
        carer = model.problem.carers[turn.carer]
        if turn.rank not in model.turns_for[task] and not may_do(model.problem, carer, visit, node.part):
            yield Hindrance(carer.id, "shift", node.part, turn.shift)


def _told(draft: Draft, attempt: Attempt) -> Hindrance:
    model = draft.model
    turn = model.turns[attempt.turn]
    code, pushed = _code(draft, attempt)
    place = attempt.place if attempt.place >= 0 else None
    carer = model.problem.carers[turn.carer].id
    return Hindrance(carer, code, model.nodes[attempt.task].part, turn.shift, place, pushed)


def _code(draft: Draft, attempt: Attempt) -> tuple[str, str]:
    model, obstacle = draft.model, attempt.obstacle
    if obstacle.code != "late":
        return obstacle.code, ""
    node = model.nodes[obstacle.node]
    if node.kind == BREAK:
        return "break_window", ""
    if node.kind == PICKUP:
        return "kitchen_closed", ""
    visit = model.problem.visits[node.visit]
    if obstacle.node != attempt.task:
        return "pushes", visit.id
    closes = visit.windows[-1].until if visit.windows else model.problem.horizon_seconds
    return ("meal_cold" if visit.meal is not None and node.highest < closes else "window"), ""
