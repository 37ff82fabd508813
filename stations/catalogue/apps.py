"""Django's registration of this app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """What can be ordered, by whom it is done, and what it costs."""

    name = "stations.catalogue"
    label = "catalogue"
