"""An operator looks on for a while when somebody is late, and not at all when somebody will not come."""

from datetime import timedelta

import pytest

from eldercare.demo.day.patience import Patience
from tests.builders.stations import at
from tests.eldercare.demo.day.town import Town

VISITOR = frozenset({"C1"})


def patience_with(town: Town, visitors: frozenset[str] = frozenset()) -> Patience:
    return Patience(town.api, "token", town.board(), visitors=visitors)


def late(town: Town, minutes: int, *, visitors: frozenset[str] = frozenset()) -> bool:
    """Whether patience is over so many minutes after ten."""
    patience = patience_with(town, visitors)
    return patience.is_over(patience.board.orders["WO1"], at(10) + timedelta(minutes=minutes))


@pytest.mark.parametrize(("is_meal", "looks_on", "acts"), [(False, 24, 26), (True, 9, 11)])
def test_a_meal_is_looked_on_for_a_shorter_while_than_a_visit(
    is_meal: bool, looks_on: int, acts: int
) -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",), state="ACCEPTED")
    town.orders["WO1"]["service"]["is_meal"] = is_meal
    assert (late(town, looks_on), late(town, acts)) == (False, True)


def test_whose_family_urges_is_helped_sooner() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",), state="ACCEPTED")
    assert not late(town, 12)
    town.moves.append(("WO1", "URGE", {}))
    assert late(town, 12)


def test_of_two_who_go_together_nobody_is_relieved_alone() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1", "C2"), state="ACCEPTED")
    assert not late(town, 60)


def test_a_tablet_nobody_has_touched_is_not_waited_for() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",))
    town.add("WO2", begins=at(11), carers=("C1",))
    assert (late(town, -20, visitors=VISITOR), late(town, -10, visitors=VISITOR)) == (False, True)


def test_a_visitor_who_has_begun_is_left_alone_however_late() -> None:
    town = Town()
    town.add("WO1", begins=at(10), carers=("C1",))
    town.add("WO2", begins=at(9), carers=("C1",), state="COMPLETED")
    assert not late(town, 60, visitors=VISITOR)
