"""Every term of the objective, counted by hand for a plan made by hand, and each of them on its own."""

from dataclasses import fields, replace
from typing import Any

import pytest

from routing.check import check
from routing.plan import Plan, Round, StopKind
from routing.problem import (
    Break,
    ForGrade,
    Frozen,
    FrozenStop,
    Objective,
    Part,
    Problem,
    Promise,
    TravelMatrix,
    Wish,
)
from tests.routing.check.by_hand import EIGHT, ELEVEN, NINE, brought, kitchen_day, loaded, pause, stop, walked
from tests.routing.small_days import HOUR, MINUTE, alone, at, carer, day, hours, line, visit

NO_TERM = dict.fromkeys((each.name for each in fields(Objective)), 0)


def terms(problem: Problem, *rounds: Round, unserved: tuple[str, ...] = ()) -> dict[str, int]:
    """The terms that are not zero, of a plan that breaks no rule."""
    verdict = check(problem, Plan(rounds, unserved))
    assert verdict.broken == ()
    assert list(verdict.terms) == list(NO_TERM)
    weights = vars(problem.objective)
    assert verdict.total == sum(weights[name] * value for name, value in verdict.terms.items())
    return {name: value for name, value in verdict.terms.items() if value}


def test_ways_are_counted_there_and_back() -> None:
    one = terms(alone(carer("lin"), visit("v")), walked(stop("v", NINE)))
    # From nine to half past, and a minute home: all else of eight hours is idle.
    assert one == {"travel": 2 * MINUTE, "largest_idle": 8 * HOUR - 32 * MINUTE}


def test_costs_of_a_matrix_and_of_using_a_carer_replace_and_add_to_seconds() -> None:
    matrix = TravelMatrix("bike", line(), None, line(7))
    problem = alone(carer("lin", use_cost=100), visit("v"), travel=(matrix,))
    assert terms(problem, walked(stop("v", NINE)))["travel"] == 7 + 7 + 100


def test_seconds_of_visits_and_pickups_cost_what_the_carer_does() -> None:
    problem = kitchen_day(service_cost=3)
    visits = stop("v", ELEVEN + 6 * MINUTE, 10), stop("w", 12 * HOUR, 10)
    # Ways of a minute there and back; five minutes at the kitchen, ten at each door, whatever the waiting.
    assert (
        terms(problem, brought(loaded(ELEVEN, "v", "w"), *visits))["travel"]
        == 2 * MINUTE + 3 * (5 + 10 + 10) * MINUTE
    )


def test_each_carer_is_paid_at_a_rate_of_their_own_and_for_each_part() -> None:
    crew = [carer("lin", service_cost=2), carer("wu", service_cost=5), carer("bao", service_cost=100)]
    problem = day(crew, [visit("v", carers=2)])
    found = terms(problem, walked(stop("v", NINE)), walked(stop("v", NINE, part=1), who="wu"))
    assert found["travel"] == 4 * MINUTE + (2 + 5) * 30 * MINUTE


def test_neither_breaks_nor_what_has_begun_cost_seconds_of_service() -> None:
    lunch = Break("lunch", (at(10, for_minutes=30),), 30 * MINUTE)
    begun = Frozen("near", NINE + 30 * MINUTE, (FrozenStop("v", NINE),))
    lin = carer("lin", service_cost=2, breaks=(lunch,), frozen=begun)
    problem = alone(lin, visit("v"), visit("w", minutes=10))
    stops = (stop("v", NINE, frozen=True), pause(10 * HOUR), stop("w", ELEVEN, 10))
    ahead = replace(walked(*stops), leave_at=begun.free_at)
    # Only the way home, from where the carer is.
    assert terms(problem, ahead)["travel"] == MINUTE + 2 * 10 * MINUTE


@pytest.mark.parametrize(("inside", "minutes"), [(True, 30 + 5), (False, 30)])
def test_setup_costs_seconds_of_service_where_it_is_part_of_it(inside: bool, minutes: int) -> None:
    lin = carer("lin", service_cost=2)
    problem = alone(lin, visit("v", setup_seconds=5 * MINUTE), setup_is_service=inside)
    way = 0 if inside else 5 * MINUTE
    served = stop("v", NINE, minutes, arrive_at=NINE - way)
    assert terms(problem, walked(served))["travel"] == 2 * MINUTE + 2 * minutes * MINUTE


