"""What adding to a plan costs at least."""

from itertools import islice, product
from random import Random

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from routing.problem import Window
from routing.solver.at_least import UNKNOWN, AtLeast
from routing.solver.compile import compile_model
from routing.solver.draft import Draft
from routing.solver.every_place import hopeful
from routing.solver.hopeful import are_compatible
from routing.solver.pricing import lateness
from routing.solver.thorough import Thorough
from routing.solver.trial import Trial
from tests.routing.drawn_days import pairs_and_singles
from tests.routing.small_days import visit
from tests.routing.thinned import built_and_thinned, drawn_and_thinned

MANY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(st.integers(0, 10**6))
def test_with_any_rules_no_change_costs_less_however_it_is_timed(seed: int) -> None:
    assert_no_change_costs_less(drawn_and_thinned(Random(seed)))


@MANY
@given(st.integers(0, 10**6))
def test_where_rounds_wait_for_each_other_no_change_costs_less(seed: int) -> None:
    draft = Draft(compile_model(pairs_and_singles(seed, 8, 4)))
    assume(built_and_thinned(draft, Random(seed)))
    assert_no_change_costs_less(draft)


def assert_no_change_costs_less(draft: Draft) -> None:
    thorough = Thorough(draft)
    least = AtLeast(thorough)
    for left_out in draft.unserved():
        tasks = [task for task in draft.model.tasks_of[left_out] if draft.model.fixed_start[task] < 0]
        rows = [list(hopeful(draft, task, thorough)) for task in tasks]
        choices = (choice for choice in product(*rows) if are_compatible(draft.model, choice))
        for choice in islice(choices, 200):
            trial = thorough.try_out({each.turn: each.row for each in choice})
            if not isinstance(trial, Trial):
                continue
            prices = {each.turn: least.round_with(each) for each in choice}
            rough = least.change(sum(least.extra(turn, price) for turn, price in prices.items()), len(choice))
            close = least.change_of(prices)
            event("known" if rough > UNKNOWN else "unknown")
            event("exact" if close == trial.cost else "below")
            assert rough <= close <= trial.cost


@MANY
@given(st.lists(st.integers(0, 40), min_size=4, max_size=4, unique=True), st.integers(0, 50))
def test_the_least_lateness_is_that_of_the_best_start_from_then_on(instants: list[int], start: int) -> None:
    first, second, third, fourth = sorted(instants)
    somebody = visit("somebody", due=(Window(first, second), Window(third, fourth)))
    later = [lateness(somebody, instant, 5) for instant in range(start, 60)]
    assert lateness(somebody, start, 5, at_least=True) == min(later)
