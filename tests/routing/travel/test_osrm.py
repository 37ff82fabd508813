import gzip
import json
import os
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from random import Random
from threading import Thread
from typing import ClassVar

import numpy as np
import pytest

from routing.problem import Place
from routing.travel import Osrm, OsrmUnreachable, TableCache, estimate, known_travel, road_travel
from routing.travel.estimate import great_circle_meters
from tests.routing.travel.osrm_server import serving
from tests.routing.travel.street_grid import LATITUDE, LONGITUDE, SIDE, STEP_DEGREES, write_street_grid

KREMS = Path(__file__).parents[4] / "shared" / "data" / "roads" / "krems.osm.gz"
PROFILES = {"walk": "foot", "bike": "bicycle", "car": "car"}


@pytest.fixture(scope="module")
def grid_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A street grid for feet, bikes and cars."""
    walk, bike, car = (tmp_path_factory.mktemp(mode) / "grid.osm" for mode in PROFILES)
    for path in (walk, bike, car):
        write_street_grid(path)
    with serving(walk, "foot") as one, serving(bike, "bicycle") as two, serving(car, "car") as three:
        yield {"walk": one, "bike": two, "car": three}


def crossings(count: int) -> list[Place]:
    random = Random(3)
    return [
        Place(
            str(rank),
            LATITUDE + STEP_DEGREES * random.randrange(SIDE),
            LONGITUDE + STEP_DEGREES * random.randrange(SIDE),
        )
        for rank in range(count)
    ]


@pytest.mark.parametrize("mode", sorted(PROFILES))
def test_ways_on_a_grid_of_streets_have_the_length_of_their_blocks(
    grid_servers: dict[str, str], mode: str
) -> None:
    places = crossings(12)
    travel = road_travel(places, mode, Osrm(grid_servers[mode]))
    corner = [[Place("corner", a.latitude, b.longitude) for b in places] for a in places]
    blocks = [
        great_circle_meters([a, corner[i][j]])[0, 1] + great_circle_meters([corner[i][j], b])[0, 1]
        for i, a in enumerate(places)
        for j, b in enumerate(places)
    ]
    assert not travel.estimated
    assert travel.meters is not None
    assert travel.meters.ravel() == pytest.approx(np.array(blocks), abs=12)


def test_blocks_of_requests_give_the_same_table(grid_servers: dict[str, str]) -> None:
    places = crossings(23)
    whole = Osrm(grid_servers["walk"]).table(places)
    in_blocks = Osrm(grid_servers["walk"], block=5).table(places)
    np.testing.assert_array_equal(whole[0], in_blocks[0])
    np.testing.assert_array_equal(whole[1], in_blocks[1])


def test_walking_takes_longer_than_riding(grid_servers: dict[str, str]) -> None:
    places = crossings(10)
    walk, bike = (road_travel(places, mode, Osrm(grid_servers[mode])) for mode in ("walk", "bike"))
    assert walk.seconds.sum() > 2 * bike.seconds.sum()


@pytest.mark.skipif(not KREMS.exists(), reason="the road data of Krems is not beside the project")
def test_krems_is_walked_on_its_real_streets(tmp_path: Path) -> None:
    roads = tmp_path / "krems.osm"
    roads.write_bytes(gzip.decompress(KREMS.read_bytes()))
    random = Random(1)
    places = [
        Place(str(rank), random.uniform(48.408, 48.413), random.uniform(15.60, 15.63)) for rank in range(20)
    ]
    with serving(roads, "foot") as address:
        road = road_travel(places, "walk", Osrm(address))
    assert road.meters is not None
    assert not road.estimated
    straight = great_circle_meters(places)
    apart = straight > 0
    assert 1.1 < np.median(road.meters[apart] / straight[apart]) < 1.8


class Moody(BaseHTTPRequestHandler):
    """Answers with the next of `answers`: (status, body)."""

    answers: ClassVar[list[tuple[int, str]]] = []
    asked: ClassVar[int] = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        status, body = self.answers.pop(0)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Tests need no log."""


@pytest.fixture
def moody() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Moody)
    Thread(target=server.serve_forever, daemon=True).start()
    Moody.asked = 0
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


TWO = [Place("a", 39.6, 109.7), Place("b", 39.61, 109.71)]


def answered(
    durations: list[list[float | None]], distances: list[list[float | None]], off: float = 3.0
) -> str:
    """An answer of the table service; the second place lies so many meters off its road."""
    ends = [{"distance": 3.0}, {"distance": off}]
    return json.dumps({"durations": durations, "distances": distances, "sources": ends, "destinations": ends})


GOOD = answered([[0, 60.2], [61, 0]], [[0, 80], [90.5, 0]])
NO_ROAD = answered([[0, None], [61, 0]], [[0, None], [90, 0]])
OFF_THE_MAP = answered([[0, 0], [0, 0]], [[0, 0], [0, 0]], off=1700.0)


def test_a_busy_server_is_asked_again_after_growing_pauses(moody: str) -> None:
    pauses: list[float] = []
    Moody.answers = [(503, "busy"), (429, "slow down"), (200, GOOD)]
    travel = road_travel(TWO, "walk", Osrm(moody, sleep=pauses.append))
    assert travel.seconds.tolist() == [[0, 61], [61, 0]]
    assert not travel.estimated
    assert pauses == [0.2, 0.4]


