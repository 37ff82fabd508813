"""manage.py simulate_day: people live a day in the running city, through its public API."""

import signal
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from eldercare.demo.city.doors import simulation_file
from eldercare.demo.day.api import ServerGone
from eldercare.demo.day.living import live_day
from eldercare.demo.day.summary import Summary
from stations.ground.arguments import LARGEST_SEED, positive_number, web_address, whole_number

# An hour a second; people would not keep up with more.
HIGHEST_SPEED = 3600


class Command(BaseCommand):
    """Ends when the stations close, or on Ctrl-C, with a summary."""

    help = "Live a day: carers, elders and operators act through the public API on the city's clock."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where the city is."""
        parser.add_argument(
            "--speed",
            type=positive_number(most=HIGHEST_SPEED),
            default=1.0,
            help="the speed the city's clock runs at",
        )
        parser.add_argument("--base-url", type=web_address, default="http://127.0.0.1:8000")
        parser.add_argument("--logins", type=Path, default=settings.DATA_DIR / "logins.json")
        parser.add_argument("--seed", type=whole_number(least=0, most=LARGEST_SEED), default=0)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Live until the day is over."""
        simulation = simulation_file(options["logins"])
        if not simulation.is_file():
            raise CommandError(f"{simulation} is not there; seed_city writes it beside its logins.")
        signal.signal(signal.SIGTERM, _stop)
        summary = Summary()
        try:
            live_day(
                base_url=options["base_url"],
                simulation=simulation,
                summary=summary,
                speed=options["speed"],
                seed=options["seed"],
            )
        except KeyboardInterrupt:
            self.stdout.write("The day was ended early.")
        except (ServerGone, ValueError) as error:
            raise CommandError(str(error)) from error
        finally:
            self.stdout.write(str(summary))


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
