"""The cheapest insertion, and what need not be tried for it."""

from random import Random

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from routing.solver import cheapest
from routing.solver.at_least import AtLeast
from routing.solver.cheapest import cheapest_insertion
from routing.solver.compile import compile_model
from routing.solver.draft import Draft
from routing.solver.every_place import insertions
from routing.solver.promises import puts_over_budget
from routing.solver.thorough import Thorough
from routing.solver.trial import Sequences, Trial
from tests.routing.problems import station_day
from tests.routing.thinned import built_and_thinned, drawn_and_thinned

MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
SEED = st.integers(0, 10**6)


@MANY
@given(SEED)
def test_no_insertion_anywhere_is_cheaper(seed: int) -> None:
    draft = drawn_and_thinned(Random(seed))
    for visit in draft.unserved():
        every = [key(draft, trial) for trial in insertions(draft, visit)]
        event("fits somewhere" if every else "fits nowhere")
        best = cheapest_insertion(draft, visit)
        assert (best and key(draft, best)) == min(every, default=None)


@MANY
@given(SEED)
def test_what_may_cost_so_much_at_most_is_found_if_there_is_any(seed: int) -> None:
    draft = drawn_and_thinned(Random(seed))
    for visit in draft.unserved():
        best = cheapest_insertion(draft, visit)
        if best is None or puts_over_budget(draft, best):
            continue
        for more in (-1, 0, 1, 600):
            most = best.cost + more
            within = cheapest_insertion(draft, visit, at_most=most)
            found = within if within and key(draft, within) <= (False, most) else None
            assert (found and key(draft, found)) == (key(draft, best) if more >= 0 else None)


def test_in_a_full_day_few_of_all_places_are_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Draft(compile_model(station_day(5, 60, 6)))
    assert built_and_thinned(draft, Random(1))
    tried: list[Sequences] = []
    counted = Thorough.try_hopeful

    def counting(thorough: Thorough, sequences: Sequences) -> object:
        tried.append(sequences)
        return counted(thorough, sequences)

    monkeypatch.setattr(Thorough, "try_hopeful", counting)
    visits = draft.unserved()
    everywhere = sum(1 for visit in visits for _ in insertions(draft, visit))
    tried.clear()
    assert [visit for visit in visits if cheapest_insertion(draft, visit)]
    assert len(tried) < everywhere / 4


def test_a_visit_that_costs_more_than_it_is_worth_is_not_timed_anywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft = Draft(compile_model(station_day(5, 60, 6)))
    assert built_and_thinned(draft, Random(1))
    least = AtLeast(Thorough(draft))
    cheap = min(
        trial.cost for visit in draft.unserved() if (trial := cheapest_insertion(draft, visit, least=least))
    )
    monkeypatch.setattr(cheapest.Best, "offer", lambda *_: pytest.fail("an insertion was timed"))
    for visit in draft.unserved():
        assert cheapest_insertion(draft, visit, at_most=min(0, cheap) - 10**6, least=least) is None


def key(draft: Draft, trial: Trial) -> tuple[bool, int]:
    return puts_over_budget(draft, trial), trial.cost
