"""Bring the services of the catalogue along with the tables."""

from dataclasses import asdict

from django.db import migrations

from stations.catalogue.services import SERVICES


def load(apps, schema_editor):
    items = apps.get_model("catalogue", "ServiceItem").objects
    for position, service in enumerate(SERVICES, start=1):
        items.get_or_create(code=service.code, defaults={**asdict(service), "position": position})


class Migration(migrations.Migration):

    dependencies = [("catalogue", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
