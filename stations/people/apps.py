"""Django's registration of this app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, elders, families, caregivers, and who may see what of them."""

    name = "stations.people"
    label = "people"
