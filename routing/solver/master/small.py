"""Small days: the proof that no plan is better comes first, the searches if there is none."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from routing.check import check
from routing.plan import Bound, Plan
from routing.problem import Problem
from routing.solver.assemble import assemble
from routing.solver.budget import Budget
from routing.solver.compile import compile_model
from routing.solver.construct import construct
from routing.solver.draft import Draft
from routing.solver.master.coverage import uncovered
from routing.solver.master.proof import best_of, prove
from routing.solver.reports import Report
from routing.solver.start import follow

MOST_VISITS, MOST_CARERS = 16, 5
PROOF_SHARE = 0.5  # of the budget, at most
# CP-SAT's deterministic units, about seconds of a processor: for one iteration, and at most.
EFFORT_FOR_ONE, MOST_EFFORT = 0.02, 600.0

SearchWithin = Callable[[Budget, Plan | None], Plan]


def is_small(problem: Problem) -> bool:
    """Whether a proof is worth an attempt."""
    return len(problem.visits) <= MOST_VISITS and len(problem.carers) <= MOST_CARERS


def plan_small(
    problem: Problem,
    search: SearchWithin,
    *,
    budget: Budget,
    seed: int,
    start: Plan | None,
    report: Report,
) -> Plan:
    """The best plan found, with what is known of all others; ends early where nothing can be better."""
    if reason := uncovered(problem):
        return replace(search(budget, start), bound=Bound(declined=reason))
    first = _inserted(problem, start)
    report(best_of(problem, [first]))
    proof = prove(
        problem,
        first,
        effort=_effort(budget),
        budget=budget.part(PROOF_SHARE),
        seed=seed,
        report=report,
    )
    if not proof.proves(problem):
        again = search(budget, proof.plan)
        proof = replace(proof, plan=min(proof.plan, again, key=partial(_rank, problem)))
    bound = Bound(proof.bound, proof.proves(problem), proof.declined)
    return replace(proof.plan, bound=bound)


def _rank(problem: Problem, plan: Plan) -> tuple[bool, int]:
    verdict = check(problem, plan)
    return not verdict.feasible, verdict.total


def _inserted(problem: Problem, start: Plan | None) -> Plan:
    """A first plan without any kernel: what still holds of the start, and insertion."""
    draft = Draft(compile_model(problem))
    if start is not None:
        follow(draft, start)
    construct(draft)
    return assemble(draft)


def _effort(budget: Budget) -> float:
    """How hard the proof may try; with seconds the clock ends it sooner."""
    return MOST_EFFORT if budget.iterations is None else min(MOST_EFFORT, EFFORT_FOR_ONE * budget.iterations)
