"""Django's registration of this app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Divisions, stations, kitchens and coordinates."""

    name = "stations.places"
    label = "places"
