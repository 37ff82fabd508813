"""manage.py verify_ledger: check event chains and their evidence, or the chain in an exported file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dispatch.oversight.evidence import first_evidence_flaw, unsealed_evidence
from dispatch.oversight.ledger import Flaw, UnreadableLedger, chain_of, first_flaw, read_export
from stations.places.models import CareStation


class Command(BaseCommand):
    """Ends with 1 and the first bad seq of each station whose chain does not hold."""

    help = (
        "Check every station's event chain against its anchors, and evidence against the events it came "
        "with; or one exported FILE without the database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be checked."""
        parser.add_argument("file", nargs="?", type=Path, help="a file written by export_ledger")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, and tell."""
        if options["file"]:
            self._verify_file(options["file"])
            return
        stations = CareStation.objects.order_by("code")
        flaws = [flaw for station in stations if (flaw := _first_flaw_of(station))]
        for flaw in flaws:
            self.stdout.write(str(flaw))
        if flaws:
            raise CommandError(f"The log does not hold at {len(flaws)} of {len(stations)} stations.")
        self.stdout.write(f"The logs of {len(stations)} stations hold.")
        if older := sum(map(unsealed_evidence, stations)):
            self.stdout.write(
                f"{older} pieces of evidence are older than the sealing of evidence; not checked."
            )

    def _verify_file(self, path: Path) -> None:
        try:
            with path.open(encoding="utf-8") as lines:
                chain = read_export(lines)
                flaw = first_flaw(chain)
        except (OSError, UnicodeDecodeError, UnreadableLedger) as error:
            raise CommandError(f"{path} cannot be read: {error}") from error
        if flaw:
            raise CommandError(str(flaw))
        self.stdout.write(f"The log of {chain.station} holds: {chain.head_seq} events.")


def _first_flaw_of(station: CareStation) -> Flaw | None:
    """The first flaw of the chain or, where that holds, of the evidence held against the digests in it."""
    return first_flaw(chain_of(station)) or first_evidence_flaw(station)
