"""No visit that fits into the finished plan is left out of it."""

from collections import deque

from routing.check import check
from routing.plan import Plan
from routing.solver.assemble import assemble
from routing.solver.budget import Cancelled, never
from routing.solver.draft import Draft, Trial
from routing.solver.every_place import insert_anywhere
from routing.solver.snapshots import restore, snapshot
from routing.solver.thorough import Thorough


def with_missed(draft: Draft, plan: Plan, *, cancelled: Cancelled = never) -> Plan:
    """The plan that the draft follows, with every visit that fits somewhere and is worth what it costs.

    It takes the time it needs: only who cancels may be left with a visit that was missed.
    """
    total = check(draft.model.problem, plan).total
    waiting, thorough, in_vain = deque(draft.unserved()), Thorough(draft), 0
    while in_vain < len(waiting) and not cancelled():
        visit = waiting.popleft()
        trial = insert_anywhere(draft, visit, thorough=thorough, cancelled=cancelled)
        fuller = worth_it(draft, trial, total) if trial is not None else None
        if trial is None or fuller is None:
            waiting.append(visit)
            in_vain += 1
            continue
        draft.accept(trial)
        plan, total = fuller, check(draft.model.problem, fuller).total
        # Breaks have moved and starts have changed: what did not fit may fit now.
        thorough, in_vain = Thorough(draft), 0
    return plan


def worth_it(draft: Draft, trial: Trial, total: int) -> Plan | None:
    """The plan with an insertion, if the judge accepts it and finds it not dearer than this total."""
    kept = snapshot(draft)
    draft.accept(trial)
    plan = assemble(draft)
    restore(draft, kept)
    verdict = check(draft.model.problem, plan)
    return plan if verdict.feasible and verdict.total <= total else None
