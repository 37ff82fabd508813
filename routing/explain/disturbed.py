"""A disturbed day planned anew, with reasons, before a deadline."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from routing.check import Verdict, broken_promises, check
from routing.explain import Certificate, each_broken, each_unserved
from routing.plan import Plan
from routing.problem import Problem
from routing.solver import promised, replan

# Share of the time for the plan and its judgement; certificates have the rest.
PLANNING_SHARE = 0.7


@dataclass(frozen=True)
class Replanned:
    """The plan for the rest of the day; its verdict, in which every changed promise counts; and the reasons.

    `changed` are the visits, served or not, that are not as the plan before had them, or had been promised.
    `certificates` tell for those left out and those changed why; there was no time for the `unexplained`.
    """

    plan: Plan
    verdict: Verdict
    changed: tuple[str, ...]
    certificates: tuple[Certificate, ...]
    unexplained: tuple[str, ...]


def replan_explained(problem: Problem, plan: Plan, *, seconds: float, seed: int = 0) -> Replanned:
    """`replan`, then as many certificates as there is time for, those of unserved visits first."""
    ends_at = time.monotonic() + seconds
    after = replan(problem, plan, seconds=PLANNING_SHARE * seconds, seed=seed)
    held = promised(problem, plan)
    begun = {stop.visit for carer in problem.carers if carer.frozen for stop in carer.frozen.stops}
    changed = tuple(each for each in broken_promises(held, after) if each not in begun)
    reasons = chain(each_unserved(problem, after), each_broken(held, after))
    certificates = tuple(_in_time(reasons, ends_at))
    told = {each.visit for each in certificates}
    unexplained = tuple(each for each in dict.fromkeys((*after.unserved, *changed)) if each not in told)
    return Replanned(after, check(held, after), changed, certificates, unexplained)


def _in_time(reasons: Iterator[Certificate], ends_at: float) -> Iterator[Certificate]:
    """Certificates as long as another that takes as long as the longest so far would be in time."""
    longest, begun = 0.0, time.monotonic()
    for each in reasons:
        yield each
        now = time.monotonic()
        longest, begun = max(longest, now - begun), now
        if now + longest > ends_at:
            return
