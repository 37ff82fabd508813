"""A family of the simulated day hurries, calls off and rates its own visits, each at most once."""

from datetime import datetime
from random import Random

import pytest

from eldercare.demo.day import families
from eldercare.demo.day.families import Families
from eldercare.demo.day.summary import Summary
from tests.builders.stations import at
from tests.eldercare.demo.day.town import Town


@pytest.fixture(autouse=True)
def everybody_does_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave nothing to chance."""
    for chance in ("CALLED_OFF", "HURRIED", "RATED", "ANSWERED"):
        monkeypatch.setattr(families, chance, 1.0)


def family_of(town: Town, elder: str = "E1") -> Families:
    return Families(town.api, town.board(), {elder: "token"}, "desk", Random(1), Summary())


@pytest.mark.parametrize(
    ("state", "begins", "move"),
    [
        ("ACCEPTED", at(11), "CANCEL"),
        ("ACCEPTED", at(8, 30), "URGE"),
        ("COMPLETED", at(8), "EVALUATE"),
        ("CALLED_BACK", at(8), "EVALUATE"),
    ],
)
def test_each_thing_is_done_once_when_its_time_has_come(state: str, begins: datetime, move: str) -> None:
    town = Town()
    town.add("WO1", begins=begins, carers=("C1",), state=state)
    town.live(family_of(town), hours=1)
    assert [made for _, made, _ in town.moves] == [move]


def test_nobody_urges_before_the_hour_they_were_told() -> None:
    town = Town()
    town.add("WO1", begins=at(8, 30), carers=("C1",), state="ACCEPTED")
    town.orders["WO1"]["caregivers"][0]["planned_start_at"] = None
    family = family_of(town)
    town.live(family, hours=0.6)
    assert town.moves == []
    town.live(family, hours=0.3)
    assert [made for _, made, _ in town.moves] == ["URGE"]


def test_an_elder_without_a_phone_of_the_family_rings_the_station_and_the_operator_urges_for_them() -> None:
    town = Town()
    town.add("WO1", begins=at(8, 30), carers=("C1",), state="ACCEPTED")
    town.live(family_of(town, "E2"), hours=1)
    assert [made for _, made, _ in town.moves] == ["URGE"]
    assert town.moved_with == ["Bearer desk"]


@pytest.mark.parametrize("state", ["DEPARTED", "IN_SERVICE", "MISSED", "EVALUATED"])
def test_nothing_is_said_of_a_visit_under_way_or_over(state: str) -> None:
    town = Town()
    town.add("WO1", begins=at(8), carers=("C1",), state=state)
    town.live(family_of(town), hours=1)
    assert town.moves == []


def test_once_a_complaint_is_decided_its_family_says_whether_it_is_solved() -> None:
    town = Town()
    town.add("WO1", begins=at(8), carers=("C1",), state="EVALUATED")
    town.complain("WO1")
    family = family_of(town)
    town.live(family, hours=1)
    assert town.moves == []
    town.orders["WO1"] |= {"complaint": "UPHELD", "changed_at": town.now.isoformat()}
    family.board.refresh(town.now)
    town.live(family, hours=5)
    ((_, move, said),) = town.moves
    assert (move, said["reason_code"] in families.SOLVED) == ("REPORT_RESOLUTION", True)


def test_nobody_speaks_for_another_family() -> None:
    town = Town()
    town.add("WO1", begins=at(8), carers=("C1",), state="COMPLETED")
    town.live(family_of(town, "E2"), hours=1)
    assert town.moves == []


def test_most_are_content_and_some_complain() -> None:
    town = Town()
    for number in range(120):
        town.add(f"WO{number}", begins=at(8), carers=("C1",), state="COMPLETED")
    town.live(family_of(town), hours=1)
    said = [body["reason_code"] for _, _, body in town.moves]
    assert len(said) == 120
    assert 0.85 < said.count("satisfied") / 120 < 1
