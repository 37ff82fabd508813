"""`manage.py open_account`: the first accounts of an installation, and any other at the console."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any, TypeVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model

from stations.ground.messages import refusal_text
from stations.ground.refusal import Refused
from stations.people.acts import give_second_factor, open_account
from stations.people.models import Caregiver, Elder, Role
from stations.places.models import AdminDivision, CareStation

Row = TypeVar("Row", bound=Model)


class Command(BaseCommand):
    """Open an account; the password is asked for, or read from standard input."""

    help = "Open an account. The password is asked for at a terminal, else read from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name, role, and the scope the role needs."""
        parser.add_argument("username")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--display-name", default="")
        parser.add_argument("--language", choices=["zh-CN", "en"], default="zh-CN")
        parser.add_argument("--elder", metavar="NUMBER")
        parser.add_argument("--caregiver", metavar="NUMBER")
        parser.add_argument("--station", metavar="CODE")
        parser.add_argument("--division", metavar="CODE")
        parser.add_argument("--machine", action="store_true", help="no password; it uses tokens (make_token)")
        parser.add_argument(
            "--second-factor",
            action="store_true",
            help="give a one-time password too; the roles of ELDERCARE_SECOND_FACTOR_ROLES always get one",
        )

    def handle(self, *_: Any, **given: Any) -> None:
        """Open it or say what is wrong."""
        try:
            account = open_account(
                username=given["username"],
                password=None if given["machine"] else _typed_password(),
                role=Role(given["role"]),
                display_name=given["display_name"],
                language=given["language"],
                elder=_named(Elder, "number", given["elder"]),
                caregiver=_named(Caregiver, "number", given["caregiver"]),
                station=_named(CareStation, "code", given["station"]),
                division=_named(AdminDivision, "code", given["division"]),
            )
        except Refused as refused:
            raise CommandError(refusal_text(refused.code, refused.facts, given["language"])) from refused
        self.stdout.write(f"{account.username} ({account.role})")
        # Whoever may not sign in without a second factor would otherwise stand before a closed door.
        needed = account.role in settings.SECOND_FACTOR_ROLES and not given["machine"]
        if needed or given["second_factor"]:
            self.stdout.write(give_second_factor(account=account).text())


def _typed_password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")


def _named(model: type[Row], field: str, value: str | None) -> Row | None:
    """The row of that number or code; None when none is asked for."""
    if not value:
        return None
    row = model._default_manager.filter(**{field: value}).first()
    if row is None:
        raise CommandError(f"There is no {model._meta.verbose_name} with {field} {value}.")
    return row
