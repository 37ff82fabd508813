"""What a glance at the neighbours of a break rules out is late when it is timed."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.solver.compile import compile_model
from routing.solver.draft import Draft
from routing.solver.insertion import break_places
from routing.solver.thorough import Thorough
from tests.routing.problems import station_day
from tests.routing.thinned import built_and_thinned, drawn_and_thinned, without_breaks

MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def with_breaks(draft: Draft) -> tuple[int, list[tuple[int, list[int]]]]:
    """How many rounds with breaks and one more visit are ruled out, and those of them that can be in time."""
    model, thorough = draft.model, Thorough(draft)
    count, wrong = 0, []
    for each in draft.unserved():
        pickup = [model.pickup_of[each]] if model.pickup_of[each] >= 0 else []
        for task in model.tasks_of[each]:
            for turn in model.turns_for[task]:
                stops = without_breaks(draft, turn)
                rows = [[*stops[:place], *pickup, task, *stops[place:]] for place in range(len(stops) + 1)]
                for row in (row for row in rows if thorough.may_be(turn, row)):
                    having = draft.sequences[turn]
                    has_time = thorough.pauses_in(turn, row).has_time
                    hopeful = list(break_places(model, turn, row, having=having, has_time=has_time))
                    ruled_out = [
                        variant
                        for variant in break_places(model, turn, row, having=having)
                        if variant not in hopeful
                    ]
                    count += len(ruled_out)
                    wrong += [(turn, variant) for variant in ruled_out if thorough.may_be(turn, variant)]
    return count, wrong


@MANY
@given(st.randoms(use_true_random=False))
def test_no_place_of_a_break_is_ruled_out_at_which_a_round_could_be_in_time(chance: Random) -> None:
    _, wrong = with_breaks(drawn_and_thinned(chance))
    assert wrong == []


def test_nor_in_a_station_day_where_most_places_are_ruled_out() -> None:
    for seed in range(3):
        draft = Draft(compile_model(station_day(seed, 30, 5)))
        assert built_and_thinned(draft, Random(seed))
        count, wrong = with_breaks(draft)
        assert wrong == []
        assert count > 100
