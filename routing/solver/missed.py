"""No visit that fits into the finished plan is left out of it."""

from collections import deque

from routing.check import check
from routing.plan import Plan
from routing.solver.assemble import assemble
from routing.solver.at_least import AtLeast
from routing.solver.budget import Cancelled, never
from routing.solver.cheapest import cheapest_insertion
from routing.solver.draft import Draft
from routing.solver.snapshots import restore, snapshot
from routing.solver.thorough import Thorough
from routing.solver.trial import Trial


def with_missed(draft: Draft, plan: Plan, *, cancelled: Cancelled = never) -> Plan:
    """The plan that the draft follows, with every visit that fits somewhere and is worth what it costs.

    It takes the time it needs: only who cancels may be left with a visit that was missed.
    """
    total = check(draft.model.problem, plan).total
    waiting, least, in_vain = deque(draft.unserved()), AtLeast(Thorough(draft)), 0
    while in_vain < len(waiting) and not cancelled():
        visit = waiting.popleft()
        most = most_it_is_worth(draft, visit, total)
        trial = cheapest_insertion(draft, visit, at_most=most, least=least, cancelled=cancelled)
        fuller = worth_it(draft, trial, total) if trial is not None else None
        if trial is None or fuller is None:
            waiting.append(visit)
            in_vain += 1
            continue
        draft.accept(trial)
        plan, total = fuller, check(draft.model.problem, fuller).total
        # Breaks have moved and starts have changed: what did not fit may fit now.
        least, in_vain = AtLeast(Thorough(draft)), 0
    return plan


def most_it_is_worth(draft: Draft, visit: int, total: int) -> int:
    """What serving a visit may cost at most, if the judge finds the plan to cost this total without it."""
    others = (each for each in draft.unserved() if each != visit)
    return total - draft.cost() - sum(map(draft.cost_without, others))


def worth_it(draft: Draft, trial: Trial, total: int) -> Plan | None:
    """The plan with an insertion, if the judge accepts it and finds it not dearer than this total."""
    kept = snapshot(draft)
    draft.accept(trial)
    plan = assemble(draft)
    restore(draft, kept)
    verdict = check(draft.model.problem, plan)
    return plan if verdict.feasible and verdict.total <= total else None
