"""`manage.py import_caregivers FILE [--commit]`."""

from stations.ground.clock import today
from stations.ground.imports.command import ImportCommand
from stations.ground.imports.kind import Kind
from stations.people.imports.caregivers import caregivers_kind
from stations.places.models import CareStation


class Command(ImportCommand):
    """Import caregivers from a table."""

    help = "Preview caregivers from a CSV or XLSX file; with --commit write all of them or none."

    def kind(self) -> Kind:
        """The import of caregivers."""
        return caregivers_kind(today=today(), reach=CareStation.objects.all())
