"""What a glance at the neighbours rules out is late when it is timed."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.problem import Kitchen, Meal
from routing.solver.compile import compile_model
from routing.solver.draft import Draft
from routing.solver.thorough import Thorough
from tests.routing.problems import HOUR, station_day
from tests.routing.small_days import alone, at, carer, visit
from tests.routing.thinned import built_and_thinned, drawn_and_thinned, without_breaks

MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def ruled_out_but_in_time(draft: Draft) -> list[tuple[int, list[int]]]:
    """What the glance rules out for visits that are not served, though the round would be in time."""
    model, thorough = draft.model, Thorough(draft)
    found = []
    for each in draft.unserved():
        pickup = model.pickup_of[each]
        for task in model.tasks_of[each]:
            for turn in model.turns_for[task]:
                row = without_breaks(draft, turn)
                glance = thorough.glance_at(turn)
                for place in range(len(row) + 1):
                    later = [*row[:place], task, *row[place:]]
                    if pickup < 0:
                        if not glance.has_time(task, place) and thorough.may_be(turn, later):
                            found.append((turn, later))
                        continue
                    for load_at in range(place + 1):
                        loaded = [*later[:load_at], pickup, *later[load_at:]]
                        seen = (load_at, place) in glance.loadings(task, pickup)
                        if not seen and thorough.may_be(turn, loaded):
                            found.append((turn, loaded))
    return found


@MANY
@given(st.randoms(use_true_random=False))
def test_no_place_is_ruled_out_at_which_a_round_could_be_in_time(chance: Random) -> None:
    assert ruled_out_but_in_time(drawn_and_thinned(chance)) == []


def test_nor_in_a_station_day_with_meals_pairs_and_breaks() -> None:
    for seed in range(4):
        draft = Draft(compile_model(station_day(seed, 40, 6)))
        assert built_and_thinned(draft, Random(seed))
        assert ruled_out_but_in_time(draft) == []


def test_meals_loaded_in_one_stop_may_be_loaded_apart_for_a_visit_between_them() -> None:
    meals = [visit(name, meal=Meal("kitchen", hour * HOUR, 1, None)) for name, hour in (("v", 8), ("w", 12))]
    early = visit("u", windows=(at(9, for_minutes=30),), minutes=10)
    lin = carer("lin", box_capacity=2)
    draft = Draft(compile_model(alone(lin, early, *meals, kitchens=(Kitchen("kitchen", "base"),))))
    (task,), first, second = (draft.model.tasks_of[0], *draft.model.pickup_of[1:])
    assert draft.rebuild([[first, second, draft.model.tasks_of[2][0], draft.model.tasks_of[1][0]]])
    assert Thorough(draft).glance_at(0).has_time(task, 1)
