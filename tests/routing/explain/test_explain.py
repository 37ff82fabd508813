"""Every verdict against brute force on small days."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.explain import Finding, explain
from routing.explain.copies import draft_of
from routing.problem import (
    Frozen,
)
from routing.solver import solve
from routing.solver.draft import Draft
from routing.solver.model import BREAK
from tests.routing.explain.brute_force import fits
from tests.routing.explain.entangled_days import plan_with_unserved
from tests.routing.problems import HOUR, station_day
from tests.routing.small_days import alone, carer, visit
from tests.routing.whole_problems import Maker

DAYS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@DAYS
@given(seed=st.integers(0, 5000), visits=st.integers(4, 8))
def test_brute_force_agrees_on_every_finding(seed: int, visits: int) -> None:
    problem, plan = plan_with_unserved(seed, visits)
    draft = draft_of(problem, plan)
    rank = {visit.id: place for place, visit in enumerate(problem.visits)}
    empty: list[list[int]] = [[] for _ in draft.model.turns]
    for certificate in explain(problem, plan):
        visit = rank[certificate.visit]
        fits_now = fits(draft.model, draft.sequences, visit)
        fits_ever = fits(draft.model, empty, visit)
        assert (certificate.finding in (Finding.MISSED, Finding.NOT_WORTH_IT)) == fits_now
        assert (certificate.finding == Finding.IMPOSSIBLE) == (not fits_ever and not fits_now)


@DAYS
@given(seed=st.integers(0, 5000))
def test_without_its_blockers_a_visit_fits_and_none_of_them_is_named_in_vain(seed: int) -> None:
    problem = station_day(seed, 14, 2)
    plan = solve(problem, iterations=0)
    draft = draft_of(problem, plan)
    rank = {visit.id: place for place, visit in enumerate(problem.visits)}
    for certificate in explain(problem, plan):
        single = len(problem.visit_by_id[certificate.visit].parts) == 1
        if certificate.finding != Finding.BLOCKED_BY or not single:
            continue  # two parts have too many combinations for brute force on a day of this size
        assert fits_without(draft, rank[certificate.visit], {rank[each] for each in certificate.blockers})
        for spared in certificate.blockers:
            rest = {rank[each] for each in certificate.blockers if each != spared}
            assert not fits_without(draft, rank[certificate.visit], rest)


def fits_without(draft: Draft, visit: int, others: set[int]) -> bool:
    model = draft.model
    left = [[node for node in each if model.nodes[node].visit not in others] for each in draft.sequences]
    left = [each if any(model.nodes[node].kind != BREAK for node in each) else [] for each in left]
    return fits(model, left, visit)


@pytest.mark.parametrize("seed", range(6))
def test_no_missed_visit_survives_to_a_plan(seed: int) -> None:
    problem = station_day(seed, 25, 3)
    plan = solve(problem, iterations=5)
    assert {each.finding for each in explain(problem, plan)} <= {Finding.BLOCKED_BY, Finding.IMPOSSIBLE}


def test_every_carer_is_accounted_for_in_a_certificate() -> None:
    problem = station_day(1, 40, 5)
    certificates = explain(problem, solve(problem, iterations=10))
    assert certificates
    for each in certificates:
        assert {hindrance.carer for hindrance in each.hindrances} == set(problem.carer_by_id)


def test_who_has_no_shift_is_accounted_for_too() -> None:
    problem = alone(carer("lin", shifts=()), visit("bath"))
    (certificate,) = explain(problem, solve(problem, iterations=0))
    assert [(each.carer, each.code, each.shift) for each in certificate.hindrances] == [
        ("lin", "shift", None)
    ]


def test_who_stopped_work_far_from_home_stands_in_nobodys_way() -> None:
    problem = alone(carer("lin", hours=(8, 9), frozen=Frozen("near", 9 * HOUR)), visit("bath", minutes=10))
    (certificate,) = explain(problem, solve(problem, iterations=0))
    assert certificate.finding == Finding.IMPOSSIBLE
    assert {each.code for each in certificate.hindrances} == {"home_too_late"}


def test_a_shift_that_is_over_stays_over_whatever_overtime_would_help() -> None:
    problem = Maker(Random(9947)).problem()  # found by drawing: somebody between two shifts, linked visits
    plan = solve(problem, iterations=10, seed=9947)
    assert {each.visit for each in explain(problem, plan)} == set(plan.unserved)
