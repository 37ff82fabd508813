from dataclasses import replace

from routing.check import check
from routing.problem import Break, Kitchen, Meal
from routing.solver import solve
from routing.solver.assemble import assemble
from routing.solver.compile import compile_model
from routing.solver.construct import construct, insert_all
from routing.solver.draft import Draft
from routing.solver.routing_library import library_sequences, linked_visits
from routing.solver.start import whole_visits
from tests.routing.problems import station_day
from tests.routing.small_days import MINUTE, alone, at, carer, order_of, visit


def test_or_tools_starts_from_inserted_plans_and_makes_them_better_under_all_rules() -> None:
    before = after = 0
    for seed in range(3):
        problem = station_day(seed, 30, 5)
        inserted, better = Draft(compile_model(problem)), Draft(compile_model(problem))
        construct(inserted)
        sequences = library_sequences(inserted, 1.0)
        assert sequences is not None
        assert better.rebuild(whole_visits(better.model, dict(enumerate(sequences))).values())
        insert_all(better, better.unserved())
        assert check(problem, assemble(better)).feasible
        before, after = before + inserted.total(), after + better.total()
    assert after < before


def test_the_library_takes_a_start_for_which_settling_all_breaks_takes_long() -> None:
    draft = Draft(compile_model(station_day(7, 400, 50)))
    construct(draft)
    assert library_sequences(draft, 4.0) is not None


def test_linked_visits_keep_carer_and_start() -> None:
    problem = station_day(1, 30, 5)
    draft = Draft(compile_model(problem))
    construct(draft)
    sequences = library_sequences(draft, 0.5)
    assert sequences is not None
    for turn, sequence in enumerate(sequences):
        for node in sequence:
            if draft.model.nodes[node].visit in linked_visits(draft.model):
                assert draft.turn_of[node] == turn


def test_a_day_on_which_nobody_works_is_not_given_to_the_library() -> None:
    problem = station_day(1, 4, 2)
    nobody = replace(problem, carers=tuple(replace(carer, shifts=()) for carer in problem.carers))
    assert library_sequences(Draft(compile_model(nobody)), 0.1) is None
    assert solve(nobody, seconds=0).rounds == ()


def test_a_required_break_lies_in_one_of_its_windows_and_not_between_them() -> None:
    lunch = Break("lunch", (at(8), at(12, for_minutes=30)), 30 * MINUTE)
    visits = [visit("v", windows=(at(8, 1),)), visit("w", windows=(at(10),)), visit("x", windows=(at(13),))]
    draft = Draft(compile_model(alone(carer("lin", breaks=(lunch,)), *visits)))
    sequences = library_sequences(draft, 0.2)
    assert sequences is not None
    assert draft.rebuild(sequences)
    assert order_of(assemble(draft), "lin") == ["v", "w", "lunch", "x"]


def test_no_more_meals_are_on_their_way_than_their_loads_fit() -> None:
    meals = [visit(name, "far", meal=Meal("kitchen", 0, 0, None, load=(0, 2))) for name in "vw"]
    for room, loadings in ((4, 1), (3, 2)):
        lin = carer("lin", capacity=(0, room))
        draft = Draft(compile_model(alone(lin, *meals, kitchens=(Kitchen("kitchen", "base"),))))
        sequences = library_sequences(draft, 0.2)
        assert sequences is not None
        assert draft.rebuild(sequences)
        assert order_of(assemble(draft), "lin").count("kitchen") == loadings
