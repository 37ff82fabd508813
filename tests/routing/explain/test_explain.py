"""Every verdict against brute force on small days."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations_with_replacement, permutations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.explain import Finding, explain
from routing.explain.copies import draft_of
from routing.plan import Plan
from routing.problem import Problem
from routing.solver import solve
from routing.solver.compile import compile_model
from routing.solver.draft import Draft
from routing.solver.model import BREAK, Model
from tests.routing.problems import station_day

DAYS = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def with_breaks(model: Model, turn: int, rest: list[int]) -> Iterator[list[int]]:
    pauses = list(model.breaks_of[turn])
    for places in combinations_with_replacement(range(len(rest) + 1), len(pauses)):
        variant = list(rest)
        for place, pause in reversed(list(zip(places, pauses, strict=True))):
            variant.insert(place, pause)
        yield variant


def enlarged(model: Model, turn: int, sequence: list[int], task: int) -> Iterator[list[int]]:
    """The turn with one more task, and its pickup, anywhere; breaks anywhere."""
    rest = [node for node in sequence if model.nodes[node].kind != BREAK]
    pickup = model.pickup_of[model.nodes[task].visit]
    for place in range(len(rest) + 1):
        for load_at in range(place + 1) if pickup >= 0 else [0]:
            loaded = [*rest[:load_at], pickup, *rest[load_at:place]] if pickup >= 0 else rest[:place]
            yield from with_breaks(model, turn, [*loaded, task, *rest[place:]])


def brute_force_fits(problem: Problem, sequences: list[list[int]], visit: int) -> bool:
    """Rebuild the whole day for every way to put the visit in."""
    model = compile_model(problem)
    tasks = model.tasks_of[visit]
    mates = model.same_carer_groups[visit]
    for turns in permutations(range(len(model.turns)), len(tasks)):
        carers = [model.turns[turn].carer for turn in turns]
        if len(set(carers)) < len(carers):
            continue
        if any(turn not in model.turns_for[task] for turn, task in zip(turns, tasks, strict=True)):
            continue
        choices = [enlarged(model, t, sequences[t], task) for t, task in zip(turns, tasks, strict=True)]
        for choice in product(*(list(each) for each in choices)):
            changed = dict(zip(turns, choice, strict=True))
            day = Draft(model)
            if not day.rebuild([changed.get(rank, each) for rank, each in enumerate(sequences)]):
                continue
            doers = {day.doer(model.tasks_of[mate][0]) for mate in mates} - {-1}
            if doers <= {carers[0]}:
                return True
    return False


def plan_with_unserved(seed: int, visits: int) -> tuple[Problem, Plan]:
    """A quick plan, from which one more visit is taken away so that `missed` occurs too."""
    problem = without_promises(station_day(seed, visits, 2 + seed % 2))
    rounds = solve(problem, iterations=0)
    served = [visit.id for visit in problem.visits if visit.id not in rounds.unserved]
    if seed % 3 == 0 and served and len(problem.visit_by_id[served[0]].parts) == 1:
        gone = served[0]
        kept = tuple(
            replace(
                each,
                stops=tuple(
                    replace(stop, meals=tuple(meal for meal in stop.meals if meal != gone))
                    for stop in each.stops
                    if stop.about != gone
                ),
            )
            for each in rounds.rounds
        )
        rounds = replace(rounds, rounds=kept, unserved=(*rounds.unserved, gone))
    return problem, rounds


@DAYS
@given(seed=st.integers(0, 5000), visits=st.integers(4, 8))
def test_brute_force_agrees_on_every_finding(seed: int, visits: int) -> None:
    problem, plan = plan_with_unserved(seed, visits)
    draft = draft_of(problem, plan)
    rank = {visit.id: place for place, visit in enumerate(problem.visits)}
    empty: list[list[int]] = [[] for _ in draft.model.turns]
    for certificate in explain(problem, plan):
        visit = rank[certificate.visit]
        fits_now = brute_force_fits(problem, draft.sequences, visit)
        fits_ever = brute_force_fits(problem, empty, visit)
        assert (certificate.finding in (Finding.MISSED, Finding.NOT_WORTH_IT)) == fits_now
        assert (certificate.finding == Finding.IMPOSSIBLE) == (not fits_ever and not fits_now)


@DAYS
@given(seed=st.integers(0, 5000))
def test_without_its_blockers_a_visit_fits_and_none_of_them_is_named_in_vain(seed: int) -> None:
    problem = without_promises(station_day(seed, 14, 2))
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


def without_promises(problem: Problem) -> Problem:
    """A certificate takes waiting for promised times as it stands; brute force does not."""
    return replace(problem, visits=tuple(replace(visit, promise=None) for visit in problem.visits))


def fits_without(draft: Draft, visit: int, others: set[int]) -> bool:
    model = draft.model
    left = [[node for node in each if model.nodes[node].visit not in others] for each in draft.sequences]
    left = [each if any(model.nodes[node].kind != BREAK for node in each) else [] for each in left]
    return brute_force_fits(model.problem, left, visit)


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
