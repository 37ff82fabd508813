"""Trials that call a round late only if it surely is."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routing.problem import Break, Carer, Problem, Starts, TravelMatrix, Visit
from routing.solver import settling
from routing.solver.budget import Budget
from routing.solver.cheapest import cheapest_insertion
from routing.solver.compile import compile_model
from routing.solver.construct import construct
from routing.solver.draft import Draft
from routing.solver.improve import improve
from routing.solver.insertion import break_places, good_insertions
from routing.solver.snapshots import restore, snapshot
from routing.solver.start import follow
from routing.solver.thorough import Thorough
from routing.solver.trial import Obstacle, Sequences, Trial
from tests.routing.drawn_days import pairs_and_singles
from tests.routing.problems import station_day
from tests.routing.small_days import HOUR, MINUTE, PLACES, at, carer, day, hours, line, visit
from tests.routing.thinned import built_and_thinned, drawn_and_thinned, without_breaks

MANY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def test_a_day_whose_links_are_not_settled_in_time_is_taken_to_begin_at_any_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft = Draft(compile_model(pairs_and_singles(3, 12, 4)))
    construct(draft)
    settled = Thorough(draft).least
    monkeypatch.setattr(settling, "MOST_TIMINGS", -100)
    unsettled = Thorough(draft).least
    assert unsettled == list(draft.model.fixed_start)
    assert all(low <= known for low, known in zip(unsettled, settled, strict=True))
    assert unsettled != settled


def test_a_large_day_whose_rounds_all_hang_together_is_settled() -> None:
    problem = station_day(5, 500, 60)
    plan = improve(problem, start=None, budget=Budget(iterations=400), seed=1, report=lambda best: None)
    assert plan is not None
    draft = Draft(compile_model(problem))
    follow(draft, plan)
    assert [problem.visits[each].id for each in draft.unserved()] == list(plan.unserved)
    assert Thorough(draft).bare is not None


def test_an_insertion_that_is_accepted_and_taken_back_leaves_what_is_known_of_the_draft() -> None:
    draft = Draft(compile_model(station_day(5, 20, 4)))
    assert built_and_thinned(draft, Random(1))
    hasty = Thorough(draft).hasty
    assert hasty is not None
    before, kept = list(hasty.sequences), snapshot(draft)
    (trial, *_) = (trial for each in draft.unserved() for trial in good_insertions(draft, each))
    draft.accept(trial)
    restore(draft, kept)
    assert hasty.sequences == before == draft.sequences


@MANY
@given(st.randoms(use_true_random=False))
def test_what_is_called_late_is_so_when_all_that_hangs_together_is_timed_anew(chance: Random) -> None:
    draft = drawn_and_thinned(chance)
    thorough = Thorough(draft)
    for each in draft.unserved():
        for sequences in changes(draft, each):
            found, plain = thorough.try_out(sequences), timed_plainly(draft, sequences, thorough.least)
            assert cost_of(found) == cost_of(plain)


def test_a_stop_that_saves_the_setup_of_the_next_lets_what_is_linked_to_it_begin_earlier() -> None:
    together = visit("together", carers=2, minutes=10, setup_seconds=HOUR, starts=Starts.TOGETHER)
    problem = day([carer("one"), first_together("near")], [together, soon_in_order()])
    assert cheapest_insertion(begun_with(together, problem), 1) is not None


def test_a_stop_that_shortens_the_way_to_the_next_lets_what_is_linked_to_it_begin_earlier() -> None:
    together = visit("together", "farther", carers=2, minutes=10, starts=Starts.TOGETHER)
    ways = line()
    ways[PLACES.index("base"), PLACES.index("farther")] = HOUR
    travel = (TravelMatrix("bike", ways),)
    problem = day([carer("one"), first_together("farther")], [together, soon_in_order()], travel=travel)
    assert cheapest_insertion(begun_with(together, problem), 1) is not None


def first_together(place: str) -> Carer:
    """Somebody who is at a place already and has to begin with the visit of both."""
    shift = hours(8, 16, start=place)
    return carer("two", shifts=(shift,), ordered_visits=("together", "in order"))


def soon_in_order() -> Visit:
    """A visit of two in order that has begun within the first hour."""
    within = at(8, for_minutes=50)
    return visit("in order", carers=2, minutes=10, starts=Starts.ORDERED, windows=(within,))


def begun_with(first: Visit, problem: Problem) -> Draft:
    """A draft that serves only the first visit."""
    draft = Draft(compile_model(problem))
    trial = cheapest_insertion(draft, problem.visits.index(first))
    assert trial is not None
    draft.accept(trial)
    return draft


def cost_of(outcome: Trial | Obstacle) -> int | None:
    return outcome.cost if isinstance(outcome, Trial) else None


def changes(draft: Draft, visit: int) -> Iterator[Sequences]:
    """A visit of one part put in at every place, right after its meal, with breaks at every place too."""
    model = draft.model
    task, pickup = model.tasks_of[visit][0], model.pickup_of[visit]
    for turn in model.turns_for[task] if len(model.tasks_of[visit]) == 1 else ():
        stops = without_breaks(draft, turn)
        for place in range(len(stops) + 1):
            row = [*stops[:place], *([pickup] if pickup >= 0 else []), task, *stops[place:]]
            for variant in break_places(model, turn, row, having=draft.sequences[turn]):
                yield {turn: variant}


def timed_plainly(draft: Draft, sequences: Sequences, least: list[int]) -> Trial | Obstacle:
    trial = draft.try_out(sequences)
    late = isinstance(trial, Obstacle) and trial.is_late
    return draft.try_anew(sequences, least) if late else trial


def test_a_break_that_moves_lets_the_other_carer_of_a_visit_begin_earlier_too() -> None:
    lin = carer("lin", breaks=(Break("lunch", (at(12, for_minutes=120),), 30 * MINUTE),))
    bath = visit("bath", carers=2, windows=(at(12, for_minutes=120),))
    soon = visit("soon", windows=(at(12, 30, for_minutes=15),), allowed_carers=("lin",))
    draft = Draft(compile_model(day([lin, carer("mei")], [bath, soon])))
    (first, second), (task,), (lunch,) = (*draft.model.tasks_of, draft.model.breaks_of[0])
    assert draft.rebuild([[lunch, first], [second]])
    assert draft.start[second] == 12 * HOUR + 30 * MINUTE
    trial = Thorough(draft).try_out({0: [first, task, lunch]})
    assert isinstance(trial, Trial)
    assert trial.timed[1].starts == [12 * HOUR]
