"""A carer of the simulated day does what a careful person would, whatever the server answers."""

from datetime import datetime, timedelta

import httpx
import pytest

from eldercare.demo.day import api, carer
from tests.builders.stations import at
from tests.eldercare.demo.day.town import Town

WHOLE_VISIT = ["ACCEPT", "DEPART", "CHECK_IN", "START_SERVICE", "CHECK_OUT", "COMPLETE"]


@pytest.fixture(autouse=True)
def everybody_is_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave nothing to chance; closed doors and delays have their own tests."""
    for chance in ("NOBODY_HOME", "DELAYED", "GIVEN_BACK", "CODE_FORGOTTEN", "LOCATION_OFF", "CUT_SHORT"):
        monkeypatch.setattr(carer, chance, 0.0)


def moves_of(town: Town, number: str) -> list[str]:
    return [move for order, move, _ in town.moves if order == number]


def told_at(town: Town, number: str, move: str) -> datetime:
    (body,) = [body for order, made, body in town.moves if (order, made) == (number, move)]
    return datetime.fromisoformat(body["happened_at"])


def test_a_visit_is_made_step_by_step_and_in_its_time() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",))
    town.live(town.carer(town.board()), hours=3)
    assert moves_of(town, "WO1") == WHOLE_VISIT
    check_in = next(body for _, move, body in town.moves if move == "CHECK_IN")
    assert at(10) <= datetime.fromisoformat(check_in["happened_at"]) <= at(11)


def test_the_door_is_reported_with_a_place_a_code_and_what_was_done() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",))
    town.live(town.carer(town.board()), hours=3)
    bodies = {move: body for _, move, body in town.moves}
    assert bodies["CHECK_IN"]["proof"] == {"kind": "qr_code", "value": "code"}
    assert bodies["CHECK_IN"]["position"]["lat"] == pytest.approx(39.8, abs=0.002)
    assert bodies["CHECK_OUT"]["items_done"] == [{"service": "health_check", "done": True}]
    assert "position" not in bodies["ACCEPT"]


def test_nobody_is_in_two_homes_at_once() -> None:
    town = Town()
    for number, hour in (("WO1", 10), ("WO2", 10), ("WO3", 11)):
        town.add(number, begins=at(hour), carers=("C1",))
    town.live(town.carer(town.board()), hours=6)
    begun = [(order, move) for order, move, _ in town.moves if move in ("DEPART", "COMPLETE")]
    assert [move for _, move in begun] == ["DEPART", "COMPLETE"] * 3
    assert [order for order, move in begun if move == "DEPART"] == [
        order for order, move in begun if move == "COMPLETE"
    ]


def test_a_closed_door_is_told_to_the_operator_and_the_round_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carer, "NOBODY_HOME", 1.0)
    town = Town()
    for number, hour in (("WO1", 10), ("WO2", 11)):
        town.add(number, begins=at(hour), carers=("C1",))
    town.live(town.carer(town.board()), hours=4)
    assert moves_of(town, "WO1")[-1] == "RAISE_EXCEPTION"
    assert "DEPART" in moves_of(town, "WO2")


def test_who_sets_out_late_says_so_before_setting_out_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carer, "DELAYED", 1.0)
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",))
    town.live(town.carer(town.board()), hours=3)
    assert moves_of(town, "WO1") == ["ACCEPT", "REPORT_DELAY", *WHOLE_VISIT[1:]]
    told = next(body for _, move, body in town.moves if move == "REPORT_DELAY")
    left = next(body for _, move, body in town.moves if move == "DEPART")
    promised = at(10) + timedelta(minutes=told["delay_minutes"])
    assert datetime.fromisoformat(left["happened_at"]) + timedelta(seconds=300) <= promised
    assert told["delay_minutes"] in carer.DELAYS_OFFERED


def test_who_is_held_up_in_one_home_tells_the_next() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",))
    town.add("WO2", begins=at(10, 10), carers=("C1",))
    town.live(town.carer(town.board()), hours=3)
    told = [order for order, move, _ in town.moves if move == "REPORT_DELAY"]
    assert told == ["WO2"]
    assert moves_of(town, "WO2")[-1] == "COMPLETE"


def test_of_two_carers_the_second_starts_the_service() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1", "C2"))
    board = town.board()
    first, second = town.carer(board, "C1"), town.carer(board, "C2", seed=2)
    town.live(first, second, hours=3)
    assert moves_of(town, "WO1") == WHOLE_VISIT
    assert first.summary.made["START_SERVICE"] == 0
    assert second.summary.made["START_SERVICE"] == 1


def test_the_second_of_two_is_there_whoever_of_them_said_yes_and_however_long_ago() -> None:
    town = Town()
    town.add("WO1", begins=at(12), carers=("C1", "C2"))
    board = town.board()
    first, second = town.carer(board, "C1"), town.carer(board, "C2", seed=2)
    town.live(second, hours=0.2)
    town.live(first, second, hours=4)
    assert second.summary.made["START_SERVICE"] == 1
    assert told_at(town, "WO1", "START_SERVICE") - told_at(town, "WO1", "CHECK_IN") < timedelta(minutes=1)


@pytest.mark.parametrize("step_seconds", [30, 240])
def test_who_keeps_to_the_planned_minutes_is_as_punctual_at_the_last_door_as_at_the_first(
    step_seconds: float,
) -> None:
    """Even where the program comes round to everybody only every few minutes of a fast clock."""
    town = Town()
    for position in range(8):
        begins = at(10) + position * timedelta(minutes=30)
        town.add(f"WO{position}", begins=begins, carers=("C1",))
    town.live(town.carer(town.board()), hours=7, step_seconds=step_seconds)
    for position in range(8):
        planned = at(10) + position * timedelta(minutes=30)
        assert abs(told_at(town, f"WO{position}", "CHECK_IN") - planned) < timedelta(minutes=8)


def test_no_step_is_told_as_made_before_the_one_that_came_before_it() -> None:
    town = Town()
    town.add("WO1", begins=at(9), carers=("C1",), state="IN_SERVICE")
    town.add("WO2", begins=at(9, 10), carers=("C1",), state="ACCEPTED")
    one = town.carer(town.board())
    one.due["WO2", "ACCEPTED"] = at(9, 5)
    town.live(one, hours=2)
    assert told_at(town, "WO1", "COMPLETE") > at(9, 15)
    assert told_at(town, "WO2", "DEPART") >= told_at(town, "WO1", "COMPLETE")


def test_a_visit_given_anew_at_another_time_is_made_at_that_time() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",))
    one = town.carer(town.board())
    town.live(one, hours=0.5)
    one.due["WO1", "ACCEPTED"] = at(9, 55)
    town.give_anew("WO1", begins=at(12))
    one.board.seen_until = ""
    one.board.refresh(town.now)
    town.live(one, hours=4)
    assert moves_of(town, "WO1") == ["ACCEPT", *WHOLE_VISIT]
    assert told_at(town, "WO1", "DEPART") > at(11, 30)


@pytest.mark.parametrize(
    ("habit", "move", "missing"),
    [("CODE_FORGOTTEN", "CHECK_IN", "proof"), ("LOCATION_OFF", "CHECK_OUT", "position")],
)
def test_who_forgets_something_leaves_a_visit_that_nobody_can_verify(
    monkeypatch: pytest.MonkeyPatch, habit: str, move: str, missing: str
) -> None:
    monkeypatch.setattr(carer, habit, 1.0)
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",))
    town.live(town.carer(town.board()), hours=3)
    assert moves_of(town, "WO1") == WHOLE_VISIT
    assert missing not in next(body for _, made, body in town.moves if made == move)


def test_who_is_in_a_hurry_stays_half_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carer, "CUT_SHORT", 1.0)
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",))
    town.live(town.carer(town.board()), hours=3)
    stayed = told_at(town, "WO1", "CHECK_OUT") - told_at(town, "WO1", "CHECK_IN")
    assert timedelta(minutes=8) < stayed < timedelta(minutes=16)


def test_an_order_that_moved_on_is_taken_as_it_is_now() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",))
    one = town.carer(town.board())
    town.orders["WO1"] |= {"state": "ACCEPTED", "version": 3}
    town.refuse["ACCEPT"] = httpx.Response(409, json={"code": "moved_on", "order": town.orders["WO1"]})
    town.live(one, hours=3)
    assert moves_of(town, "WO1") == WHOLE_VISIT


def test_a_refused_move_is_not_pressed_again_and_again() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",))
    town.refuse["ACCEPT"] = httpx.Response(403, json={"code": "not_yours"})
    one = town.carer(town.board())
    town.live(one, hours=1)
    assert 1 <= len(moves_of(town, "WO1")) <= 4
    assert sum(one.summary.refused.values()) == len(moves_of(town, "WO1"))


def test_a_server_that_restarts_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eldercare.demo.day.api.time.sleep", lambda _seconds: None)
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",))
    one = town.carer(town.board())
    town.broken_for = 5
    town.live(one, hours=3)
    assert moves_of(town, "WO1") == WHOLE_VISIT


def test_a_server_that_stays_away_ends_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eldercare.demo.day.api.time.sleep", lambda _seconds: None)
    town = Town()
    town.broken_for = 1000
    with pytest.raises(api.ServerGone):
        town.board()


def test_while_a_plan_is_made_people_end_the_visit_they_are_at_and_begin_no_other() -> None:
    town = Town()
    town.add("WO1", begins=at(9), carers=("C1",), state="IN_SERVICE")
    town.add("WO2", begins=at(9, 30), carers=("C1",), state="ACCEPTED")
    town.add("WO3", begins=at(10), carers=("C1",))
    board = town.board()
    board.planning = True
    town.live(town.carer(board), hours=3)
    assert [(order, move) for order, move, _ in town.moves] == [("WO1", "CHECK_OUT"), ("WO1", "COMPLETE")]


def test_once_in_a_while_a_visit_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carer, "GIVEN_BACK", 1.0)
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",))
    town.live(town.carer(town.board()), hours=3)
    assert moves_of(town, "WO1")[0] == "RETURN"