def test_the_seconds_that_cost_are_those_of_the_carers_grade() -> None:
    part = Part(30 * MINUTE, service_by_grade=(ForGrade("learns", 45 * MINUTE),))
    lin = carer("lin", service_cost=2, grade="learns")
    problem = alone(lin, visit("v", parts=(part,)), setup_is_service=True)
    assert terms(problem, walked(stop("v", NINE, 45)))["travel"] == 2 * MINUTE + 2 * 45 * MINUTE


def test_leaving_out_costs_more_the_higher_the_priority() -> None:
    problem = alone(carer("lin"), visit("v", priority=2, drop_cost=5), visit("w"))
    assert terms(problem, walked(stop("w", NINE)), unserved=("v",))["unserved"] == 15
    nobody = terms(problem, unserved=("v", "w"))
    assert nobody == {"unserved": 16, "largest_idle": 8 * HOUR}


@pytest.mark.parametrize(
    ("moved", "broken"),
    [(0, 0), (15 * MINUTE, 0), (-15 * MINUTE, 0), (15 * MINUTE + 1, 1), (-15 * MINUTE - 1, 1)],
)
def test_a_promised_time_is_broken_beyond_its_tolerance(moved: int, broken: int) -> None:
    problem = alone(carer("lin"), visit("v", promise=Promise(NINE)))
    assert terms(problem, walked(stop("v", NINE + moved))).get("broken_promises", 0) == broken


def test_a_promise_of_carers_is_kept_in_any_order_and_broken_by_any_other_or_by_nobody() -> None:
    crew = [carer(each) for each in ("lin", "wu", "bao")]
    problem = day(crew, [visit("v", carers=2, promise=Promise(None, ("lin", "wu")))])
    swapped = [walked(stop("v", NINE), who="wu"), walked(stop("v", NINE, part=1), who="lin")]
    assert "broken_promises" not in terms(problem, *swapped)
    other = [walked(stop("v", NINE), who="lin"), walked(stop("v", NINE, part=1), who="bao")]
    assert terms(problem, *other)["broken_promises"] == 1
    assert terms(problem, unserved=("v",))["broken_promises"] == 1
    nothing = day(crew, [visit("v", carers=2, promise=Promise())])
    assert "broken_promises" not in terms(nothing, unserved=("v",))


@pytest.mark.parametrize(
    ("start", "at_end", "late"),
    [
        (NINE, False, 0),
        (NINE + 10 * MINUTE, False, 0),
        (NINE + 11 * MINUTE, False, MINUTE),
        (NINE, True, 20 * MINUTE),
        (EIGHT + 30 * MINUTE, False, 0),  # before the first of them nobody is late
        (11 * HOUR - 1, False, 110 * MINUTE - 1),
        (11 * HOUR, False, 0),
        (11 * HOUR + 6 * MINUTE, False, MINUTE),
    ],
)
def test_lateness_counts_from_the_last_soft_window_that_has_opened(
    start: int, at_end: bool, late: int
) -> None:
    soft = (at(9, for_minutes=10), at(11, for_minutes=5))
    problem = alone(carer("lin"), visit("v", due=soft, due_at_end=at_end))
    found = terms(problem, walked(stop("v", start)))
    assert (found.get("lateness", 0), found.get("largest_lateness", 0)) == (late, late)


def test_lateness_is_summed_over_parts_and_the_largest_stands_alone() -> None:
    parts: dict[str, Any] = {"carers": 2, "due": (at(8, for_minutes=10),)}
    problem = day([carer("lin"), carer("wu")], [visit("v", **parts), visit("w", due=(at(8),))])
    lin = Round(
        "lin", 0, EIGHT + 29 * MINUTE, EIGHT + 91 * MINUTE, (stop("v", EIGHT + 30 * MINUTE), stop("w", NINE))
    )
    found = terms(problem, lin, walked(stop("v", EIGHT + 30 * MINUTE, part=1), who="wu"))
    assert (found["lateness"], found["largest_lateness"]) == ((20 + 20 + 60) * MINUTE, 60 * MINUTE)


def test_each_soft_wish_not_met_counts_for_each_part_and_hard_ones_count_nothing() -> None:
    wishes: dict[str, Any] = {"sex": Wish(("female",)), "language": Wish(("mn", "zh"))}
    crew = [carer("lin", sex="male"), carer("wu", sex="female", languages=("zh",))]
    problem = day(crew, [visit("v", carers=2, **wishes)])
    found = terms(problem, walked(stop("v", NINE)), walked(stop("v", NINE, part=1), who="wu"))
    assert found["wishes"] == 2
    hard: dict[str, Any] = {name: replace(wish, hard=True) for name, wish in wishes.items()}
    met = day([replace(crew[1], id="lin")], [visit("v", **hard)])
    assert "wishes" not in terms(met, walked(stop("v", NINE)))


