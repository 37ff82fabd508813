"""manage.py export_ledger: write a station's event chain to a file that can be checked anywhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dispatch.oversight.ledger import export
from stations.places.models import CareStation


class Command(BaseCommand):
    """Writes JSON lines without any name; accounts appear as digests."""

    help = "Export a station's event chain."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what is exported, and where to."""
        parser.add_argument("--station", required=True, help="station code")
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Export, and say how much."""
        station = CareStation.objects.filter(code=options["station"]).first()
        if station is None:
            raise CommandError(f"There is no station {options['station']}.")
        with options["file"].open("w", encoding="utf-8") as out:
            written = export(station, out)
        self.stdout.write(f"{written} events of {station.code} in {options['file']}")
