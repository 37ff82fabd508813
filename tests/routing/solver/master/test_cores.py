"""The fewest rules that forbid a visit, held against brute force over days that keep some rules only."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.explain import Finding, explain
from routing.problem import (
    Break,
    Carer,
    Frozen,
    Kitchen,
    Meal,
    Pin,
    Problem,
    Shift,
    Starts,
    TravelMatrix,
    Visit,
)
from routing.solver.compile import compile_model
from routing.solver.master.cores import forbidding_rules
from tests.routing.explain.brute_force import fits
from tests.routing.explain.entangled_days import plan_with_unserved
from tests.routing.problems import HOUR, station_day
from tests.routing.small_days import MINUTE, alone, at, carer, line, visit

DAYS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVERY_BOX = 99
EVERY_RULE = (
    *("window", "skill", "credential", "forbidden_carer", "carer_not_allowed", "pinned_carer", "pinned_time"),
    *("sex", "language", "gap", "meal_cold", "meal_not_ready", "kitchen_closed", "shift", "break_missing"),
    *("box_overfull", "maximum_work"),
)


def holding(problem: Problem, visit: str, rules: set[str]) -> Problem:
    """The day of this visit in which these rules about it hold and no others."""
    record = _visit(problem.visit_by_id[visit], rules)
    return replace(
        problem,
        visits=(record,),
        carers=tuple(_carer(carer, rules) for carer in problem.carers),
        kitchens=tuple(
            each if "kitchen_closed" in rules else replace(each, windows=()) for each in problem.kitchens
        ),
        precedences=(),
        same_carer=(),
    )


def _visit(visit: Visit, rules: set[str]) -> Visit:
    parts = tuple(
        replace(
            part,
            skills=part.skills if "skill" in rules else (),
            credentials=part.credentials if "credential" in rules else (),
        )
        for part in visit.parts
    )
    pin = visit.pin or Pin()
    return replace(
        visit,
        parts=parts,
        windows=visit.windows if "window" in rules else (),
        forbidden_carers=visit.forbidden_carers if "forbidden_carer" in rules else (),
        allowed_carers=visit.allowed_carers if "carer_not_allowed" in rules else None,
        pin=Pin(
            pin.carers if "pinned_carer" in rules else None,
            pin.start_at if "pinned_time" in rules else None,
        ),
        sex=visit.sex if "sex" in rules else None,
        language=visit.language if "language" in rules else None,
        starts=visit.starts if rules & {"gap", "not_together"} else Starts.FREE,
        meal=visit.meal and _meal(visit.meal, rules),
    )


def _meal(meal: Meal, rules: set[str]) -> Meal:
    limit = meal.limit_seconds
    ready_at = meal.ready_at if "meal_not_ready" in rules else 0
    cold_at = meal.ready_at + limit if limit is not None and "meal_cold" in rules else None
    return replace(meal, ready_at=ready_at, limit_seconds=None if cold_at is None else cold_at - ready_at)


def _carer(carer: Carer, rules: set[str]) -> Carer:
    shifts: list[Shift] = []
    for shift in carer.shifts:
        begins = shifts[-1].until if shifts else 0
        any_time = replace(shift, from_=begins, overtime_limit_seconds=None)
        shifts.append(shift if "shift" in rules else any_time)
    return replace(
        carer,
        shifts=tuple(shifts),
        breaks=tuple(replace(each, required="break_missing" in rules) for each in carer.breaks),
        box_capacity=carer.box_capacity if "box_overfull" in rules else EVERY_BOX,
        maximum_work_seconds=carer.maximum_work_seconds if "maximum_work" in rules else None,
        ordered_visits=(),
    )


def is_possible(problem: Problem, visit: str, rules: set[str]) -> bool:
    """By brute force, in an empty day that keeps these rules."""
    model = compile_model(holding(problem, visit, rules))
    return fits(model, [[] for _ in model.turns], 0)


@DAYS
@given(seed=st.integers(0, 5000), visits=st.integers(4, 8))
def test_the_rules_named_forbid_an_impossible_visit_and_without_any_of_them_it_is_possible(
    seed: int, visits: int
) -> None:
    problem, plan = plan_with_unserved(seed, visits)
    for certificate in explain(problem, plan):
        rules = set(certificate.rules)
        assert bool(rules) == (certificate.finding == Finding.IMPOSSIBLE)
        if rules:
            assert not is_possible(problem, certificate.visit, rules)
        for rule in rules:
            assert is_possible(problem, certificate.visit, rules - {rule})


def test_a_breakfast_before_the_kitchen_opens_and_who_may_bring_it_are_told_apart() -> None:
    day = station_day(1, 12, 3)
    visit = next(each for each in day.visits if each.meal is not None)
    assert visit.meal is not None
    kitchen = day.kitchens[0]
    early = replace(
        visit,
        pin=Pin(start_at=int(10.2 * HOUR)),
        windows=(),
        meal=replace(visit.meal, ready_at=0, limit_seconds=None),
    )
    late = replace(day, kitchens=(replace(kitchen, windows=(replace(kitchen.windows[0], from_=11 * HOUR),)),))
    alone = replace(late, visits=(early,), precedences=(), same_carer=())
    assert forbidding_rules(alone, early.id) == ("kitchen_closed", "pinned_time")
    nobody = replace(early, pin=None, parts=(replace(early.parts[0], skills=("wings",)),))
    assert forbidding_rules(replace(alone, visits=(nobody,)), nobody.id) == ("skill",)
    free = replace(early, pin=None)
    assert forbidding_rules(replace(alone, visits=(free,)), free.id) == ()


def test_no_single_rule_forbids_a_visit_for_which_two_are_named() -> None:
    problem = station_day(8, 7, 2)
    named = {visit.id: forbidding_rules(problem, visit.id) for visit in problem.visits}
    pairs = {visit: rules for visit, rules in named.items() if len(rules) == 2}
    assert pairs
    for name in pairs:
        assert all(is_possible(problem, name, {rule}) for rule in EVERY_RULE)


def test_of_a_day_that_has_begun_nothing_is_claimed() -> None:
    problem = station_day(8, 6, 3)
    carers = tuple(replace(each, frozen=Frozen("station", 9 * HOUR)) for each in problem.carers)
    begun = replace(problem, carers=carers)
    assert all(forbidding_rules(begun, visit.id) == () for visit in begun.visits)


def test_what_is_collected_before_a_break_that_asks_for_an_empty_car_is_told_with_the_break() -> None:
    lunch = Break("lunch", (at(12, for_minutes=30),), 30 * MINUTE, maximum_load=())
    lin = carer("lin", capacity=(1,), breaks=(lunch,))
    morning, free = visit("v", collected=(1,), windows=(at(9),)), visit("v", collected=(1,))
    brought = visit("v", delivered=(1,), windows=(at(9),))
    assert forbidding_rules(alone(lin, morning), "v") == ("break_load", "break_missing", "window")
    assert forbidding_rules(alone(lin, free), "v") == ()
    assert forbidding_rules(alone(lin, brought), "v") == ()


def test_of_a_meal_too_much_for_anybody_it_is_said_that_it_is_too_much() -> None:
    kitchen = Kitchen("kitchen", "base")
    two = visit("v", delivered=(1,), meal=Meal("kitchen", limit_seconds=None, load=(2,)))
    for room, rules in (((3,), ()), ((2,), ("overloaded",))):
        problem = alone(carer("lin", capacity=room, box_capacity=1), two, kitchens=(kitchen,))
        assert forbidding_rules(problem, "v") == rules


def test_of_a_visit_too_far_for_the_meters_of_a_day_it_is_said_that_it_is_too_far() -> None:
    measured = (TravelMatrix("bike", line(), meters=line(100)),)
    for most, rules in ((400, ()), (399, ("maximum_travel_meters",))):
        lin = carer("lin", maximum_travel_meters=most)
        assert forbidding_rules(alone(lin, visit("v", "far"), travel=measured), "v") == rules
