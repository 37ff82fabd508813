"""An operator of the simulated day asks the API for what a person at the board would."""

from datetime import timedelta
from random import Random

import httpx
import pytest

from eldercare.demo.day import operator
from eldercare.demo.day.operator import Operator
from eldercare.demo.day.summary import Summary
from tests.builders.stations import DAY, at
from tests.eldercare.demo.day.town import Town


def test_a_carer_who_falls_ill_is_withdrawn_in_one_request_and_the_day_planned_again() -> None:
    town = Town()
    town.put_on_duty("C1")
    town.add("WO1", begins=at(10), carers=("C1",))
    board = town.board()
    desk = Operator(town.api, "token", board, Random(1), Summary(), sick_call_at=town.now)
    desk.live(town.now + timedelta(minutes=1))
    (withdrawal, body, key), (plan, wanted, _) = town.asked
    assert withdrawal == "/api/v1/caregivers/C1/withdrawal"
    assert (body["day"], bool(body["reason"]), bool(key)) == (DAY.isoformat(), True, True)
    assert (plan, wanted["day"]) == ("/api/v1/plans", DAY.isoformat())
    assert town.moves == []
    assert board.seen_until == ""


def operator_of(town: Town, *carers: str) -> Operator:
    return Operator(town.api, "token", town.board(), Random(1), Summary(), carers=list(carers))


def moves(town: Town) -> list[tuple[str, str]]:
    return [(order, move) for order, move, _ in town.moves]


def test_a_new_visit_goes_to_who_is_free_and_not_to_who_would_leave_another_waiting() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",), state="ACCEPTED")
    town.add("WO2", begins=at(10), carers=(), state="CREATED")
    town.orders["WO2"]["caregivers_needed"] = 1
    town.live(operator_of(town, "C1", "C2"), hours=0.2)
    assert [body["caregivers"] for _, move, body in town.moves if move == "DISPATCH"] == [["C2"]]


def test_with_nobody_free_a_visit_waits_and_is_given_out_at_the_last_minute() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",), state="IN_SERVICE")
    town.orders["WO1"]["service_minutes"] = 90
    town.add("WO2", begins=at(10), carers=(), state="CREATED")
    town.orders["WO2"]["caregivers_needed"] = 1
    desk = operator_of(town, "C1")
    town.live(desk, hours=1.5)
    assert moves(town) == []
    town.live(desk, hours=0.4)
    assert moves(town) == [("WO2", "DISPATCH")]


def test_two_are_never_sent_where_one_is_busy() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",), state="ACCEPTED")
    town.add("WO2", begins=at(10), carers=(), state="CREATED")
    town.orders["WO2"]["caregivers_needed"] = 2
    town.live(operator_of(town, "C1", "C2"), hours=1.9)
    assert ("WO2", "DISPATCH") not in moves(town)


@pytest.mark.parametrize(("why", "asked_again"), [("no_shift", True), ("occupation", False)])
def test_who_cannot_go_at_that_hour_is_asked_for_the_next_visit_and_who_may_never_is_not(
    why: str, asked_again: bool
) -> None:
    town = Town()
    town.refuse["DISPATCH"] = httpx.Response(
        422, json={"code": "unfit_for_order", "reasons": [{"code": why}]}
    )
    town.add("WO1", begins=at(10), carers=(), state="CREATED")
    town.orders["WO1"]["caregivers_needed"] = 1
    desk = operator_of(town, "C1")
    town.live(desk, hours=0.2)
    town.add("WO2", begins=at(10), carers=(), state="CREATED")
    town.orders["WO2"]["caregivers_needed"] = 1
    desk.board.refresh(town.now)
    town.live(desk, hours=0.2)
    assert moves(town).count(("WO1", "DISPATCH")) == 1
    assert (("WO2", "DISPATCH") in moves(town)) is asked_again


def test_a_visit_somebody_is_far_behind_with_is_handed_to_who_is_free_unless_it_is_a_visitors() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",), state="ACCEPTED")
    town.add("WO2", begins=at(10), carers=("C3",), state="ACCEPTED")
    desk = operator_of(town, "C1", "C2")
    desk.patience.visitors = frozenset({"C3"})
    town.live(desk, hours=1.6)
    assert [(order, body["caregivers"]) for order, _, body in town.moves] == [("WO1", ["C2"])]


def test_what_an_untouched_tablet_leaves_undone_goes_at_the_last_minute_even_to_who_is_busy() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",), state="IN_SERVICE")
    town.orders["WO1"]["service_minutes"] = 90
    town.add("WO2", begins=at(10), carers=("C3",))
    desk = operator_of(town, "C1")
    desk.patience.visitors = frozenset({"C3"})
    town.live(desk, hours=1.6)
    assert moves(town) == []
    town.live(desk, hours=0.3)
    assert [(order, move, body["caregivers"]) for order, move, body in town.moves] == [
        ("WO2", "TRANSFER", ["C1"])
    ]


def test_a_visitors_carer_neither_falls_ill_nor_is_sent_anywhere_by_hand() -> None:
    town = Town()
    town.team = [{"number": "C1"}, {"number": "C3"}]
    town.put_on_duty("C3")
    town.add("WO1", begins=at(10), carers=(), state="CREATED")
    town.orders["WO1"]["caregivers_needed"] = 1
    on_tablets = frozenset({"C1"})
    desk = Operator(town.api, "token", town.board(), Random(1), Summary(), on_tablets=on_tablets)
    desk.open(town.now)
    desk.plans.run, desk.sick_call_at = "", town.now
    town.asked.clear()
    town.live(desk, hours=0.2)
    assert town.asked == []
    assert [body["caregivers"] for _, _, body in town.moves] == [["C1"]]


def test_whoever_was_sent_by_hand_has_time_to_set_out() -> None:
    town = Town()
    town.add("WO1", begins=at(8, 30), carers=(), state="CREATED")
    town.orders["WO1"] |= {"caregivers_needed": 1, "window_until": at(12).isoformat()}
    desk = operator_of(town, "C1", "C2")
    town.live(desk, hours=0.4)
    assert moves(town) == [("WO1", "DISPATCH")]


def test_what_nobody_ever_begins_or_ends_is_closed_by_the_evening() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",), state="ACCEPTED")
    town.add("WO2", begins=at(10), carers=("C2",), state="IN_SERVICE")
    town.live(operator_of(town), hours=5)
    assert moves(town) == [("WO2", "RAISE_EXCEPTION"), ("WO2", "MISS"), ("WO1", "MISS")]


def test_a_closed_door_sometimes_opens_after_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operator, "FOUND_AFTER_ALL", 1.0)
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",), state="EXCEPTION")
    town.live(operator_of(town), hours=0.2)
    assert moves(town)[0] == ("WO1", "RESOLVE_EXCEPTION")


def test_with_nobody_on_duty_nobody_falls_ill() -> None:
    town = Town()
    desk = Operator(town.api, "token", town.board(), Random(1), Summary(), sick_call_at=town.now)
    desk.live(town.now + timedelta(minutes=1))
    assert town.asked == []
