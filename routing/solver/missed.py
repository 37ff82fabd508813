"""No visit that fits into the finished plan is left out of it."""

from routing.check import check
from routing.plan import Plan
from routing.solver.assemble import assemble
from routing.solver.budget import Budget
from routing.solver.draft import Draft, Trial
from routing.solver.every_place import insert_anywhere
from routing.solver.snapshots import restore, snapshot

# With a budget of seconds, the complete search may go on for this share beyond it, and at least so long.
EXTRA_SHARE, LEAST_EXTRA_SECONDS = 0.1, 3.0


def with_missed(draft: Draft, plan: Plan, budget: Budget) -> Plan:
    """The plan that the draft follows, with every visit that fits somewhere and is worth what it costs."""
    total = check(draft.model.problem, plan).total
    waiting = draft.unserved()
    while waiting and not _too_long(budget):
        trial = insert_anywhere(draft, waiting.pop(0))
        fuller = worth_it(draft, trial, total) if trial is not None else None
        if trial is not None and fuller is not None:
            draft.accept(trial)
            plan, total = fuller, check(draft.model.problem, fuller).total
            # Breaks have moved and starts have changed: what did not fit may fit now.
            waiting = draft.unserved()
    return plan


def worth_it(draft: Draft, trial: Trial, total: int) -> Plan | None:
    """The plan with an insertion, if the judge accepts it and finds it not dearer than this total."""
    kept = snapshot(draft)
    draft.accept(trial)
    plan = assemble(draft)
    restore(draft, kept)
    verdict = check(draft.model.problem, plan)
    return plan if verdict.feasible and verdict.total <= total else None


def _too_long(budget: Budget) -> bool:
    if budget.seconds is None:
        return False
    return budget.elapsed > budget.seconds + max(EXTRA_SHARE * budget.seconds, LEAST_EXTRA_SECONDS)