def test_every_part_done_by_a_stranger_counts_where_somebody_is_preferred() -> None:
    crew = [carer("lin"), carer("wu")]
    for preferred, strangers in (((), 0), (("lin", "wu"), 0), (("lin",), 1)):
        problem = day(crew, [visit("v", carers=2, preferred_carers=preferred)])
        found = terms(problem, walked(stop("v", NINE)), walked(stop("v", NINE, part=1), who="wu"))
        assert found.get("continuity", 0) == strangers


def test_waiting_is_counted_at_every_stop_but_not_before_leaving_late() -> None:
    problem = alone(carer("lin"), visit("v"), visit("w"))
    first, second = stop("v", NINE), stop("w", NINE + 40 * MINUTE, arrive_at=NINE + 30 * MINUTE)
    found = terms(problem, walked(first, second))
    assert found["waiting"] == 10 * MINUTE
    assert found["largest_idle"] == 8 * HOUR - 2 * 31 * MINUTE
    at_door = stop("v", NINE, arrive_at=EIGHT + MINUTE)
    only = alone(carer("lin"), visit("v"), leave_at_shift_start=True)
    assert terms(only, walked(at_door))["waiting"] == 59 * MINUTE


def test_waiting_after_a_break_that_opens_a_round_is_free_for_the_waiting_but_idle() -> None:
    lunch = Break("lunch", (at(9, for_minutes=10),), 30 * MINUTE)
    problem = alone(carer("lin", breaks=(lunch,)), visit("v"))
    pause = stop("lunch", NINE, kind=StopKind.BREAK)
    late = stop("v", NINE + 45 * MINUTE, arrive_at=NINE + 30 * MINUTE)
    found = terms(problem, walked(pause, late))
    assert "waiting" not in found
    assert found["largest_idle"] == 8 * HOUR - 62 * MINUTE


def test_idle_is_the_largest_over_all_shifts_used_or_not() -> None:
    crew = [carer("lin", hours=(8, 10)), carer("wu", hours=(8, 11))]
    problem = day(crew, [visit("v")])
    assert terms(problem, walked(stop("v", NINE)))["largest_idle"] == 3 * HOUR
    alone_lin = day(crew[:1], [visit("v")])
    # Leaves at 8:59 and is home at 9:31, half an hour before the end.
    assert terms(alone_lin, walked(stop("v", NINE)))["largest_idle"] == (59 + 29) * MINUTE


def test_only_optional_breaks_can_be_missed_and_those_taken_are_not() -> None:
    breaks = (
        Break("tea", (at(9, for_minutes=60),), 10 * MINUTE, required=False),
        Break("nap", (at(14, for_minutes=60),), 10 * MINUTE, required=False),
    )
    problem = day([carer("lin", breaks=breaks), carer("wu", breaks=breaks[:1])], [visit("v")])
    tea = stop("tea", NINE + 30 * MINUTE, 10, kind=StopKind.BREAK)
    assert terms(problem, walked(stop("v", NINE)))["missed_breaks"] == 3
    assert terms(problem, walked(stop("v", NINE), tea))["missed_breaks"] == 2


def test_fairness_sums_how_far_each_is_from_the_mean_rounded_up() -> None:
    crew = [carer(each) for each in ("lin", "wu", "bao")]
    problem = day(crew, [visit("v", parts=(Part(100),))])
    late = replace(stop("v", NINE, 0), end_at=NINE + 100)
    # 100 s of service and 120 s of ways; the mean is 73.33 s.
    assert terms(problem, walked(late))["fairness"] == 147 + 74 + 74


def test_overtime_is_counted_after_the_shift_at_the_carers_own_rate() -> None:
    long = hours(8, 9, overtime_limit_seconds=HOUR)
    problem = alone(carer("lin", shifts=(long,), overtime_cost=3), visit("v"))
    assert terms(problem, walked(stop("v", NINE - 10 * MINUTE)))["overtime"] == 3 * 21 * MINUTE
    assert "overtime" not in terms(problem, walked(stop("v", NINE - 31 * MINUTE)))


