"""manage.py seed_city: a reproducible city of one of three sizes."""

from argparse import ArgumentParser
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from eldercare.demo.city.seeding import Seeding, seed_city
from eldercare.demo.city.sizes import SIZES
from eldercare.demo.city.staff import at
from eldercare.demo.progress import ProgressBar
from stations.ground import clock
from stations.ground.arguments import LARGEST_SEED, day, whole_number
from stations.people.models import Elder
from stations.places.models import CareStation

# The city opens in mid-morning: what comes before has happened.
OPENS_AT = time(9, 15)
MOST_DAYS_LIVED = 366


class Command(BaseCommand):
    """Seeds the city; the same size, seed and day give the same rows (but never the same passwords)."""

    help = "Make a believable city. Nobody in it is real."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be chosen."""
        parser.add_argument("--size", choices=sorted(SIZES), default="demo")
        parser.add_argument("--seed", type=whole_number(least=0, most=LARGEST_SEED), default=7)
        parser.add_argument("--day", type=day, default=None, help="YYYY-MM-DD; today when left out")
        parser.add_argument(
            "--days-lived",
            type=whole_number(least=0, most=MOST_DAYS_LIVED),
            default=None,
            help="days of history before the day; by size when left out",
        )
        parser.add_argument("--logins", type=Path, default=settings.DATA_DIR / "logins.json")
        parser.add_argument("--replace", action="store_true", help="empty the database first (embedded only)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check that the city is empty, fill it, and write the logins."""
        size, wanted = SIZES[options["size"]], options["day"] or clock.today()
        if options["days_lived"] is not None:
            size = replace(size, days_lived=options["days_lived"])
        _require_writable(options["logins"])
        self._make_room(replace=options["replace"])
        until = _lived_until(wanted)
        bar = ProgressBar(f"Seeding {size.name}, day {wanted}: stations")
        keys = seed_city(Seeding(size, options["seed"], wanted, until), bar)
        keys.write(options["logins"])
        self.stdout.write(f"Logins: {options['logins']}")

    def _make_room(self, *, replace: bool) -> None:
        if not (CareStation.objects.exists() or Elder.objects.exists()):
            return
        if not replace:
            raise CommandError(
                "The city is not empty. Add --replace to throw all of it away (embedded mode only)."
            )
        if settings.CITY:
            raise CommandError("--replace works in embedded mode only; drop the database yourself.")
        call_command("flush", "--no-input", verbosity=0)
        call_command("migrate", verbosity=0)


def _require_writable(logins: Path) -> None:
    """Refuse before the seeding, which takes long: a city whose passwords cannot be written is lost."""
    try:
        logins.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=logins.parent):
            pass
    except OSError as error:
        raise CommandError(
            f"--logins: nothing can be written to {logins.parent}: {error.strerror}. Name another file."
        ) from error


def _lived_until(wanted: date) -> datetime:
    return min(at(wanted, OPENS_AT), clock.now())
