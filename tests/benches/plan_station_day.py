"""A plan of one demo station-day, from the operator's press to the rounds on their screen."""

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from tests.benches.ground.report import report
from tests.stories.city import City

SEARCH_SECONDS = 3
TIMES = 5
GIVE_UP_SECONDS = 120


def main() -> None:
    """Plan the same station-day with several seeds on a whole running city."""
    with tempfile.TemporaryDirectory(prefix="bench-plan-") as folder:
        city = City(Path(folder) / "data", "city")
        try:
            city.open()
            operator = city.sign_in("station_operator")
            seen, size = zip(*(planned(city, operator, seed) for seed in range(TIMES)), strict=True)
        finally:
            city.close()
    baseline = float(SEARCH_SECONDS)
    rows = [
        _row("search budget (baseline)", [baseline] * TIMES, baseline),
        _row("plan seen by the operator", list(seen), baseline),
    ]
    report("plan_station_day", f"{TIMES} plans of {size[0]} visits, each from the press on", rows)


def planned(city: City, operator: httpx.Client, seed: int) -> tuple[float, int]:
    """Seconds from the press until the plan is shown, and how many visits it had to place."""
    began = time.monotonic()
    station = city.logins["station_operator"]["station"]
    body = {"station": station, "day": city.day.isoformat(), "seconds": SEARCH_SECONDS, "seed": seed}
    asked = operator.post("/plans", json=body)
    asked.raise_for_status()
    while time.monotonic() - began < GIVE_UP_SECONDS:
        run = operator.get(f"/plans/{asked.json()['id']}").json()
        if run["state"] == "ready":
            return time.monotonic() - began, run["summary"]["served"] + run["summary"]["unserved"]
        if run["state"] == "failed":
            raise SystemExit(f"the plan failed: {run['failure']}")
        time.sleep(0.05)
    raise SystemExit(f"no plan after {GIVE_UP_SECONDS} s")


def _row(what: str, seconds: list[float], baseline: float) -> dict[str, Any]:
    middle = statistics.median(seconds)
    return {
        "what": what,
        "median_seconds": round(middle, 2),
        "slowest_seconds": round(max(seconds), 2),
        "ratio": round(middle / baseline, 2),
    }


if __name__ == "__main__":
    main()
