"""What would be enough to let a visit fit is enough, and a minute less is not."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from routing.explain import Finding, Relaxation, explain
from routing.explain.copies import draft_of
from routing.plan import Plan
from routing.problem import Carer, Problem, Visit, Window
from tests.routing.explain.brute_force import fits
from tests.routing.explain.entangled_days import plan_with_unserved
from tests.routing.small_days import MINUTE, alone, at, carer, day, planned, visit

DAYS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
DOES_NOT_FIT = {Finding.IMPOSSIBLE, Finding.BLOCKED_BY}


@DAYS
@given(seed=st.integers(0, 5000), visits=st.integers(4, 8))
def test_brute_force_agrees_on_every_smallest_relaxation(seed: int, visits: int) -> None:
    problem, plan = plan_with_unserved(seed, visits)
    for each in explain(problem, plan):
        if each.relaxation is None or each.relaxation.seconds is None:
            continue
        event(each.relaxation.rule)
        enough = each.relaxation.seconds
        assert fits_by_brute_force(relaxed(problem, each.visit, each.relaxation, enough), plan, each.visit)
        less = relaxed(problem, each.visit, each.relaxation, max(0, enough - MINUTE))
        assert not fits_by_brute_force(less, plan, each.visit)


@pytest.mark.parametrize(
    ("problem", "rule", "minutes"),
    [
        # There at 8:01, when the window has been closed for 51 minutes.
        (alone(carer("lin"), visit("bath", windows=(at(7, for_minutes=10),))), "window", 51),
        # Both home at 16:00, when the window opens: the visit and the way home take 61 minutes.
        (
            day([carer("lin"), carer("wang")], [visit("bath", minutes=60, carers=2, windows=(at(16),))]),
            "window",
            61,
        ),
        # 90 minutes of work and two on the way in a shift of an hour.
        (alone(carer("lin", hours=(8, 9)), visit("bath", minutes=90)), "overtime", 32),
    ],
    ids=["closes_later", "opens_earlier", "overtime"],
)
def test_the_smallest_relaxation_is_exact_to_a_minute(problem: Problem, rule: str, minutes: int) -> None:
    plan = planned(problem)
    (certificate,) = explain(problem, plan)
    found = certificate.relaxation
    assert found is not None
    assert found.seconds is not None
    assert found.rule == rule
    assert minutes * MINUTE <= found.seconds < (minutes + 1) * MINUTE
    assert finding_with(problem, plan, found, found.seconds) not in DOES_NOT_FIT
    assert finding_with(problem, plan, found, found.seconds - MINUTE) in DOES_NOT_FIT


def finding_with(problem: Problem, plan: Plan, relaxation: Relaxation, seconds: int) -> Finding:
    (certificate,) = explain(relaxed(problem, "bath", relaxation, seconds), plan)
    return certificate.finding


def fits_by_brute_force(problem: Problem, plan: Plan, name: str) -> bool:
    draft = draft_of(problem, plan)
    return fits(draft.model, draft.sequences, problem.visit_rank[name])


def relaxed(problem: Problem, name: str, relaxation: Relaxation, seconds: int) -> Problem:
    """The day with a relaxation of so many seconds in it."""
    if relaxation.rule == "window":
        visits = tuple(opened(each, seconds) if each.id == name else each for each in problem.visits)
        return replace(problem, visits=visits)
    assert relaxation.rule == "overtime"
    carer = lengthened(problem.carer_by_id[relaxation.carer], seconds)
    return replace(problem, carers=tuple(carer if each.id == carer.id else each for each in problem.carers))


def opened(visit: Visit, seconds: int) -> Visit:
    """With windows so much wider at both ends; where two would overlap, one begins when the other ends."""
    closes = [0, *(each.until + seconds for each in visit.windows)]
    opens = [max(each.from_ - seconds, before) for each, before in zip(visit.windows, closes, strict=False)]
    return replace(visit, windows=tuple(Window(*pair) for pair in zip(opens, closes[1:], strict=True)))


def lengthened(carer: Carer, seconds: int) -> Carer:
    """With so much more overtime in every shift."""
    shifts = tuple(
        replace(each, overtime_limit_seconds=each.overtime_limit_seconds + seconds)
        if each.overtime_limit_seconds is not None
        else each
        for each in carer.shifts
    )
    return replace(carer, shifts=shifts)
