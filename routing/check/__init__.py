"""The independent judge: knows every rule, shares no code with the solver."""

from routing.check.clock import broken_breaks, broken_clock, broken_limits
from routing.check.known import unknown_things
from routing.check.links import broken_links, not_kept
from routing.check.meals import broken_loads, broken_meals
from routing.check.objective import count_terms, weigh
from routing.check.served import broken_visit, services_of
from routing.check.verdict import Broken, Verdict
from routing.check.walk import walk
from routing.plan import Plan
from routing.problem import Problem

__all__ = ["Broken", "Verdict", "broken_promises", "check"]


def check(problem: Problem, plan: Plan) -> Verdict:
    """Judge a plan: every broken rule, and the objective term by term.

    A plan that speaks of unknown things is judged no further (its terms are empty).
    """
    unknown = tuple(unknown_things(problem, plan))
    if unknown:
        return Verdict(unknown, {}, 0)
    walks = [walk(problem, each) for each in plan.rounds]
    services = services_of(problem, plan)
    broken = [each for one in walks for each in broken_clock(problem, one)]
    broken += [each for one in walks for each in broken_meals(problem, one)]
    broken += [each for one in walks for each in broken_loads(problem, one)]
    broken += [*broken_breaks(problem, walks), *broken_limits(problem, walks)]
    for visit in problem.visits:
        unserved = plan.unserved.count(visit.id)
        broken += broken_visit(problem, visit, services[visit.id], unserved)
    broken += broken_links(problem, plan, services)
    terms = count_terms(problem, walks, services)
    return Verdict(tuple(broken), terms, weigh(problem.objective, terms))


def broken_promises(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """The visits of a plan without unknown things whose promise is broken."""
    return not_kept(problem, services_of(problem, plan))
