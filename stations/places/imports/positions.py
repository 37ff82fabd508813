"""A position in a table: longitude, latitude and the datum they are in."""

from stations.ground.imports.rows import Row
from stations.places.coordinates import in_china, to_wgs84
from stations.places.models import Datum

DATUMS = {
    "wgs84": Datum.WGS84,
    "wgs-84": Datum.WGS84,
    "gps": Datum.WGS84,
    "gcj02": Datum.GCJ02,
    "gcj-02": Datum.GCJ02,
    "火星坐标": Datum.GCJ02,
    "高德": Datum.GCJ02,
    "腾讯": Datum.GCJ02,
    "bd09": Datum.BD09,
    "bd-09": Datum.BD09,
    "百度": Datum.BD09,
}


def position_in(row: Row) -> dict[str, object]:
    """The position of a row in WGS-84 and the datum it came in; without a datum it is taken as WGS-84."""
    longitude = row.number_between("longitude", -180, 180)
    latitude = row.number_between("latitude", -180, 180)
    for field in ("longitude", "latitude"):
        if not row.text(field):
            row.wrong(field, "cell_missing")
    datum = row.choice("datum", DATUMS)
    if longitude is None or latitude is None or (datum is None and row.text("datum")):
        return {}
    if not in_china(latitude, longitude):
        row.wrong(
            "latitude", "latitude_and_longitude_swapped" if in_china(longitude, latitude) else "place_abroad"
        )
        return {}
    datum = datum or Datum.WGS84
    latitude, longitude = to_wgs84(latitude, longitude, datum)
    return {"latitude": latitude, "longitude": longitude, "source_datum": datum}
