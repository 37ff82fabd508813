"""Django's registration of this app."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """The ground floor: requests, work orders, their moves and the one log."""

    name = "dispatch.orders"
    label = "orders"
