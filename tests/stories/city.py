"""A whole running system for one story: its processes, its data, and people who sign in to it."""

import json
import shutil
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import time as epoch_seconds
from typing import Any
from uuid import uuid4

import httpx

from deploy.local.processes import Running, manage
from deploy.local.services import PostgreSQL, Redis, city_environment, free_port
from stations.ground.clock import LOCAL_ZONE
from tests.builders.one_time_password import one_time_password

SEED = "11"


@dataclass(slots=True)
class City:
    """One seeded system: daphne, worker and beat as separate processes, on SQLite or on PostgreSQL and Redis.

    Its day is tomorrow, so that every window is still ahead whenever the story is told. With `clock`, which
    only the embedded mode allows, it is that hour of today in the city when it opens.
    """

    folder: Path
    mode: str
    port: int = field(default_factory=free_port)
    day: date = field(default_factory=lambda: datetime.now(LOCAL_ZONE).date() + timedelta(days=1))
    clock: time | None = None
    days_lived: int = 0
    began_epoch_seconds: float = field(default_factory=epoch_seconds)
    database: PostgreSQL | None = None
    redis: Redis | None = None
    running: Running = field(init=False)
    logins: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Gather the environment; nothing is started yet."""
        environment = {"ELDERCARE_MODE": self.mode, "ELDERCARE_DATA_DIR": str(self.folder)}
        # As it runs for others: a story looks at what the logs of every request hold.
        environment["ELDERCARE_LOG_LEVEL"] = "INFO"
        if self.mode == "city":
            self.database, self.redis = PostgreSQL(), Redis()
            environment |= city_environment(self.database, self.redis)
        if self.clock:
            self.day = datetime.now(LOCAL_ZONE).date()
            environment["ELDERCARE_CLOCK"] = f"{self.at(self.clock)}|{self.began_epoch_seconds}|1"
        self.running = Running(environment, self.folder / "logs")

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_url(self) -> str:
        """Where its feed is."""
        return f"ws://127.0.0.1:{self.port}/ws/feed"

    def open(self) -> None:
        """Start the services, seed the city and start its processes."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        if self.database and self.redis:
            self.database.start()
            self.database.create("eldercare")
            self.redis.start()
        self.manage("migrate", "--verbosity", "0")
        logins = self.folder / "logins.json"
        seeding = ("--size", "demo", "--seed", SEED, "--day", self.day.isoformat())
        lived = ("--days-lived", str(self.days_lived))
        self.manage("seed_city", *seeding, *lived, "--logins", str(logins))
        self.logins = json.loads(logins.read_text(encoding="utf-8"))
        self.running.start_worker()
        self.running.start_beat()
        self.running.start_web(self.port)

    def close(self) -> None:
        """End everything it started."""
        self.running.stop()
        if self.redis:
            self.redis.kill()
        if self.database:
            self.database.stop()

    def manage(self, *arguments: str) -> None:
        """Run a management command in this city."""
        manage(self.running.environment, *arguments)

    def sign_in(self, role: str, language: str = "zh-CN") -> httpx.Client:
        """A signed-in browser without pages: session cookie and CSRF token in place."""
        client = httpx.Client(
            base_url=f"{self.url}/api/v1", timeout=30, headers={"Accept-Language": language}
        )
        client.get(self.url)
        answer = client.post(
            "/session",
            json=self.credentials(role),
            headers={"X-CSRFToken": client.cookies.get("csrftoken") or ""},
        )
        answer.raise_for_status()
        client.headers["X-CSRFToken"] = client.cookies["csrftoken"]
        client.headers["Referer"] = self.url
        return client

    def credentials(self, role: str) -> dict[str, str]:
        """What a person of this role types; the one-time password too where the city asks for one."""
        login = self.logins[role]
        typed = {"username": login["username"], "password": login["password"]}
        return typed | ({"otp": one_time_password(login["otpauth"])} if "otpauth" in login else {})

    def as_caregiver(self, number: str) -> httpx.Client:
        """The tablet of any caregiver, by the token that the seed keeps for simulations.

        The one caregiver whose login a visitor gets is left out of simulations, and signs in by password.
        """
        kept = json.loads((self.folder / "simulation.json").read_text(encoding="utf-8"))
        token = kept["caregivers"].get(number)
        if token is None:
            visitor = self.sign_in("caregiver")
            assert visitor.get("/me").json()["caregiver"]["number"] == number
            return visitor
        return httpx.Client(
            base_url=f"{self.url}/api/v1", timeout=30, headers={"Authorization": f"Bearer {token}"}
        )

    def now(self) -> str:
        """The instant on the city's own clock, as the API takes it."""
        if self.clock is None:
            return datetime.now(LOCAL_ZONE).isoformat()
        began = datetime.combine(self.day, self.clock, tzinfo=LOCAL_ZONE)
        return (began + timedelta(seconds=epoch_seconds() - self.began_epoch_seconds)).isoformat()

    def at(self, clock: time) -> str:
        """An instant of the city's day, as the API takes it."""
        return datetime.combine(self.day, clock, tzinfo=LOCAL_ZONE).isoformat()


