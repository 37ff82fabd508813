"""Bad input against the running system, in both modes and languages: a clear refusal, and nothing written."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.stories.city import City, move, new_order

pytestmark = pytest.mark.story

LANGUAGES = ("zh-CN", "en")
CHINESE = re.compile("[\u4e00-\u9fff]")
FOREIGN = "ST0002"
JSON = {"Content-Type": "application/json"}
KEPT = ("elders", "caregivers", "shifts", "service-requests", "work-orders", "plans", "stations")
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n"


@dataclass(frozen=True, slots=True)
class Desk:
    """A station's operator with what a bad request starts from."""

    city: City
    http: httpx.Client
    order: dict[str, Any]
    shift: dict[str, Any]

    @property
    def elder(self) -> dict[str, Any]:
        """A whole and right registration."""
        return {
            "name": "试验",
            "sex": "female",
            "division": self.http.get("/divisions?page_size=100").json()["results"][-1]["code"],
            "station": self.city.logins["station_operator"]["station"],
            "latitude": 39.8,
            "longitude": 109.97,
        }

    @property
    def wish(self) -> dict[str, Any]:
        """A whole and right request."""
        return {
            "elder": self.order["elder"]["number"],
            "service": "mobility_service",
            "window_from": self.city.at(time(9, 0)),
            "window_until": self.city.at(time(10, 0)),
        }

    def later_shift(self) -> dict[str, Any]:
        """A shift of the same carer, in the middle of the one they have."""
        return {
            "caregiver": self.shift["caregiver"]["number"],
            "starts_at": self.city.at(time(12, 0)),
            "ends_at": self.city.at(time(23, 30)),
        }

    def yesterday(self) -> dict[str, Any]:
        """The request for a time that is over."""
        moment = self.city.day - timedelta(days=7)
        return {
            **self.wish,
            "window_from": f"{moment}T09:00:00+08:00",
            "window_until": f"{moment}T10:00:00+08:00",
        }

    def upload(self, name: str, content: bytes) -> httpx.Response:
        """Import a table of elders and ask for it to be written."""
        return self.http.post("/imports/elders?commit=1", files={"file": (name, content)})


Asked = Callable[[Desk], httpx.Response]
BAD: dict[str, tuple[Asked, int, str, str]] = {
    "no JSON": (lambda d: d.http.post("/elders", content=b"{oops", headers=JSON), 400, "malformed", ""),
    "JSON of another shape": (lambda d: d.http.post("/elders", json=[1]), 422, "wrong_input", "request"),
    "an unknown station": (
        lambda d: d.http.post("/elders", json={**d.elder, "station": "ST7777"}),
        403,
        "not_yours",
        "station",
    ),
    "an unknown division": (
        lambda d: d.http.post("/elders", json={**d.elder, "division": "999999999999"}),
        422,
        "wrong_input",
        "division",
    ),
    "an unknown service": (
        lambda d: d.http.post("/service-requests", json={**d.wish, "service": "massage"}),
        422,
        "wrong_input",
        "service",
    ),
    "an unknown elder": (
        lambda d: d.http.post("/service-requests", json={**d.wish, "elder": "E1"}),
        403,
        "not_yours",
        "elder",
    ),
    "a window in the past": (
        lambda d: d.http.post("/service-requests", json=d.yesterday()),
        422,
        "wrong_input",
        "window_from",
    ),
    "overlapping shifts": (
        lambda d: d.http.post("/shifts", json=d.later_shift()),
        409,
        "shift_overlaps",
        "starts_at",
    ),
    "a foreign station's elder": (
        lambda d: d.http.post("/elders", json={**d.elder, "station": FOREIGN}),
        403,
        "not_yours",
        "station",
    ),
    "a foreign station's orders": (
        lambda d: d.http.get("/work-orders", params={"station": FOREIGN}),
        403,
        "not_yours",
        "",
    ),
    "a foreign station's plan": (
        lambda d: d.http.post("/plans", json={"station": FOREIGN, "day": d.city.day.isoformat()}),
        403,
        "not_yours",
        "station",
    ),
    "a move out of order": (lambda d: move(d.http, d.order, "COMPLETE"), 409, "moved_on", ""),
    "a move that is none": (lambda d: move(d.http, d.order, "FLY"), 422, "wrong_input", "move"),
    "a move from the future": (
        lambda d: move(d.http, d.order, "URGE", happened_at="2099-01-01T00:00:00+08:00"),
        422,
        "unbelievable_move",
        "happened_at",
    ),
    "an import of 50 MB": (lambda d: d.upload("elders.csv", b"x" * 50_000_000), 413, "file_too_large", ""),
    "a PDF called XLSX": (lambda d: d.upload("elders.xlsx", PDF), 422, "not_a_sheet", ""),
}