def test_each_weight_makes_its_own_term_and_no_other_dearer() -> None:
    problem = alone(carer("lin"), visit("v"), visit("w"))
    plan = Plan((walked(stop("v", NINE)),), ("w",))
    verdict = check(problem, plan)
    for name, value in verdict.terms.items():
        dearer = replace(problem.objective, **{name: getattr(problem.objective, name) + 7})
        other = check(replace(problem, objective=dearer), plan)
        assert other.terms == verdict.terms
        assert other.total == verdict.total + 7 * value


def test_sex_and_language_are_told_apart() -> None:
    wishes: dict[str, Any] = {"sex": Wish(("female",)), "language": Wish(("mn",))}
    some: list[tuple[dict[str, Any], int]] = [
        ({"sex": "female", "languages": ("mn",)}, 0),
        ({"sex": "female"}, 1),
        ({"languages": ("mn",)}, 1),
    ]
    for who, unmet in some:
        found = terms(alone(carer("lin", **who), visit("v", **wishes)), walked(stop("v", NINE)))
        assert found.get("wishes", 0) == unmet


def test_work_makes_unfair_who_does_more_of_it() -> None:
    crew = [carer("lin"), carer("wu")]
    problem = day(crew, [visit("v"), visit("w", minutes=60)])
    # 32 and 62 minutes of work: each a quarter of an hour from the mean.
    found = terms(problem, walked(stop("v", NINE)), walked(stop("w", NINE, 60), who="wu"))
    assert found["fairness"] == 30 * MINUTE


def test_an_empty_round_uses_nobody() -> None:
    problem = day([carer("lin", use_cost=100)], [visit("v")])
    assert terms(problem, Round("lin", 0, EIGHT, EIGHT, ()), unserved=("v",)) == {
        "unserved": 1,
        "largest_idle": 8 * HOUR,
    }


def test_an_empty_round_is_as_idle_as_none() -> None:
    problem = day([carer("lin", shifts=(hours(8, 16, end="far"),))], [visit("v")])
    empty = Round("lin", 0, EIGHT, EIGHT + 2 * MINUTE, ())
    assert terms(problem, empty, unserved=("v",))["largest_idle"] == 8 * HOUR


def test_who_does_not_work_is_not_idle() -> None:
    assert terms(day([carer("lin", shifts=())], [visit("v")]), unserved=("v",)) == {"unserved": 1}


def test_nobody_is_idle_before_leaving_at_once_or_after_the_end() -> None:
    tight = carer("lin", shifts=(hours(8, 9, overtime_limit_seconds=HOUR),))
    problem = alone(tight, visit("v", minutes=90))
    assert "largest_idle" not in terms(problem, walked(stop("v", EIGHT + MINUTE, 90)))


def test_only_optional_breaks_count_as_missed_and_only_breaks_as_taken() -> None:
    window = at(9, for_minutes=60)
    breaks = (
        Break("v", (window,), 60, required=False),
        Break("tea", (window,), 60),
        Break("nap", (window,), 60, required=False),
    )
    lin = carer("lin", breaks=breaks, frozen=Frozen("base", EIGHT, (), (), ("nap",)))
    assert terms(day([lin], [visit("v")]), unserved=("v",))["missed_breaks"] == 1
    tea = stop("tea", NINE + 30 * MINUTE, 1, kind=StopKind.BREAK)
    assert terms(day([lin], [visit("v")]), walked(stop("v", NINE), tea))["missed_breaks"] == 1


def test_before_the_first_soft_window_its_own_end_counts() -> None:
    soft = (at(9, for_minutes=10), at(11, for_minutes=5))
    problem = alone(carer("lin"), visit("v", due=soft, due_at_end=True))
    assert terms(problem, walked(stop("v", NINE - MINUTE)))["lateness"] == 19 * MINUTE


def test_what_has_begun_costs_no_wish_that_was_hard_and_no_overtime_once_it_is_over() -> None:
    done = Frozen("near", NINE + 30 * MINUTE, (FrozenStop("v", NINE),))
    over = carer("lin", hours=(8, 9), frozen=done)
    hard = Wish(("female",), hard=True)
    problem = alone(over, visit("v", sex=hard, language=hard))
    round_ = Round("lin", 0, NINE, NINE + 30 * MINUTE, (stop("v", NINE, frozen=True),))
    found = terms(problem, round_)
    assert "wishes" not in found
    assert "overtime" not in found
