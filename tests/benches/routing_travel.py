"""How far estimate and road are apart: walking between random places, as a table and a plot."""

import gzip
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import matplotlib.figure
import numpy as np

from routing.problem import Place
from routing.travel import Osrm, estimate
from tests.benches.ground.report import report
from tests.routing.travel.osrm_server import serving
from tests.routing.travel.street_grid import LATITUDE, LONGITUDE, SIDE, STEP_DEGREES, write_street_grid
from tests.routing.travel.test_osrm import KREMS

PLACES = 40
PLOT = Path(__file__).resolve().parents[2] / "docs" / "images" / "estimate-and-road.png"
GRID_SPAN = SIDE * STEP_DEGREES * 0.9

Ways = tuple[np.ndarray, np.ndarray]


def main() -> None:
    """Measure on the generated grid, and in Krems where its streets are at hand."""
    found = {"street grid": on_grid()}
    if KREMS.exists():
        found["Krems, north of the Danube"] = in_krems((48.408, 48.413), (15.60, 15.63))
        found["Krems, both banks"] = in_krems((48.392, 48.412), (15.605, 15.65))
    report(
        "routing_travel", f"walking between {PLACES} places, meters", [_row(*each) for each in found.items()]
    )
    _plot(found)


def on_grid() -> Ways:
    with tempfile.TemporaryDirectory() as folder:
        roads = Path(folder) / "grid.osm"
        write_street_grid(roads)
        return _ways(roads, (LATITUDE, LATITUDE + GRID_SPAN), (LONGITUDE, LONGITUDE + GRID_SPAN))


def in_krems(latitudes: tuple[float, float], longitudes: tuple[float, float]) -> Ways:
    with tempfile.TemporaryDirectory() as folder:
        roads = Path(folder) / "krems.osm"
        roads.write_bytes(gzip.decompress(KREMS.read_bytes()))
        return _ways(roads, latitudes, longitudes)


def _ways(roads: Path, latitudes: tuple[float, float], longitudes: tuple[float, float]) -> Ways:
    """Meters estimated and on the road of every way between two different places with a road near each."""
    random = Random(1)
    places = [Place(str(n), random.uniform(*latitudes), random.uniform(*longitudes)) for n in range(PLACES)]
    with serving(roads, "foot") as address:
        seconds, meters = Osrm(address).table(places)
    guess = estimate(places, "walk").meters
    apart = ~np.isnan(seconds) & (meters > 0)
    if guess is None or not apart.any():
        raise SystemExit("OSRM knows no way between any two of the places")
    return guess[apart], meters[apart]


def _row(where: str, ways: Ways) -> dict[str, Any]:
    guess, road = ways
    off = guess / road - 1
    return {
        "where": where,
        "ways": len(road),
        "road, median": float(np.median(road)),
        "estimate off by, median %": float(100 * np.median(off)),
        "10th percentile %": float(100 * np.quantile(off, 0.1)),
        "90th percentile %": float(100 * np.quantile(off, 0.9)),
    }


def _plot(found: dict[str, Ways]) -> None:
    figure = matplotlib.figure.Figure(figsize=(7, 5))
    axes = figure.add_subplot()
    for where, (guess, road) in found.items():
        axes.scatter(road, guess, s=5, alpha=0.4, label=where)
    longest = max(float(max(guess.max(), road.max())) for guess, road in found.values())
    axes.plot([0, longest], [0, longest], color="grey", linewidth=1)
    axes.set_xlabel("road, meters (OSRM, on foot)")
    axes.set_ylabel("estimate, meters (great circle x 1.3)")
    axes.legend()
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(PLOT, dpi=100)


if __name__ == "__main__":
    main()
