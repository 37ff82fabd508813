"""manage.py recount: recompute every verdict and count from the rows."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dispatch.oversight.recount import recount

MOST_SHOWN = 100


class Command(BaseCommand):
    """Ends with 1 and the differences when something is not as the rows say."""

    help = "Recount verdicts and day counts; --until is the first day left out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which days can be chosen."""
        parser.add_argument("--from", dest="from_day", type=date.fromisoformat, help="YYYY-MM-DD")
        parser.add_argument("--until", dest="until_day", type=date.fromisoformat, help="YYYY-MM-DD")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Recount, and tell."""
        found = list(recount(from_day=options["from_day"], until_day=options["until_day"]))
        for difference in found[:MOST_SHOWN]:
            self.stdout.write(str(difference))
        if found:
            raise CommandError(f"{len(found)} differences between what is kept and what the rows say.")
        self.stdout.write("All verdicts and counts agree with the rows.")