@pytest.fixture
def desk(city: City) -> Desk:
    """The operator, with an order and somebody on duty."""
    operator = city.sign_in("station_operator")
    order = new_order(city, operator, "bad input")
    shifts = operator.get("/shifts", params={"day": city.day.isoformat(), "page_size": 100}).json()["results"]
    return Desk(city, operator, order, shifts[0])


def kept(desk: Desk) -> dict[str, Any]:
    """All that the operator sees of the station."""
    return {name: desk.http.get(f"/{name}", params={"page_size": 1000}).json()["results"] for name in KEPT}


@pytest.mark.parametrize("what", BAD)
def test_it_is_refused_with_field_and_remedy_in_the_language_asked_for_and_nothing_is_written(
    desk: Desk, what: str
) -> None:
    asked, status, code, field = BAD[what]
    before = kept(desk)
    for language in LANGUAGES:
        desk.http.headers["Accept-Language"] = language
        answer = asked(desk)
        assert answer.headers["Content-Type"] == "application/problem+json"
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (status, code), answer.text
        told = problem["fields"][field] if field else problem["title"]
        assert bool(CHINESE.search(told)) is (language == "zh-CN")
    assert kept(desk) == before


def test_a_double_click_asks_once_and_a_replayed_move_moves_once(desk: Desk) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    clicks = [desk.http.post("/service-requests", json=desk.wish, headers=key) for _ in range(2)]
    assert [click.status_code for click in clicks] == [201, 201], clicks[0].text
    assert clicks[0].json()["number"] == clicks[1].json()["number"]

    order, command = clicks[0].json(), str(uuid4())
    sent = [move(desk.http, order, "CANCEL", command=command, reason_code="not_needed") for _ in range(2)]
    assert [answer.status_code for answer in sent] == [200, 200]
    events = desk.http.get(f"/work-orders/{order['number']}/events").json()["results"]
    assert [event["move"] for event in events] == ["CREATE", "CANCEL"]


@pytest.mark.parametrize(
    ("station", "since", "code"),
    [(FOREIGN, 0, "not_yours"), ("NOWHERE", 0, "not_yours"), ("", 10**9, "since_in_future")],
)
def test_a_socket_is_told_what_it_may_not_follow(desk: Desk, station: str, since: int, code: str) -> None:
    wanted = station or desk.city.logins["station_operator"]["station"]
    with connect(desk.city.socket_url, additional_headers=cookie_of(desk)) as socket:
        socket.send(json.dumps({"subscribe": [{"station": wanted, "since": since}]}))
        told = json.loads(socket.recv(timeout=10))
    assert (told["refused"], told["code"]) == (wanted, code)


def test_a_socket_of_nobody_is_closed(city: City) -> None:
    page = {"Origin": city.url}
    with (
        connect(city.socket_url, additional_headers=page) as socket,
        pytest.raises(ConnectionClosed) as closed,
    ):
        socket.recv(timeout=10)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


def cookie_of(desk: Desk) -> dict[str, str]:
    """What a signed-in browser sends with its socket."""
    return {"Cookie": f"sessionid={desk.http.cookies['sessionid']}", "Origin": desk.city.url}
