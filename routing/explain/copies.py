"""Drafts that follow a finished plan, to try things out on."""

from copy import copy
from dataclasses import replace

from routing.plan import Plan, Stop
from routing.problem import Problem, ProblemError
from routing.solver.compile import compile_model
from routing.solver.draft import Draft
from routing.solver.snapshots import restore, snapshot
from routing.solver.start import follow


def draft_of(problem: Problem, plan: Plan) -> Draft:
    """The plan as a draft; ProblemError if it cannot be followed, for then nothing can be said about it."""
    draft = Draft(compile_model(problem))
    follow(draft, plan)
    served = {draft.model.problem.visits[each].id for each in draft.unserved()}
    if served != set(plan.unserved):
        raise ProblemError("plan.rounds", "", "cannot be followed; check the plan first")
    return draft


def copy_of(draft: Draft) -> Draft:
    """Another draft in the same state."""
    twin = copy(draft)
    restore(twin, snapshot(draft))
    return twin


def without(plan: Plan, visit: str) -> Plan:
    """The plan with one visit and its meal taken out, as unserved."""

    def left(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
        rest = (stop for stop in stops if stop.about != visit)
        return tuple(replace(stop, meals=tuple(m for m in stop.meals if m != visit)) for stop in rest)

    rounds = tuple(replace(each, stops=left(each.stops)) for each in plan.rounds)
    return replace(plan, rounds=rounds, unserved=(*plan.unserved, visit))
