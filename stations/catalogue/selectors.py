"""Questions about what can be ordered."""

from datetime import date

from django.db.models import QuerySet

from stations.catalogue.models import Dish, ServiceItem
from stations.places.models import Kitchen


def services_offered() -> QuerySet[ServiceItem]:
    """Services that can be ordered now, in the order they are shown."""
    return ServiceItem.objects.filter(active=True)


def menu(kitchen: Kitchen | None, day: date) -> QuerySet[Dish]:
    """What a kitchen cooks on a day; nothing when there is no kitchen."""
    return Dish.objects.filter(kitchen=kitchen, day=day).select_related("kitchen")
