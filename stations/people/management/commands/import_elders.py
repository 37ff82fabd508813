"""`manage.py import_elders FILE [--commit]`."""

from stations.ground.clock import today
from stations.ground.imports.command import ImportCommand
from stations.ground.imports.kind import Kind
from stations.people.imports.elders import elders_kind
from stations.places.models import CareStation


class Command(ImportCommand):
    """Import elders from a table."""

    help = "Preview elders from a CSV or XLSX file; with --commit write all of them or none."

    def kind(self) -> Kind:
        """The import of elders."""
        return elders_kind(today=today(), reach=CareStation.objects.all())
