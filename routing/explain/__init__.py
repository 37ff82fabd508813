"""Certificates: for each unserved visit of a plan, why it is not served and what would help."""

from collections.abc import Iterator
from dataclasses import replace

from routing.check import broken_promises, check
from routing.explain.blockers import blockers
from routing.explain.certificate import Certificate, Finding, Hindrance, Relaxation
from routing.explain.copies import draft_of, without
from routing.explain.hindrances import hindrances
from routing.explain.relaxations import smallest_relaxation
from routing.plan import Plan
from routing.problem import Problem, ProblemError
from routing.solver.assemble import assemble
from routing.solver.cheapest import cheapest_insertion
from routing.solver.draft import Draft
from routing.solver.every_place import fits_anywhere
from routing.solver.master.cores import forbidding_rules
from routing.solver.missed import most_it_is_worth, worth_it
from routing.solver.promises import as_promised, puts_over_budget

__all__ = [
    "Certificate",
    "Finding",
    "Hindrance",
    "Relaxation",
    "each_broken",
    "each_unserved",
    "explain",
    "explain_broken",
]


def explain(problem: Problem, plan: Plan) -> tuple[Certificate, ...]:
    """A certificate for each unserved visit, in the plan's order."""
    return tuple(each_unserved(problem, plan))


def each_unserved(problem: Problem, plan: Plan) -> Iterator[Certificate]:
    """The same one by one, for who cannot wait for them all."""
    draft = draft_of(problem, plan)
    total = check(problem, plan).total
    return (_certify(draft, problem.visit_rank[visit], total) for visit in plan.unserved)


def explain_broken(problem: Problem, plan: Plan) -> tuple[Certificate, ...]:
    """For each served visit whose promise is broken, why nobody can keep it with the plan as it stands.

    `missed` says that keeping it would be cheaper, `not_worth_it` that it fits but is dearer.
    """
    return tuple(each_broken(problem, plan))


def each_broken(problem: Problem, plan: Plan) -> Iterator[Certificate]:
    """The same one by one."""
    begun = {stop.visit for carer in problem.carers if carer.frozen for stop in carer.frozen.stops}
    broken = [each for each in broken_promises(problem, plan) if each not in (*plan.unserved, *begun)]
    return (_certify_promise(problem, plan, each) for each in broken)


def _certify_promise(problem: Problem, plan: Plan, visit: str) -> Certificate:
    kept = _kept(problem, visit)
    if kept is None:
        return Certificate(visit, Finding.IMPOSSIBLE)
    draft = draft_of(kept, without(plan, visit))
    rank = problem.visit_rank[visit]
    trial = cheapest_insertion(draft, rank)
    if trial is None:
        return _certify(draft, rank, 0)
    over = puts_over_budget(draft, trial)
    draft.accept(trial)
    cheaper = check(problem, assemble(draft)).total < check(problem, plan).total
    return Certificate(visit, Finding.MISSED if cheaper and not over else Finding.NOT_WORTH_IT)


def _kept(problem: Problem, visit: str) -> Problem | None:
    """The problem with a promise as a pin; None where that contradicts the visit's own rules or its ties."""
    kept = as_promised(problem, problem.visit_by_id[visit])
    if kept is None:
        return None
    try:
        return replace(problem, visits=tuple(kept if each.id == visit else each for each in problem.visits))
    except ProblemError:
        return None


def _certify(draft: Draft, visit: int, total: int) -> Certificate:
    """The certificate of one visit; `total` is what the plan costs without it."""
    problem = draft.model.problem
    record = problem.visits[visit]
    trial = cheapest_insertion(draft, visit, at_most=most_it_is_worth(draft, visit, total))
    if trial is not None and worth_it(draft, trial, total):
        return Certificate(record.id, Finding.MISSED)
    if trial is not None or fits_anywhere(draft, visit):
        return Certificate(record.id, Finding.NOT_WORTH_IT)
    in_the_way = blockers(draft, visit)
    return Certificate(
        visit=record.id,
        finding=Finding.IMPOSSIBLE if in_the_way is None else Finding.BLOCKED_BY,
        blockers=tuple(problem.visits[each].id for each in in_the_way or ()),
        hindrances=tuple(hindrances(draft, visit)),
        relaxation=smallest_relaxation(draft, visit),
        rules=forbidding_rules(problem, record.id) if in_the_way is None else (),
    )
