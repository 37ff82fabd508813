"""A synthetic town: a square grid of residential streets as OSM XML."""

from pathlib import Path

SIDE = 12
STEP_DEGREES = 0.001
LATITUDE, LONGITUDE = 39.60, 109.78


def write_street_grid(path: Path) -> None:
    """SIDE x SIDE crossings, a street along every row and column."""
    rows = range(SIDE)
    nodes = [
        f'<node id="{1 + row * SIDE + column}" lat="{LATITUDE + row * STEP_DEGREES:.6f}" '
        f'lon="{LONGITUDE + column * STEP_DEGREES:.6f}" version="1"/>'
        for row in rows
        for column in rows
    ]
    lines = [[1 + row * SIDE + column for column in rows] for row in rows]
    lines += [[1 + row * SIDE + column for row in rows] for column in rows]
    ways = [
        f'<way id="{rank + 1}" version="1">'
        + "".join(f'<nd ref="{node}"/>' for node in line)
        + '<tag k="highway" v="residential"/></way>'
        for rank, line in enumerate(lines)
    ]
    path.write_text('<osm version="0.6">' + "".join(nodes) + "".join(ways) + "</osm>")
