"""The offices of the simulated day call some elders back, and put past days away one step after the other."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from eldercare.demo.day import office
from eldercare.demo.day.office import Office
from eldercare.demo.day.summary import Summary
from tests.builders.stations import DAY, at
from tests.eldercare.demo.day.town import Town


def office_of(town: Town) -> Office:
    return Office(town.api, "regulator", "administrator", DAY, Random(1), Summary())


def add(town: Town, number: str, *, days_ago: int, state: str = "COMPLETED") -> None:
    town.add(number, begins=at(8), carers=("C1",), state=state)
    town.orders[number]["day"] = (DAY - timedelta(days=days_ago)).isoformat()


def test_todays_visits_are_called_back_and_past_ones_settled_and_then_archived(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(office, "CALLED_BACK", 1.0)
    town = Town()
    for days_ago in range(3):
        add(town, f"WO{days_ago}", days_ago=days_ago)
    town.live(office_of(town), hours=1)
    assert {number: order["state"] for number, order in town.orders.items()} == {
        "WO0": "CALLED_BACK",
        "WO1": "SETTLED",
        "WO2": "ARCHIVED",
    }


def test_only_some_are_called_back_and_each_is_thought_of_once() -> None:
    town = Town()
    for number in range(100):
        add(town, f"WO{number}", days_ago=0)
    town.live(office_of(town), hours=6)
    assert 0 < len(town.moves) <= office.MOST_CALLS


def test_what_somebody_complains_of_is_not_settled() -> None:
    town = Town()
    add(town, "WO1", days_ago=1, state="EVALUATED")
    town.orders["WO1"]["complaint"] = "OPEN"
    town.live(office_of(town), hours=2)
    assert town.moves == []


def with_chance(monkeypatch: pytest.MonkeyPatch, chance: float) -> None:
    monkeypatch.setattr(office, "FOLLOW_UPS", [replace(one, chance=chance) for one in office.FOLLOW_UPS])


def test_a_complaint_is_decided_after_a_while_and_who_did_not_say_if_it_is_solved_is_rung_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_chance(monkeypatch, 1.0)
    town = Town()
    add(town, "WO1", days_ago=0, state="EVALUATED")
    town.complain("WO1")
    desk = office_of(town)
    town.live(desk, hours=1)
    assert town.moves == []
    town.live(desk, hours=1)
    assert [move for _, move, _ in town.moves] == ["DECIDE_COMPLAINT"]
    town.live(desk, hours=6)
    assert [move for _, move, _ in town.moves] == ["DECIDE_COMPLAINT", "REPORT_RESOLUTION"]
    assert town.orders["WO1"]["resolution"]


def test_what_is_thought_of_once_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with_chance(monkeypatch, 0.0)
    town = Town()
    for number, complaint in (("WO1", "OPEN"), ("WO2", "UPHELD")):
        add(town, number, days_ago=0, state="EVALUATED")
        town.complain(number, complaint=complaint)
    desk = office_of(town)
    town.live(desk, hours=4)
    with_chance(monkeypatch, 1.0)
    town.live(desk, hours=4)
    assert town.moves == []


def test_what_was_never_verified_is_not_settled() -> None:
    town = Town()
    for state in ("MISSED", "CANCELLED", "EXCEPTION", "IN_SERVICE"):
        add(town, state, days_ago=1, state=state)
    town.live(office_of(town), hours=2)
    assert town.moves == []
