"""Everything that changes the catalogue."""

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from stations.catalogue.models import ServiceItem
from stations.catalogue.refusals import ServiceTaken
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


@transaction.atomic
def add_service(
    *,
    code: str,
    name_zh: str,
    name_en: str,
    minutes: int,
    price_fen: int,
    caregivers_needed: int = 1,
    occupations: Sequence[str] = (),
    credentials: Sequence[str] = (),
) -> ServiceItem:
    """Add a service of the city's own, shown after those that are there; raises ServiceTaken."""
    if ServiceItem.objects.filter(code=code).exists():
        raise ServiceTaken(fields={"code": "service_taken"})
    return ServiceItem.objects.create(
        code=code,
        name_zh=name_zh,
        name_en=name_en,
        minutes=minutes,
        price_fen=price_fen,
        caregivers_needed=caregivers_needed,
        occupations=list(occupations),
        credentials=list(credentials),
        position=ServiceItem.objects.count() + 1,
    )