@pytest.mark.parametrize(
    "body", ["{", "[]", '{"durations": [[0]], "distances": [[0]]}', '{"durations": "x"}']
)
def test_nonsense_falls_back_to_the_estimate_and_says_so(moody: str, body: str) -> None:
    Moody.answers = [(200, body)] * 3
    travel = road_travel(TWO, "walk", Osrm(moody, sleep=lambda pause: None))
    assert travel.estimated
    assert "OSRM gave no answer" in travel.source
    np.testing.assert_array_equal(travel.seconds, estimate(TWO, "walk").seconds)


def test_a_table_is_asked_once_then_comes_from_disk_and_a_broken_file_is_asked_again(
    moody: str, tmp_path: Path
) -> None:
    cache = TableCache(tmp_path)
    Moody.answers = [(200, GOOD)]
    first = road_travel(TWO, "walk", Osrm(moody), cache)
    again = road_travel(TWO, "walk", Osrm(moody), cache)
    np.testing.assert_array_equal(first.seconds, again.seconds)
    assert Moody.asked == 1
    (stored,) = tmp_path.iterdir()
    whole = stored.read_bytes()
    inside = whole.index(b".npy") + 40
    spoiled = (
        whole[:inside] + bytes(255 - each for each in whole[inside : inside + 40]) + whole[inside + 40 :]
    )
    for asked, content in enumerate((b"", b"half a file", whole[:-30], spoiled), start=2):
        stored.write_bytes(content)
        Moody.answers = [(200, GOOD)]
        road_travel(TWO, "walk", Osrm(moody), cache)
        assert Moody.asked == asked


def test_an_answer_that_cannot_be_kept_is_used_all_the_same(moody: str, tmp_path: Path) -> None:
    (tmp_path / "no folder").write_bytes(b"")
    Moody.answers = [(200, GOOD)]
    travel = road_travel(TWO, "walk", Osrm(moody), TableCache(tmp_path / "no folder"))
    assert travel.seconds.tolist() == [[0, 61], [61, 0]]


def test_what_is_known_is_used_without_asking_and_what_is_not_is_estimated(
    moody: str, tmp_path: Path
) -> None:
    cache = TableCache(tmp_path)
    before = known_travel(TWO, "walk", moody, cache)
    assert before.estimated
    assert before.source.endswith("has not answered")
    Moody.answers = [(200, GOOD)]
    road_travel(TWO, "walk", Osrm(moody), cache)
    after = known_travel(TWO, "walk", moody, cache)
    assert not after.estimated
    assert after.seconds.tolist() == [[0, 61], [61, 0]]
    assert Moody.asked == 1


def test_tables_are_forgotten_once_nobody_has_read_them_for_long(moody: str, tmp_path: Path) -> None:
    cache = TableCache(tmp_path)
    Moody.answers = [(200, GOOD), (200, GOOD)]
    road_travel(TWO, "walk", Osrm(moody), cache)
    road_travel(TWO, "bike", Osrm(moody), cache)
    for stored in tmp_path.iterdir():
        os.utime(stored, (time.time() - 100, time.time() - 100))
    known_travel(TWO, "bike", moody, cache)
    assert cache.forget(unused_seconds=50) == 1
    assert known_travel(TWO, "walk", moody, cache).estimated
    assert not known_travel(TWO, "bike", moody, cache).estimated


def test_a_request_that_is_refused_is_not_repeated(moody: str) -> None:
    Moody.answers = [(400, "TooBig")]
    with pytest.raises(OsrmUnreachable, match="400"):
        Osrm(moody).table(TWO)
    assert Moody.asked == 1


def test_a_way_without_a_road_is_estimated_and_counted(moody: str) -> None:
    Moody.answers = [(200, NO_ROAD)]
    travel = road_travel(TWO, "walk", Osrm(moody))
    assert travel.estimated
    assert "1 ways without a road" in travel.source
    assert travel.seconds[0, 1] == estimate(TWO, "walk").seconds[0, 1]
    assert travel.seconds[1, 0] == 61


def test_a_place_far_from_every_road_of_the_map_has_its_ways_estimated(moody: str) -> None:
    Moody.answers = [(200, OFF_THE_MAP)]
    travel = road_travel(TWO, "walk", Osrm(moody))
    assert travel.estimated
    assert "2 ways without a road" in travel.source
    np.testing.assert_array_equal(travel.seconds, estimate(TWO, "walk").seconds)


def test_a_city_beside_the_map_is_not_one_place(grid_servers: dict[str, str]) -> None:
    elsewhere = [Place(str(rank), LATITUDE + 1, LONGITUDE + rank / 100) for rank in range(3)]
    travel = road_travel(elsewhere, "bike", Osrm(grid_servers["bike"]))
    assert travel.estimated
    np.testing.assert_array_equal(travel.seconds, estimate(elsewhere, "bike").seconds)


def test_nobody_at_the_address_never_stops_a_plan() -> None:
    travel = road_travel(TWO, "bike", Osrm("http://127.0.0.1:9", sleep=lambda pause: None))
    assert travel.estimated
    assert road_travel(TWO, "bike", None).estimated
