"""Bounds of places in the kernel: no place that is in time and has room is passed over."""

from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from routing.problem import Kitchen, Meal, Objective, Problem, ProblemError
from routing.solver.kernels.chance import seeded
from routing.solver.kernels.rounds.arrays import HOPELESS, PROSPECTS
from routing.solver.kernels.rounds.choosing import try_place
from routing.solver.kernels.rounds.loading import load
from routing.solver.kernels.rounds.outlook import look_out
from routing.solver.kernels.rounds.surveying import may_come, survey
from routing.solver.modelling.arrays import build_model
from routing.solver.modelling.numbering import Numbering
from routing.solver.modelling.plans import rows_of
from routing.solver.search import Cooling, Search
from tests.routing.small_days import HOUR, MINUTE, alone, carer, planned, visit
from tests.routing.solver.stopped_searches import thinned_search, tight_day
from tests.routing.whole_problems import Maker

MANY = settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
Spot = tuple[int, int, int, int]  # turn, place, kitchen node or -1, place of the new pickup or -1


def possible_places(search: Search, node: int) -> set[Spot]:
    """Every place for a node that can be timed, with its meal loaded before or right there."""
    model, rounds = search.model, search.rounds
    kitchen = int(model.nodes[node].kitchen)
    pickups = [-1] if kitchen < 0 else [-1, len(model.nodes) - int(model.rules.kitchens) + kitchen]
    first, last = model.nodes[node].allowed_begin, model.nodes[node].allowed_end
    found = set()
    for turn in model.allowed[first:last]:
        if not may_come(*search.arguments[:2], node, turn):
            continue
        for place in range(rounds.lengths[turn] + 1):
            for pickup in pickups:
                at = place if pickup >= 0 else -1
                if try_place(*search.arguments, turn, place, node, pickup, at) < HOPELESS:
                    found.add((int(turn), place, pickup, at))
    return found


def surveyed_places(search: Search, node: int) -> set[Spot]:
    look_out(*search.arguments)
    survey(*search.arguments, node, HOPELESS, seeded(0))
    rows = search.desk.prospects[: search.desk.counts[PROSPECTS], 1:5]
    return {(int(turn), int(place), int(pickup), int(at)) for turn, place, pickup, at in rows}


def assert_none_is_passed_over(search: Search) -> None:
    for job in search.rounds.absent[: search.rounds.counts[0]]:
        if search.model.jobs[job].parts == 1:
            node = int(search.model.jobs[job].first)
            assert possible_places(search, node) <= surveyed_places(search, node)


@MANY
@given(st.randoms(use_true_random=False))
def test_no_place_in_time_is_passed_over_on_days_without_a_second_to_spare(chance: Random) -> None:
    assert_none_is_passed_over(thinned_search(tight_day(chance), chance))


@MANY
@given(st.randoms(use_true_random=False))
def test_no_possible_place_is_passed_over_whatever_the_rules(chance: Random) -> None:
    try:
        problem = Maker(chance).problem()
    except ProblemError:
        reject()
    assert_none_is_passed_over(thinned_search(problem, chance))


@MANY
@given(st.randoms(use_true_random=False))
def test_no_place_is_taken_to_be_paid_more_for_than_it_is(chance: Random) -> None:
    try:
        problem = only_service_costs(Maker(chance).problem())
    except ProblemError:
        reject()
    search = thinned_search(problem, chance)
    for job in search.rounds.absent[: search.rounds.counts[0]]:
        if search.model.jobs[job].parts == 1:
            assert_none_is_cheaper_than_its_bound(search, int(search.model.jobs[job].first))


def test_a_kitchen_on_the_way_spares_the_setup_of_who_lives_beside_it() -> None:
    beside = visit("beside", "near", setup_seconds=HOUR)
    far = visit("far", "far", meal=Meal("kitchen", limit_seconds=None))
    lin = carer("lin", service_cost=1, box_capacity=1)
    kitchen = Kitchen("kitchen", "near", setup_seconds=MINUTE)
    problem = only_service_costs(alone(lin, beside, far, kitchens=(kitchen,), setup_is_service=True))
    search = without_far(problem)
    assert_none_is_cheaper_than_its_bound(search, 1)
    # A minute at the kitchen and half an hour at the door, but an hour less beside the kitchen.
    before, after, pickup = 0, 1, 2
    found = search.desk.prospects[: search.desk.counts[PROSPECTS], :5].tolist()
    assert [3 * (31 * MINUTE - HOUR), 0, after, pickup, before] in found


def without_far(problem: Problem) -> Search:
    """A search that stands at a plan for the first visit alone."""
    numbering = Numbering(problem)
    search = Search(build_model(problem, numbering), seed=0, cooling=Cooling())
    served = planned(replace(problem, visits=problem.visits[:1], kitchens=()))
    assert search.adopt(rows_of(served, numbering, search.rounds.stops.shape))
    assert load(*search.arguments, *search.rows)
    return search


def only_service_costs(problem: Problem) -> Problem:
    """Without breaks, which can lie between a kitchen and the visit whose setup it spares."""
    nowhere = (replace(each, seconds=each.seconds * 0, costs=None, paces=()) for each in problem.travel)
    return replace(
        problem,
        carers=tuple(replace(each, breaks=(), frozen=None) for each in problem.carers),
        travel=tuple(nowhere),
        objective=Objective.only(unserved=10_000_000, travel=3),
        maximum_broken_promises=None,
    )


def assert_none_is_cheaper_than_its_bound(search: Search, node: int) -> None:
    surveyed_places(search, node)
    for bound, turn, place, pickup, at in search.desk.prospects[: search.desk.counts[PROSPECTS], :5].tolist():
        assert bound <= try_place(*search.arguments, turn, place, node, pickup, at)
