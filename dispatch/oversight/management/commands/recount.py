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
        parser.add_argument("--from", dest="from_day", type=_day, help="YYYY-MM-DD")
        parser.add_argument("--until", dest="until_day", type=_day, help="YYYY-MM-DD")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Recount, and tell."""
        begins, ends = options["from_day"], options["until_day"]
        if begins and ends and begins >= ends:
            raise CommandError(f"There is no day from {begins} to before {ends}; --until must be later.")
        found = list(recount(from_day=begins, until_day=ends))
        for difference in found[:MOST_SHOWN]:
            self.stdout.write(str(difference))
        if found:
            raise CommandError(f"{len(found)} differences between what is kept and what the rows say.")
        self.stdout.write("All verdicts and counts agree with the rows.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text!r} is no day; write it as 2026-11-23.") from error
