"""From problem to checked plan."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from routing.check import check
from routing.documents import problem_hash
from routing.plan import Bound, Plan
from routing.problem import Problem
from routing.solver.assemble import assemble
from routing.solver.budget import Budget, Cancelled, never
from routing.solver.compile import compile_model
from routing.solver.construct import construct, insert_all
from routing.solver.draft import Draft
from routing.solver.faithful import within_promises
from routing.solver.fleet import fleet_of
from routing.solver.improve import improve
from routing.solver.kernels.compiling import INTERPRETED, shortcomings
from routing.solver.kernels.sequence.arrays import Team
from routing.solver.master.serving import fewest_unserved
from routing.solver.master.small import is_small, plan_small
from routing.solver.missed import with_missed
from routing.solver.promises import promised_plan
from routing.solver.refusals import CancelledError, PlanRefusedError
from routing.solver.reports import Best, Report
from routing.solver.routing_library import library_sequences
from routing.solver.ruin import ruin_and_recreate
from routing.solver.search import Cooling
from routing.solver.sequencing import plan_sequence
from routing.solver.snapshots import restore, snapshot
from routing.solver.start import follow, whole_visits
from routing.solver.team import team_of
from routing.solver.touring import plan_tours

# Share of the seconds kept for visits that still fit after the search, and for how few can be left out.
RESERVED_SHARE = 0.05
# Share of the seconds that OR-Tools' routing library may use.
LIBRARY_SHARE = 0.05
MOST_NODES_INSERTED = 120
# Share of the budget for the order of all visits; the general kernel goes on from there without heating up.
SEQUENCE_SHARE = 0.85
NEARLY_COLD = Cooling(first=0.04, last=0.02)


@dataclass(frozen=True)
class Progress:
    """How far a search is: share of the budget, cost of the best plan so far, visits that plan leaves out.

    What has begun costs the same in every plan, and is counted only where a bound is told. The last two tell
    what is known of all plans: none costs less than `bound`, none leaves out fewer visits than
    `fewest_unserved`.
    """

    fraction: float
    cost: int
    unserved: int
    bound: int | None = None
    fewest_unserved: int | None = None


def solve(
    problem: Problem,
    *,
    seconds: float | None = None,
    iterations: int | None = None,
    seed: int = 0,
    warm_start: Plan | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Cancelled = never,
    bounded: bool = True,
) -> Plan:
    """Plan a problem within a budget of seconds or iterations.

    A plan that leaves out visits is told how few any plan could leave out, unless it need not be `bounded`.
    With `iterations` the same problem and seed give the same plan. Seconds are exceeded where visits that
    were left out still have to be tried everywhere, and by up to a second for that bound. Cancelled searches
    return the best so far, in which a visit may have been missed. Where a budget of broken promises is not
    kept at once, two more searches as long follow. Raises PlanRefusedError if the judge refuses the result,
    PromisesBeyondKeepingError where it does for that budget, CancelledError for what was cancelled too soon.
    """
    budget = Budget(seconds, iterations, cancelled)

    def planned(day: Problem, within: Budget, start: Plan | None) -> Plan:
        return _planned(day, within, seed, start, on_progress)

    try:
        plan = planned(problem, budget, warm_start)
    except PlanRefusedError as refused:
        if {each.code for each in refused.broken} != {"promises_over_budget"}:
            raise
        plan = within_promises(problem, planned, budget=budget, seed=seed, start=warm_start)
    plan = _bounded(problem, plan, budget, seed) if bounded else plan
    if on_progress is not None and (bound := plan.bound) is not None:
        cost = check(problem, plan).total
        on_progress(Progress(1.0, cost, len(plan.unserved), bound.cost, bound.fewest_unserved))
    return plan


def _planned(
    problem: Problem,
    budget: Budget,
    seed: int,
    start: Plan | None,
    on_progress: Callable[[Progress], None] | None,
) -> Plan:
    """A plan that the judge has accepted, small days with a bound."""
    told = None if on_progress is None else _falling(on_progress)

    def search(within: Budget, start: Plan | None) -> Plan:
        return _searched(problem, within, seed, start, told)

    if is_small(problem) and budget.goes_on():
        report = _report(budget, told)
        plan = plan_small(problem, search, budget=budget, seed=seed, start=start, report=report)
    else:
        plan = search(budget, start)
    if start is not None:
        # Its times may be better than those its order is given anew.
        plan = replace(_cheaper(problem, plan, start), bound=plan.bound)
    return _finished(problem, plan, budget, seed)


def _bounded(problem: Problem, plan: Plan, budget: Budget, seed: int) -> Plan:
    """The plan with the fewest visits that any plan leaves out, where it leaves out some."""
    if not plan.unserved or budget.is_cancelled:
        return plan
    fewest = fewest_unserved(problem, plan, budget=budget, seed=seed)
    return replace(plan, bound=replace(plan.bound or Bound(), fewest_unserved=fewest))


def _searched(
    problem: Problem,
    budget: Budget,
    seed: int,
    warm_start: Plan | None,
    on_progress: Callable[[Progress], None] | None,
) -> Plan:
    """The best plan of all the searches that suit the problem."""
    fleet = fleet_of(problem) if warm_start is None and INTERPRETED not in shortcomings else None
    if fleet is not None:
        report = _report(budget, on_progress)
        return plan_tours(fleet, budget=budget, seed=seed, report=report)
    team = team_of(problem) if warm_start is None and INTERPRETED not in shortcomings else None
    if team is not None:
        return _planned_team(problem, team, budget, seed, _report(budget, on_progress))
    draft, budget = Draft(compile_model(problem)), budget.part(1 - RESERVED_SHARE)
    report = _report(budget, on_progress)
    _begin(draft, warm_start, budget.cancelled)
    report(Best(draft.total(), len(draft.unserved())))
    if budget.iterations is None:
        _library(draft, budget)
        report(Best(draft.total(), len(draft.unserved())))
    return _improved(draft, budget, seed, report)


def _finished(problem: Problem, plan: Plan, budget: Budget, seed: int) -> Plan:
    """The plan with its origin, nobody missed, once the judge has accepted it."""
    if plan.unserved and not budget.is_cancelled:
        plan = replace(_without_missed(problem, plan, budget.cancelled), bound=plan.bound)
    plan = replace(plan, seed=seed, problem_hash=problem_hash(problem), made_by="routing.solver")
    verdict = check(problem, plan)
    if not verdict.feasible and budget.is_cancelled:
        raise CancelledError("cancelled before there was a plan that keeps every rule")
    if not verdict.feasible:
        raise PlanRefusedError(verdict.broken)
    return plan


def _falling(on_progress: Callable[[Progress], None]) -> Callable[[Progress], None]:
    """Tells of costs that only fall: the best plan is kept where a search begins with its order alone."""
    best: Best | None = None

    def tell(progress: Progress) -> None:
        nonlocal best
        found = Best(progress.cost, progress.unserved)
        best = found if best is None else min(best, found)
        on_progress(replace(progress, cost=best.cost, unserved=best.unserved))

    return tell


def _report(budget: Budget, on_progress: Callable[[Progress], None] | None) -> Report:
    def report(best: Best) -> None:
        if on_progress is not None:
            on_progress(Progress(round(budget.fraction, 4), best.cost, best.unserved))

    return report


def _planned_team(problem: Problem, team: Team, budget: Budget, seed: int, report: Report) -> Plan:
    """Days without hard ends: one order of all visits first, then rounds that pass one another."""
    most, rest = budget.split(SEQUENCE_SHARE)
    start = plan_sequence(problem, team, budget=most, seed=seed, report=report)
    if rest.is_cancelled:
        return start
    # Whom the search leaves out is then tried everywhere.
    rest = rest.part(1 - RESERVED_SHARE) if start.unserved and rest.iterations is None else rest
    plan = improve(problem, start=start, budget=rest, seed=seed, report=report, cooling=NEARLY_COLD)
    return start if plan is None else _cheaper(problem, start, plan)


def _begin(draft: Draft, warm_start: Plan | None, cancelled: Cancelled) -> None:
    """A first plan: the one given, or the promised one under a stability budget; then insertion.

    Large days are left to the kernels, which insert far faster.
    """
    problem = draft.model.problem
    if warm_start is not None:
        follow(draft, warm_start)
    elif problem.maximum_broken_promises is not None:
        follow(draft, promised_plan(problem, cancelled=cancelled))
    if len(draft.model.nodes) <= MOST_NODES_INSERTED or INTERPRETED in shortcomings:
        construct(draft, cancelled=cancelled)


def _improved(draft: Draft, budget: Budget, seed: int, report: Report) -> Plan:
    """Ruin and recreate with the compiled kernels, or in plain Python where nothing can be compiled."""
    if INTERPRETED in shortcomings:
        ruin_and_recreate(draft, Random(seed), budget, report)
        return assemble(draft)
    start, problem = assemble(draft), draft.model.problem
    if budget.is_cancelled:
        return start
    plan = improve(problem, start=start, budget=budget, seed=seed, report=report)
    # The judge decides between them: what it refuses is never given out.
    return start if plan is None else _cheaper(problem, start, plan)


def _cheaper(problem: Problem, plan: Plan, other: Plan) -> Plan:
    """The other plan if the judge finds it whole and cheaper."""
    own, verdict = check(problem, plan), check(problem, other)
    return other if verdict.feasible and (not own.feasible or verdict.total < own.total) else plan


def _without_missed(problem: Problem, plan: Plan, cancelled: Cancelled) -> Plan:
    """The plan itself, unless a visit it leaves out still fits."""
    draft = Draft(compile_model(problem))
    follow(draft, plan)
    return with_missed(draft, plan, cancelled=cancelled)


def _library(draft: Draft, budget: Budget) -> None:
    """Let OR-Tools improve the draft; keep its answer only if that is better under all rules."""
    if budget.seconds is None or budget.is_cancelled or len(draft.model.nodes) > MOST_NODES_INSERTED:
        return
    share = LIBRARY_SHARE * max(0.0, budget.seconds - budget.elapsed)
    sequences = library_sequences(draft, share, budget.cancelled)
    kept, before = snapshot(draft), draft.total()
    if sequences is None:
        return
    whole = whole_visits(draft.model, dict(enumerate(sequences)))
    if draft.rebuild(whole.values()):
        insert_all(draft, draft.unserved(), cancelled=budget.cancelled)
    if draft.total() > before:
        restore(draft, kept)
