"""manage.py export_ledger: write a station's event chain to a file that can be checked anywhere."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dispatch.oversight.anchors import anchor_heads
from dispatch.oversight.ledger import export
from stations.ground.clock import now
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
        # An export ends at an anchor, so that one cut short can be told from a whole one.
        anchor_heads(at=now(), station=station)
        with options["file"].open("w", encoding="utf-8") as out:
            anchor = export(station, out)
        if anchor is None:
            self.stdout.write(f"The log of {station.code} is empty; {options['file']} says so.")
            return
        self.stdout.write(
            f"{anchor.seq} events of {station.code} in {options['file']}. Keep this apart from the file, and "
            f"give it to verify_ledger: --anchor {anchor.seq}:{anchor.hash}"
        )
