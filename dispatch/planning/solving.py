"""One run from the queue to a checked plan, on the worker that took it."""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import structlog

from dispatch.planning.acts import running
from dispatch.planning.explaining import certificates
from dispatch.planning.heartbeat import real_now
from dispatch.planning.models import Failure, PlanRun
from dispatch.planning.process import Progress, SolverFailed, SolverTimeout, Stopped, watch
from dispatch.planning.roads import learn_roads
from dispatch.planning.summary import empty_summary, summary_of
from routing.check import check
from routing.documents import read_plan, write_problem
from routing.plan import Bound, Plan
from routing.problem import Problem, ProblemError
from stations.ground.clock import now

# Starting Python and writing the answer come on top of the search, and once a version the compiling of the
# kernels: a quarter of a minute on a free core, minutes on a busy one. Cut short, it would never be kept.
SLACK_SECONDS = 300

log = structlog.get_logger("planning")


class Infeasible(Exception):
    """The judge refused the plan; the text names the broken rules."""


FAILURES: dict[type[Exception], Failure] = {
    ProblemError: Failure.PROBLEM_REFUSED,
    SolverFailed: Failure.SOLVER_FAILED,
    SolverTimeout: Failure.SOLVER_TIMEOUT,
    OSError: Failure.PLAN_UNREADABLE,
    Infeasible: Failure.PLAN_INFEASIBLE,
}


def solve_run(run_id: UUID) -> None:
    """Take a run and bring it to an end; does nothing for a run that is not queued any more."""
    run = running.claim(run_id=run_id, at=now(), beat_at=real_now())
    if run is None:
        return
    try:
        _solve(run)
    except Stopped:
        log.info("plan_stopped", run=str(run.pk))
    except tuple(FAILURES) as error:
        failure = next(code for kind, code in FAILURES.items() if isinstance(error, kind))
        log.warning("plan_failed", run=str(run.pk), failure=str(failure), error=str(error))
        running.fail(run=run, failure=failure, at=now())


def _solve(run: PlanRun) -> None:
    learn_roads(run, now(), _heart(run))
    problem = running.freeze_bundle(run=run, at=now())
    if problem is None:
        running.keep_nothing(run=run, summary=empty_summary(run.left_out), at=now())
        return
    with TemporaryDirectory(prefix="plan-") as folder:
        asked, answer = Path(folder) / "problem.json", Path(folder) / "plan.json"
        asked.write_text(write_problem(problem), encoding="utf-8")
        plan, summary = _judged(run, problem, _searched(run, asked, answer))
        found = certificates(asked, answer, goes_on=_heart(run)) if plan.unserved else []
    finding = running.Finding(plan, summary, found)
    running.keep_plan(run=run, finding=finding, at=now())


def _searched(run: PlanRun, asked: Path, answer: Path) -> Plan:
    options = ("--progress", "--seconds", str(run.seconds), "--seed", str(run.seed))
    watch(
        ("solve", asked, "-o", answer, *options),
        limit_seconds=run.seconds + SLACK_SECONDS,
        goes_on=_heart(run),
    )
    return read_plan(answer.read_bytes())


def _judged(run: PlanRun, problem: Problem, plan: Plan) -> tuple[Plan, dict[str, object]]:
    """Judge the plan by the independent check before anybody sees it, whatever the solver says of itself.

    A bound that the judge's own count contradicts is a fault of the solver's, and is not kept.
    """
    verdict = check(problem, plan)
    if not verdict.feasible:
        raise Infeasible(", ".join(sorted({broken.code for broken in verdict.broken})))
    if plan.bound is not None and not _bears_out(plan.bound, verdict.total, len(plan.unserved)):
        log.warning("bound_contradicted", run=str(run.pk), cost=plan.bound.cost, total=verdict.total)
        plan = replace(plan, bound=None)
    return plan, summary_of(problem, plan, verdict.terms, run.left_out)


def _bears_out(bound: Bound, total: int, unserved: int) -> bool:
    """Whether a plan of this total with so many visits left out may stand beside the bound."""
    if (bound.fewest_unserved or 0) > unserved:
        return False
    if bound.cost is None:
        return not bound.proven
    return bound.cost == total if bound.proven else bound.cost <= total


def _heart(run: PlanRun) -> Callable[[Progress], bool]:
    """A heartbeat that carries the solver's progress, and says False once the run is not ours any more."""

    def goes_on(progress: Progress) -> bool:
        news = {} if progress is None else _news(progress, run.left_out)
        return running.beat(run=run, beat_at=real_now(), **news)

    return goes_on


def _news(progress: dict[str, float], left_out: Collection[str]) -> dict[str, float]:
    """What the operator sees meanwhile; orders that never reached the solver are unplaced as well."""
    return {
        "progress": min(float(progress.get("fraction", 0)), 1.0),
        "best_cost": progress.get("cost", 0),
        "unplaced": int(progress.get("unserved", 0)) + len(left_out),
    }
