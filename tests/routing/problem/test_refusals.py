"""What is refused names the field as it stands in the document, the id around it, and what to change."""

from collections.abc import Callable
from typing import Any

import pytest

from routing.problem import (
    Break,
    ForGrade,
    Frozen,
    Kitchen,
    Part,
    Pin,
    Place,
    Precedence,
    ProblemError,
    Window,
)
from tests.routing.small_days import HOUR, at, carer, day, visit

TWICE = (ForGrade("learns", 60), ForGrade("learned", 60), ForGrade("learns", 90))
NOON = (Window(12 * HOUR, 13 * HOUR),)


def refusal(made: Callable[[], Any]) -> ProblemError:
    with pytest.raises(ProblemError) as caught:
        made()
    return caught.value


@pytest.mark.parametrize(
    ("made", "field", "subject"),
    [
        (lambda: visit("v", collected=(1, -1)), "visits.collected", "v"),
        (lambda: visit("v", delivered=(1, -1)), "visits.delivered", "v"),
        (lambda: Break(" ", NOON, 60), "carers.breaks.id", " "),
        (lambda: Break("tea", NOON, -1), "carers.breaks.seconds", "tea"),
        (lambda: Frozen("base", -1), "carers.frozen.free_at", ""),
        (lambda: carer("lin", breaks=(Break("tea", NOON, 60),) * 2), "carers.breaks.id", "lin"),
        (lambda: carer("lin", ordered_visits=("v", "w", "v")), "carers.ordered_visits", "lin"),
        (lambda: carer("lin", service_cost=-1), "carers.service_cost", "lin"),
        (lambda: visit("v", setup_by_grade=TWICE), "visits.setup_by_grade", "v"),
        (lambda: visit("v", parts=(Part(60, service_by_grade=TWICE),)), "parts.service_by_grade", ""),
        (lambda: Kitchen("kitchen", "base", loading_by_grade=TWICE), "kitchens.loading_by_grade", "kitchen"),
        (lambda: Kitchen("kitchen", "base", setup_by_grade=TWICE), "kitchens.setup_by_grade", "kitchen"),
        (lambda: ForGrade("", 60), "by_grade.grade", ""),
        (lambda: ForGrade("learns", -1), "by_grade.seconds", ""),
    ],
)
def test_the_field_is_the_one_that_is_wrong(made: Callable[[], Any], field: str, subject: str) -> None:
    told = refusal(made)
    assert (told.field, told.subject) == (field, subject)


def test_of_what_is_named_twice_by_a_carer_both_are_told() -> None:
    assert refusal(lambda: carer("lin", ordered_visits=("v", "w", "v"))).text == "'v' is named twice"


def test_of_a_grade_that_is_named_twice_it_is_told_which() -> None:
    assert refusal(lambda: visit("v", setup_by_grade=TWICE)).text == "names grade 'learns' twice"


def test_a_number_beyond_all_measure_is_quoted_no_longer_than_needed() -> None:
    assert len(refusal(lambda: visit("v", setup_seconds=10**400)).text) < 120


def test_a_place_beyond_the_poles_is_told_how_far_it_may_lie() -> None:
    assert refusal(lambda: Place("home", 91.0, 0.0)).text == "must be from -90 to 90, is 91.0"
    assert refusal(lambda: Place("home", 0.0, -181.0)).text == "must be from -180 to 180, is -181.0"


def test_a_start_pinned_too_soon_after_another_is_told_the_least_gap() -> None:
    visits = [visit("v", pin=Pin(None, 9 * HOUR)), visit("w", pin=Pin(None, 9 * HOUR))]
    told = refusal(lambda: day([carer("lin")], visits, precedences=(Precedence("v", "w", 60),)))
    assert told.text.endswith("; at least 60 are allowed, pin another time")


def test_an_order_against_pinned_starts_says_what_to_change() -> None:
    visits = [visit("v", pin=Pin(("lin",), 9 * HOUR)), visit("w", pin=Pin(("lin",), 11 * HOUR))]
    told = refusal(lambda: day([carer("lin", ordered_visits=("w", "v"))], visits))
    assert told.text.endswith("; change the order or pin another time")


def test_an_order_against_a_precedence_says_what_to_change() -> None:
    visits = [visit(each, pin=Pin(("lin",))) for each in "vw"]
    lin = carer("lin", ordered_visits=("w", "v"))
    told = refusal(lambda: day([lin], visits, precedences=(Precedence("v", "w"),)))
    assert told.text.endswith("; change the order or leave one of the precedences out")


def test_a_start_pinned_outside_the_windows_says_what_to_change() -> None:
    told = refusal(lambda: day([carer("lin")], [visit("v", windows=(at(9),), pin=Pin(None, 11 * HOUR))]))
    assert told.text.endswith("; pin another time or widen a window")


def test_a_group_of_one_carer_pinned_to_two_says_what_to_change() -> None:
    visits = [visit("v", pin=Pin(("lin",))), visit("w", pin=Pin(("wu",)))]
    told = refusal(lambda: day([carer("lin"), carer("wu")], visits, same_carer=(("v", "w"),)))
    assert told.text.endswith("; pin them to the same or leave one out of the group")


def test_a_due_time_after_the_day_is_told_where_the_day_ends() -> None:
    late = (Window(30 * HOUR, 31 * HOUR),)
    told = refusal(lambda: day([carer("lin")], [visit("v", due=late)]))
    assert (told.field, told.subject) == ("visits.due", "v")
    assert told.text.startswith("is 108000, after the horizon (")
