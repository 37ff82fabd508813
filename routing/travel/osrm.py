"""A client of OSRM's table service: seconds and meters between places, on roads.

One OSRM serves one profile, so each mode has its own address. API: GET /table/v1/{profile}/{coordinates}.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import httpx
import numpy as np
import numpy.typing as npt

from routing.problem import Place
from routing.travel.estimate import position

Table = npt.NDArray[np.float64]

# OSRM begins at the road nearest to a place, however far that is: beside its map all places are one.
FARTHEST_ROAD_METERS = 500.0


class OsrmUnreachable(RuntimeError):
    """No usable answer after all attempts; the text says what came last."""


@dataclass(frozen=True)
class Osrm:
    """Where to ask, how long to wait, how often to try.

    `block` places a side go into one request; osrm-routed answers 100 coordinates by default, two blocks.
    """

    address: str
    timeout_seconds: float = 5.0
    attempts: int = 3
    back_off_seconds: float = 0.2
    block: int = 50
    sleep: Callable[[float], None] = field(default=time.sleep, compare=False)

    def table(self, places: Sequence[Place]) -> tuple[Table, Table]:
        """(n, n) seconds and meters, row = from; NaN without a road. Raises OsrmUnreachable."""
        size = len(places)
        seconds, meters = np.full((size, size), np.nan), np.full((size, size), np.nan)
        blocks = [range(start, min(size, start + self.block)) for start in range(0, size, self.block)]
        with httpx.Client(timeout=self.timeout_seconds) as client:
            for rows, columns in product(blocks, blocks):
                answer = self._ask(client, self._request(places, rows, columns))
                here = np.ix_(rows, columns)
                seconds[here] = _numbers(answer, "durations", (len(rows), len(columns)))
                meters[here] = _numbers(answer, "distances", (len(rows), len(columns)))
                off_the_map = np.logical_or.outer(_far(answer, "sources"), _far(answer, "destinations"))
                seconds[here] = np.where(off_the_map, np.nan, seconds[here])
        return seconds, meters

    def _request(self, places: Sequence[Place], rows: range, columns: range) -> str:
        spots = [*rows, *columns]
        coordinates = ";".join(_coordinate(places[rank]) for rank in spots)
        sources = ";".join(map(str, range(len(rows))))
        destinations = ";".join(map(str, range(len(rows), len(spots))))
        query = f"annotations=duration,distance&sources={sources}&destinations={destinations}"
        return f"{self.address.rstrip('/')}/table/v1/any/{coordinates}?{query}"

    def _ask(self, client: httpx.Client, request: str) -> Any:
        """One request, tried again with a growing pause on everything but a refusal of the request itself."""
        last = ""
        for attempt in range(self.attempts):
            if attempt:
                self.sleep(self.back_off_seconds * 2 ** (attempt - 1))
            try:
                answer = client.get(request)
                if answer.status_code == httpx.codes.OK:
                    return answer.json()
                last = f"status {answer.status_code}: {answer.text[:200]}"
                if answer.is_client_error and answer.status_code != httpx.codes.TOO_MANY_REQUESTS:
                    break
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                last = f"{type(error).__name__}: {error}"
        raise OsrmUnreachable(last)


def _coordinate(place: Place) -> str:
    latitude, longitude = position(place)
    return f"{longitude:.6f},{latitude:.6f}"


def _far(answer: Any, name: str) -> npt.NDArray[np.bool_]:
    """For each place of one side, whether the road where its ways begin or end is too far from it."""
    try:
        return np.array([float(each["distance"]) > FARTHEST_ROAD_METERS for each in answer[name]])
    except (KeyError, TypeError, ValueError) as error:
        raise OsrmUnreachable(f"the answer does not say where its {name} are: {error}") from None


def _numbers(answer: Any, name: str, shape: tuple[int, int]) -> Table:
    """A table of the answer, null as NaN."""
    try:
        table = np.array(answer[name], dtype=np.float64)
    except (KeyError, TypeError, ValueError) as error:
        raise OsrmUnreachable(f"the answer has no usable {name}: {error}") from None
    if table.shape != shape:
        raise OsrmUnreachable(f"{name} has shape {table.shape}, asked for {shape}")
    return table
