"""Which places of the parts of one visit can go together."""

from itertools import product
from random import Random

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from routing.solver import together as module
from routing.solver.compile import compile_model
from routing.solver.draft import Draft
from routing.solver.every_place import hopeful
from routing.solver.hopeful import Hopeful, are_compatible
from routing.solver.thorough import Thorough
from routing.solver.together import together
from tests.routing.drawn_days import pairs_and_singles
from tests.routing.small_days import carer, day, visit
from tests.routing.thinned import built_and_thinned

Parts = list[list[Hopeful]]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10**6))
def test_they_are_all_that_are_compatible_the_cheapest_first(seed: int) -> None:
    draft = Draft(compile_model(pairs_and_singles(seed, 8, 4)))
    assume(built_and_thinned(draft, Random(seed)))
    for left_out in draft.unserved():
        found = assert_all_compatible(draft, parts_of(draft, left_out), Random(seed))
        event("some go together" if found else "none go together")


@pytest.mark.parametrize("step", [1, 7, module.STEP])
def test_three_carers_come_together_however_many_are_looked_at_in_one_step(
    monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    monkeypatch.setattr(module, "STEP", step)
    problem = day([carer("one"), carer("two"), carer("three")], [visit("all", carers=3), visit("other")])
    draft = Draft(compile_model(problem))
    parts = parts_of(draft, 0)
    assert len(list(together(draft.model, parts, [[0] * len(part) for part in parts]))) == 6
    assert_all_compatible(draft, parts, Random(1))


def test_a_part_that_fits_nowhere_leaves_nothing_together() -> None:
    draft = Draft(compile_model(day([carer("one"), carer("two")], [visit("both", carers=2)])))
    first, _ = parts_of(draft, 0)
    assert list(together(draft.model, [first, []], [[0] * len(first), []])) == []


def test_only_the_cheapest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = Draft(compile_model(day([carer("one"), carer("two")], [visit("both", carers=2)])))
    parts = parts_of(draft, 0)
    extra = [[5, 1], [2, 0]]
    assert list(together(draft.model, parts, extra)) == [(1, 0), (0, 1)]
    assert list(together(draft.model, parts, extra, at_most=4)) == [(1, 0)]
    monkeypatch.setattr(module, "MOST_KEPT", 1)
    assert list(together(draft.model, parts, extra)) == [(1, 0)]


def parts_of(draft: Draft, number: int) -> Parts:
    thorough = Thorough(draft)
    return [list(hopeful(draft, task, thorough)) for task in draft.model.tasks_of[number]]


def assert_all_compatible(draft: Draft, parts: Parts, chance: Random) -> int:
    extra = [[chance.randint(-9, 9) for _ in part] for part in parts]
    found = list(together(draft.model, parts, extra))
    costs = [sum(row[rank] for row, rank in zip(extra, ranks, strict=True)) for ranks in found]
    assert costs == sorted(costs)
    every = product(*(range(len(part)) for part in parts))
    assert sorted(found) == [
        ranks
        for ranks in every
        if are_compatible(draft.model, tuple(part[rank] for part, rank in zip(parts, ranks, strict=True)))
    ]
    return len(found)
