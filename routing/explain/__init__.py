"""Certificates: for each unserved visit of a plan, why it is not served and what would help."""

from routing.explain.blockers import blockers
from routing.explain.certificate import Certificate, Finding, Hindrance, Relaxation
from routing.explain.copies import draft_of
from routing.explain.hindrances import hindrances
from routing.explain.relaxations import smallest_relaxation
from routing.plan import Plan
from routing.problem import Problem
from routing.solver.draft import Draft
from routing.solver.every_place import insert_anywhere, is_worth_it

__all__ = ["Certificate", "Finding", "Hindrance", "Relaxation", "explain"]


def explain(problem: Problem, plan: Plan) -> tuple[Certificate, ...]:
    """A certificate for each unserved visit, in the plan's order."""
    draft = draft_of(problem, plan)
    rank = {visit.id: place for place, visit in enumerate(problem.visits)}
    return tuple(_certify(draft, rank[visit]) for visit in plan.unserved)


def _certify(draft: Draft, visit: int) -> Certificate:
    problem = draft.model.problem
    record = problem.visits[visit]
    trial = insert_anywhere(draft, visit)
    if trial is not None:
        finding = Finding.MISSED if is_worth_it(draft, visit, trial) else Finding.NOT_WORTH_IT
        return Certificate(record.id, finding)
    in_the_way = blockers(draft, visit)
    return Certificate(
        visit=record.id,
        finding=Finding.IMPOSSIBLE if in_the_way is None else Finding.BLOCKED_BY,
        blockers=tuple(problem.visits[each].id for each in in_the_way or ()),
        hindrances=tuple(hindrances(draft, visit)),
        relaxation=smallest_relaxation(draft, visit),
    )
