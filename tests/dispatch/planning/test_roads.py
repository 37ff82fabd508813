"""Days planned on roads where OSRM answers, and without them where it does not."""

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from dispatch.planning import roads
from dispatch.planning.models import PlanRun, RunState
from dispatch.planning.stored import problem_of
from tests.builders.stations import at, make_station
from tests.dispatch.planning.days import StationDay
from tests.routing.travel.osrm_server import serving
from tests.routing.travel.street_grid import LATITUDE, LONGITUDE, write_street_grid

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def bicycle_roads(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    grid = tmp_path_factory.mktemp("bike") / "grid.osm"
    write_street_grid(grid)
    with serving(grid, "bicycle") as address:
        yield address


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def by_bike(settings: Any, address: str) -> None:
    settings.ROAD_ADDRESSES = {"walking": "", "bike": address, "car": ""}


def day_on_the_grid() -> StationDay:
    """A station at the corner of the grid; its elders live on the streets beside it."""
    return StationDay(station=make_station(latitude=LATITUDE, longitude=LONGITUDE))


def planned_day() -> PlanRun:
    day = day_on_the_grid()
    day.carer()
    for hour in (9, 11, 14):
        day.order(begins=at(hour))
    return day.planned()


def source_of(run: PlanRun) -> str:
    problem = problem_of(run)
    assert problem is not None
    (matrix,) = problem.travel
    return matrix.source


def test_a_day_is_planned_on_the_roads_of_its_mode(settings: Any, bicycle_roads: str) -> None:
    by_bike(settings, bicycle_roads)
    run = planned_day()
    assert run.state == RunState.READY
    assert run.summary["travel_is_estimate"] is False
    assert source_of(run) == f"OSRM {bicycle_roads}"
    assert run.summary["travel_seconds"] > 0


def test_a_city_beside_the_map_of_its_roads_is_estimated(settings: Any, bicycle_roads: str) -> None:
    by_bike(settings, bicycle_roads)
    day = StationDay(station=make_station(latitude=LATITUDE + 1, longitude=LONGITUDE))
    day.carer()
    day.order()
    run = day.planned()
    assert run.summary["travel_is_estimate"] is True
    assert run.summary["travel_seconds"] > 0


def test_what_was_answered_once_is_not_asked_again(settings: Any, bicycle_roads: str) -> None:
    by_bike(settings, bicycle_roads)
    day = day_on_the_grid()
    day.carer()
    day.order()
    first = day.planned()
    roads_asked: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("routing.travel.osrm.Osrm.table", lambda self, places: roads_asked.append(self.address))
        second = day.planned()
    assert roads_asked == []
    assert source_of(second) == source_of(first)


def test_another_mode_has_other_roads_and_without_any_is_estimated(settings: Any, bicycle_roads: str) -> None:
    settings.ROAD_ADDRESSES = {"walking": bicycle_roads, "bike": "", "car": ""}
    run = planned_day()
    assert run.summary["travel_is_estimate"] is True
    assert source_of(run).startswith("estimate")


def test_a_network_that_is_not_there_leaves_the_day_to_the_estimate(settings: Any) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        by_bike(settings, address := f"http://127.0.0.1:{closed.getsockname()[1]}")
    run = planned_day()
    assert run.state == RunState.READY
    assert run.summary["travel_is_estimate"] is True
    assert source_of(run).endswith(f"OSRM {address} has not answered")


def test_a_network_that_never_answers_is_not_waited_for(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = Mock()
    monkeypatch.setattr(roads, "PATIENCE_SECONDS", 1.0)
    monkeypatch.setattr(roads, "log", said)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        by_bike(settings, f"http://127.0.0.1:{silent.getsockname()[1]}")
        run = planned_day()
    assert run.state == RunState.READY
    assert run.summary["travel_is_estimate"] is True
    said.warning.assert_any_call("roads_too_slow", seconds=1.0)


def test_a_run_cancelled_while_roads_are_asked_for_stays_cancelled(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        by_bike(settings, f"http://127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setattr("dispatch.planning.acts.running.beat", lambda **told: False)
        run = planned_day()
    assert run.bundle is None
    assert run.plan is None


def test_roads_that_no_day_needs_any_more_are_forgotten_by_the_next_that_asks(
    settings: Any, bicycle_roads: str, tmp_path: Path
) -> None:
    by_bike(settings, bicycle_roads)
    planned_day()
    (first,) = (tmp_path / "roads").iterdir()
    planned_day()
    assert first.exists()
    long_ago = time.time() - roads.KEPT_SECONDS - 1
    os.utime(first, (long_ago, long_ago))
    planned_day()
    assert not first.exists()
    assert len(list((tmp_path / "roads").iterdir())) == 2
