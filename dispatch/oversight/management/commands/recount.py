"""manage.py recount: recompute every verdict and count from the rows."""

from argparse import ArgumentParser
from datetime import date
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError

from dispatch.oversight.recount import recount
from dispatch.oversight.unreadable import UNREADABLE, unreadable_rows
from stations.ground.arguments import day

MOST_SHOWN = 100


class Command(BaseCommand):
    """Ends with 1 and the differences when something is not as the rows say."""

    help = "Recount verdicts and day counts; --until is the first day left out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which days can be chosen."""
        parser.add_argument("--from", dest="from_day", type=day, help="YYYY-MM-DD")
        parser.add_argument("--until", dest="until_day", type=day, help="YYYY-MM-DD")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Recount, and tell."""
        begins, ends = options["from_day"], options["until_day"]
        if begins and ends and begins >= ends:
            raise CommandError(f"There is no day from {begins} to before {ends}; --until must be later.")
        found = self._differences(begins, ends)
        if found:
            raise CommandError(f"{found} differences between what is kept and what the rows say.")
        self.stdout.write("All verdicts and counts agree with the rows.")

    def _differences(self, begins: date | None, ends: date | None) -> int:
        """Tell the first differences, and answer how many there are."""
        found = 0
        try:
            for found, difference in enumerate(recount(from_day=begins, until_day=ends), start=1):
                if found <= MOST_SHOWN:
                    self.stdout.write(str(difference))
        except UNREADABLE as error:
            self._stop_at_unreadable(error)
        return found

    def _stop_at_unreadable(self, error: Exception) -> NoReturn:
        """Name the rows in the way; an error that none of them explains is a fault of ours."""
        rows = list(unreadable_rows())
        if not rows:
            raise error
        for row in rows[:MOST_SHOWN]:
            self.stdout.write(str(row))
        raise CommandError(
            f"{len(rows)} rows cannot be read, so the recount stopped. Put them right from a backup and run "
            "it again."
        ) from error
