"""`manage.py rotate_field_keys`: seal every sensitive field anew with the first of ELDERCARE_FIELD_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand

from stations.people.rotation import reseal, sealed_models


class Command(BaseCommand):
    """Reseal all rows, so that the old key can be taken out of the list."""

    help = (
        "Seal every sensitive field anew with the first of ELDERCARE_FIELD_KEYS, and index it anew. "
        "Put the new key in front first; take the old one away afterwards. Interrupted, it can be run again."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        """Go through every table with sealed fields."""
        for model in sealed_models():
            rows = 0
            for rows in reseal(model):
                self.stdout.write(f"\r{model._meta.label}: {rows}", ending="")
            self.stdout.write(f"\r{model._meta.label}: {rows}")
