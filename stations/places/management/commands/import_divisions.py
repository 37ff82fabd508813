"""`manage.py import_divisions FILE [--commit]`."""

from stations.ground.imports.command import ImportCommand
from stations.ground.imports.kind import Kind
from stations.places.imports.divisions import divisions_kind


class Command(ImportCommand):
    """Import divisions from a table."""

    help = "Preview divisions from a CSV or XLSX file; with --commit write all of them or none."

    def kind(self) -> Kind:
        """The import of divisions."""
        return divisions_kind()
