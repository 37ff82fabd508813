"""Doors that acts pass through: the right, and the place it is held for."""

from stations.ground.refusal import NotYours
from stations.people.models import Account
from stations.people.permissions import Right, holds
from stations.people.selectors import stations_visible_to
from stations.places.models import CareStation


def demand(account: Account, right: Right) -> None:
    """Raise NotYours unless the account holds the right."""
    if not holds(account, right):
        raise NotYours


def demand_at(account: Account, right: Right, station: CareStation) -> None:
    """Raise NotYours unless the account holds the right and the station is within its reach."""
    demand(account, right)
    if not stations_visible_to(account).filter(pk=station.pk).exists():
        raise NotYours