def new_order(city: City, operator: httpx.Client, key: str) -> dict[str, Any]:
    """An order of its own for a story: an errand that the operator takes on the phone for some elder.

    `key` tells stories apart; each has another elder, so no story asks twice for the same.
    """
    station = city.logins["station_operator"]["station"]
    elders = operator.get("/elders", params={"station": station, "page_size": 100}).json()["results"]
    answer = operator.post(
        "/service-requests",
        json={
            "elder": elders[-1 - zlib.crc32(key.encode()) % (len(elders) - 1)]["number"],
            "service": "errand",
            "window_from": city.at(time(15, 0)),
            "window_until": city.at(time(17, 0)),
        },
        headers={"Idempotency-Key": key},
    )
    assert answer.status_code == 201, answer.text
    order: dict[str, Any] = answer.json()
    return order


def move(client: httpx.Client, order: dict[str, Any], name: str, **more: Any) -> httpx.Response:
    """Make one move on an order as it was last seen."""
    body = {
        "command": str(uuid4()),
        "move": name,
        "seen": order["version"],
        "happened_at": datetime.now(LOCAL_ZONE).isoformat(),
        **more,
    }
    return client.post(f"/work-orders/{order['number']}/moves", json=body)


def moved(client: httpx.Client, order: dict[str, Any], name: str, **more: Any) -> dict[str, Any]:
    """Make one move that must succeed; the value is the order after it."""
    answer = move(client, order, name, **more)
    assert answer.status_code == 200, answer.text
    after: dict[str, Any] = answer.json()
    return after


def order_of_the_visitors_carer(city: City, operator: httpx.Client) -> dict[str, Any]:
    """An errand for the first elder whom the visitor's caregiver may serve, given to that caregiver."""
    number, station = visitors_carer(city), city.logins["station_operator"]["station"]
    for elder in operator.get("/elders", params={"station": station, "page_size": 100}).json()["results"]:
        asked = operator.post(
            "/service-requests",
            json={
                "elder": elder["number"],
                "service": "errand",
                "window_from": city.at(time(14, 0)),
                "window_until": city.at(time(16, 0)),
            },
            headers={"Idempotency-Key": f"visitors-carer-{uuid4()}"},
        )
        if asked.status_code == 201 and asked.json()["state"] == "CREATED":
            answer = move(operator, asked.json(), "DISPATCH", caregivers=[number], happened_at=city.now())
            if answer.status_code == 200:
                order: dict[str, Any] = answer.json()
                return order
    raise AssertionError("the visitor's caregiver may serve nobody")


def visitors_carer(city: City) -> str:
    """Number of the caregiver as whom a visitor signs in."""
    number: str = city.sign_in("caregiver").get("/me").json()["caregiver"]["number"]
    return number


def sent(city: City, operator: httpx.Client, order: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Send the first carer of the station whom the system lets go: their number, and the order after it.

    Never the visitor's: the stories of the tablet need them fit and free.
    """
    station, visitors = city.logins["station_operator"]["station"], visitors_carer(city)
    for carer in operator.get("/caregivers", params={"station": station}).json()["results"]:
        if carer["number"] == visitors:
            continue
        given = {"caregivers": [carer["number"]], "happened_at": city.now()}
        answer = move(operator, order, "DISPATCH", **given)
        if answer.status_code == 200:
            return carer["number"], answer.json()
        assert answer.json()["code"] == "unfit_for_order", answer.text
    raise AssertionError(f"nobody can go to {order['number']}")
