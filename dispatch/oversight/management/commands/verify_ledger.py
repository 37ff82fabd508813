"""manage.py verify_ledger: check event chains and their evidence, or the chain in an exported file."""

import re
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dispatch.oversight.evidence import first_evidence_flaw, unsealed_evidence
from dispatch.oversight.ledger import Flaw, UnreadableLedger, chain_of, first_flaw, read_export, unanchored
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
        parser.add_argument(
            "--anchor",
            action="append",
            default=[],
            metavar="SEQ:HASH",
            help="an anchor kept apart from FILE, as export_ledger or the system's log told it",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, and tell."""
        if options["file"]:
            self._verify_file(options["file"], dict(map(_anchor, options["anchor"])))
            return
        stations = CareStation.objects.order_by("code")
        flaws = [flaw for station in stations if (flaw := _first_flaw_of(station))]
        for flaw in flaws:
            self.stdout.write(str(flaw))
        if flaws:
            raise CommandError(f"The log does not hold at {len(flaws)} of {len(stations)} stations.")
        self.stdout.write(f"The logs of {len(stations)} stations hold.")
        if newer := sum(unanchored(chain_of(station)) for station in stations):
            self.stdout.write(
                f"{newer} events are newer than the last anchor of their log; none vouches for them."
            )
        if older := sum(map(unsealed_evidence, stations)):
            self.stdout.write(
                f"{older} pieces of evidence are older than the sealing of evidence; not checked."
            )

    def _verify_file(self, path: Path, kept_apart: Mapping[int, str]) -> None:
        try:
            with path.open(encoding="utf-8") as lines:
                chain = read_export(lines)
                chain = replace(chain, anchors={**chain.anchors, **kept_apart})
                flaw = first_flaw(chain)
        except (OSError, UnicodeDecodeError, UnreadableLedger) as error:
            raise CommandError(f"{path} cannot be read: {error}") from error
        if flaw:
            raise CommandError(str(flaw))
        if newer := unanchored(chain):
            first = chain.head_seq - newer + 1
            raise CommandError(
                f"{chain.station} seq {first}: no anchor vouches for the end of this log from here on, so "
                "more may have been cut off. Export it again, or give an --anchor that was kept apart."
            )
        self.stdout.write(f"The log of {chain.station} holds: {chain.head_seq} events.")
        if chain.head_seq in kept_apart:
            self.stdout.write("Its end is vouched for by an anchor kept apart from the file.")
        elif chain.head_seq:
            self.stdout.write(
                "Its anchors came in the file itself, and whoever rewrites one can rewrite the other: hold "
                f"{chain.head_seq}:{chain.head_hash} against what was kept apart (--anchor)."
            )


def _anchor(words: str) -> tuple[int, str]:
    """Read SEQ:HASH; raises CommandError for what is none."""
    if found := re.fullmatch(r"([1-9][0-9]{0,17}):([0-9a-f]{64})", words):
        return int(found[1]), found[2]
    raise CommandError(f"{words!r} is no anchor; write SEQ:HASH, the hash in 64 hexadecimal digits.")


def _first_flaw_of(station: CareStation) -> Flaw | None:
    """The first flaw of the chain or, where that holds, of the evidence held against the digests in it."""
    return first_flaw(chain_of(station)) or first_evidence_flaw(station)
