"""`manage.py rotate_field_keys`: seal every sensitive field anew with the first of ELDERCARE_FIELD_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model

from stations.people.rotation import KeyMissing, reseal, sealed_models


class Command(BaseCommand):
    """Reseal all rows, so that the old key can be taken out of the list."""

    help = (
        "Seal every sensitive field anew with the first of ELDERCARE_FIELD_KEYS, and index it anew. "
        "Put the new key in front first; take the old one away afterwards. Interrupted, it can be run again."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        """Go through every table with sealed fields."""
        for model in sealed_models():
            self._reseal(model)

    def _reseal(self, model: type[Model]) -> None:
        table, rows = model._meta.label, 0
        try:
            for rows in reseal(model):
                self.stdout.write(f"\r{table}: {rows}", ending="")
        except KeyMissing as missing:
            raise CommandError(
                f"{table} {missing.row} opens with none of ELDERCARE_FIELD_KEYS. Put the key that sealed it "
                "back at the end of the list and run this again; what is sealed anew already stays so."
            ) from missing
        self.stdout.write(f"\r{table}: {rows}")
