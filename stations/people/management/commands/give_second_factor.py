"""`manage.py give_second_factor`: an authenticator for an account that is there; also after a lost phone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stations.people.acts import give_second_factor
from stations.people.models import Account


class Command(BaseCommand):
    """Replace an account's second factor and print what its authenticator is given."""

    help = "Give an account a one-time password, in place of the one it had."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose."""
        parser.add_argument("username")

    def handle(self, *_: Any, **given: Any) -> None:
        """Print the otpauth:// address and the secret."""
        account = Account.objects.filter(username=given["username"]).first()
        if account is None:
            raise CommandError(f"There is no account {given['username']}.")
        self.stdout.write(give_second_factor(account=account).text())
