"""Everything that changes the catalogue."""

from dataclasses import asdict

from django.db import transaction

from stations.catalogue.models import ServiceItem
from stations.catalogue.services import SERVICES


@transaction.atomic
def load_services() -> int:
    """Add the services that are not there yet and answer how many; those that are there stay as they are."""
    known = set(ServiceItem.objects.values_list("code", flat=True))
    fresh = [
        ServiceItem(position=position, **asdict(service))
        for position, service in enumerate(SERVICES, start=1)
        if service.code not in known
    ]
    ServiceItem.objects.bulk_create(fresh)
    return len(fresh)
