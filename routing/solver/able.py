"""Who may come to which visit, whatever the plan."""

from routing.problem import Problem, Visit
from routing.solver.model import may_do


class Able:
    """Who may do a part, asked once for all visits that ask the same of their carers."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.known: dict[tuple[object, ...], list[bool]] = {}

    def carers(self, visit: Visit, part: int) -> list[bool]:
        """For each carer, whether no rule is against it."""
        pinned = visit.pin.carers[part] if visit.pin is not None and visit.pin.carers is not None else None
        need = visit.parts[part]
        lists = (visit.allowed_carers, visit.forbidden_carers, pinned)
        boxes = visit.meal.boxes if visit.meal is not None else 0
        key = (need.skills, need.credentials, visit.sex, visit.language, boxes, *lists)
        if key not in self.known:
            carers = self.problem.carers
            self.known[key] = [not may_do(self.problem, carer, visit, part) for carer in carers]
        return self.known[key]
