"""Living the day: everybody looks at the clock, does what is due, and looks again."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import structlog

from eldercare.demo.day.api import Api
from eldercare.demo.day.board import Board
from eldercare.demo.day.carer import Carer
from eldercare.demo.day.clock import TownClock, read_clock
from eldercare.demo.day.families import Families
from eldercare.demo.day.office import Office
from eldercare.demo.day.operator import Operator
from eldercare.demo.day.plans import search_seconds
from eldercare.demo.day.summary import Summary
from eldercare.demo.day.telephone import Telephone
from stations.ground.clock import LOCAL_ZONE, local_day

log = structlog.get_logger("day")

CLOSING_HOUR = 20
KEYS = ("operators", "caregivers", "families", "door_codes")
SPEED_TOLERANCE = 0.01
TICK_SECONDS = 0.25
# The board is read again after so many real seconds, for a single station; many stations take turns.
REFRESH_SECONDS = 3.0


@dataclass
class Station:
    """The people of one station."""

    board: Board
    operator: Operator
    telephone: Telephone
    families: Families
    carers: list[Carer]
    refreshed: float = 0.0

    def live(self, at: datetime) -> None:
        """Let everybody do what is due."""
        if time.monotonic() - self.refreshed > REFRESH_SECONDS:
            self.board.refresh(at)
            self.refreshed = time.monotonic()
        self.operator.live(at)
        self.telephone.live(at)
        self.families.live(at)
        for carer in self.carers:
            carer.live(at)


def live_day(
    *,
    base_url: str,
    simulation: Path,
    summary: Summary,
    speed: float | None = None,
    seed: int = 0,
    until: datetime | None = None,
    seconds: float | None = None,
) -> None:
    """Live the city's day until its stations close, or until an instant of its clock or so many real seconds.

    `simulation` is the file that seed_city writes beside the logins; `summary` is filled while the day runs.
    The city's own clock counts; a `speed` other than its own is said in the log.
    Raises ServerGone when the server stays away, ValueError when its tokens are of another city or no tokens.
    """
    keys, api = _keys_in(simulation), Api(base_url)
    clock = read_clock(api, next(iter(keys["operators"].values())))
    if speed and abs(clock.speed - speed) > SPEED_TOLERANCE:
        log.warning("clock_runs_at_its_own_speed", city=clock.speed, asked=speed)
    town = [_station(api, code, keys, clock, seed, summary) for code in keys["operators"]]
    for station in town:
        station.board.refresh(clock.now())
        station.operator.open(clock.now())
    office = _office(api, keys, clock, seed, summary)
    stops_at = time.monotonic() + seconds if seconds else None
    while not _is_over(clock, until) and (stops_at is None or time.monotonic() < stops_at):
        for station in town:
            station.live(clock.now())
        if office:
            office.live(clock.now())
        time.sleep(TICK_SECONDS)


def _keys_in(simulation: Path) -> dict[str, Any]:
    try:
        keys = json.loads(simulation.read_text(encoding="utf-8"))
        complete = all(isinstance(keys[name], dict) for name in KEYS) and bool(keys["operators"])
    except (ValueError, LookupError, TypeError):
        complete = False
    if not complete:
        raise ValueError(f"{simulation} is not as seed_city writes it; seed the city again.")
    return dict(keys)


def _is_over(clock: TownClock, until: datetime | None) -> bool:
    now = clock.now()
    return now >= until if until else now.astimezone(LOCAL_ZONE).hour >= CLOSING_HOUR


def _station(
    api: Api, code: str, keys: Mapping[str, Any], clock: TownClock, seed: int, summary: Summary
) -> Station:
    token, digits = keys["operators"][code], code.removeprefix("ST")
    board = Board(api, code, token, local_day(clock.now()))
    families = {elder: key for elder, key in keys["families"].items() if elder.startswith(f"E{digits}")}
    carers = [
        Carer(api, number, key, board, keys["door_codes"], Random(f"{seed}/{number}"), summary)
        for number, key in keys["caregivers"].items()
        if number.startswith(f"C{digits}")
    ]
    on_tablets = frozenset(carer.number for carer in carers)
    operator = Operator(
        api,
        token,
        board,
        Random(f"{seed}/{code}"),
        summary,
        search_seconds=search_seconds(clock.speed),
        on_tablets=on_tablets,
    )
    return Station(
        board,
        operator,
        Telephone(api, token, board, families, Random(f"{seed}/{code}/bell"), summary),
        Families(api, board, families, token, Random(f"{seed}/{code}/families"), summary),
        carers,
    )


def _office(
    api: Api, keys: Mapping[str, Any], clock: TownClock, seed: int, summary: Summary
) -> Office | None:
    """The city's two desks; a city seeded before they had tokens lives without them."""
    tokens = keys.get("offices")
    if not tokens:
        return None
    desks = (tokens["regulator"], tokens["administrator"])
    return Office(api, *desks, local_day(clock.now()), Random(f"{seed}/office"), summary)
