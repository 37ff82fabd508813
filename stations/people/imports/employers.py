"""The station that a table names by its code or name."""

from django.db.models import QuerySet

from stations.ground.imports.rows import Row
from stations.places.models import CareStation


class Employers:
    """Stations by code and by name, as far as who imports reaches; of others it is not told that they are."""

    def __init__(self, reach: QuerySet[CareStation]) -> None:
        within = list(reach)
        self.reach = {station.pk for station in within}
        self.by_code = {station.code: station for station in within}
        self.by_name: dict[str, list[CareStation]] = {}
        for station in within:
            self.by_name.setdefault(station.name, []).append(station)

    def station_in(self, row: Row) -> CareStation | None:
        """The station of a row, if the name is not that of two."""
        written = row.text("station")
        if not written:
            row.wrong("station", "cell_missing")
            return None
        named = self.by_name.get(written, [])
        station = self.by_code.get(written) or (named[0] if len(named) == 1 else None)
        if station is None:
            row.wrong("station", "station_name_twice" if named else "station_unknown")
        return station
