"""An operator of the simulated day asks the API for what a person at the board would."""

from datetime import timedelta
from random import Random

from eldercare.demo.day.operator import Operator
from eldercare.demo.day.summary import Summary
from tests.builders.stations import DAY, at
from tests.eldercare.demo.day.town import Town


def test_a_carer_who_falls_ill_is_withdrawn_in_one_request_and_the_day_planned_again() -> None:
    town = Town()
    town.put_on_duty("C1")
    town.add("WO1", begins=at(10), carers=("C1",))
    board = town.board()
    operator = Operator(town.api, "token", board, Random(1), Summary(), sick_call_at=town.now)
    operator.live(town.now + timedelta(minutes=1))
    (withdrawal, body, key), (plan, wanted, _) = town.asked
    assert withdrawal == "/api/v1/caregivers/C1/withdrawal"
    assert (body["day"], bool(body["reason"]), bool(key)) == (DAY.isoformat(), True, True)
    assert (plan, wanted["day"]) == ("/api/v1/plans", DAY.isoformat())
    assert town.moves == []
    assert board.seen_until == ""


def test_with_nobody_on_duty_nobody_falls_ill() -> None:
    town = Town()
    operator = Operator(town.api, "token", town.board(), Random(1), Summary(), sick_call_at=town.now)
    operator.live(town.now + timedelta(minutes=1))
    assert town.asked == []
