"""`manage.py make_token`: a bearer token for a machine."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stations.ground.arguments import whole_number
from stations.ground.clock import now
from stations.people.acts import issue_token
from stations.people.models import Account

MOST_DAYS = 3650


class Command(BaseCommand):
    """Issue a bearer token and print it, this once."""

    help = "Issue a bearer token for an account and print it. It cannot be shown again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, what for, how long."""
        parser.add_argument("username")
        parser.add_argument("--label", required=True, help="what it is for, e.g. 'hospital system'")
        parser.add_argument(
            "--days",
            type=whole_number(least=1, most=MOST_DAYS),
            help="days until it expires; without, it does not",
        )

    def handle(self, *_: Any, **given: Any) -> None:
        """Issue it."""
        account = Account.objects.filter(username=given["username"]).first()
        if account is None:
            raise CommandError(f"There is no account {given['username']}. Open one with open_account.")
        at, days = now(), given["days"]
        expires_at = at + timedelta(days=days) if days else None
        self.stdout.write(issue_token(account=account, label=given["label"], at=at, expires_at=expires_at))
