"""`manage.py import_stations FILE [--commit]`."""

from stations.ground.clock import today
from stations.ground.imports.command import ImportCommand
from stations.ground.imports.kind import Kind
from stations.places.imports.stations import stations_kind


class Command(ImportCommand):
    """Import stations from a table."""

    help = "Preview stations from a CSV or XLSX file; with --commit write all of them or none."

    def kind(self) -> Kind:
        """The import of stations."""
        return stations_kind(today=today())
