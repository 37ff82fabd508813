"""What an answer about orders depends on besides the orders: who looks, and when."""

from dataclasses import dataclass
from datetime import datetime

from rest_framework.request import Request

from dispatch.orders.permissions import Reach, reach_of
from stations.ground.clock import now
from stations.people.api.authentication import asking
from stations.people.selectors import own_elder_ids


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at orders: how far they reach and whose names they see whole."""

    reach: Reach
    own_elder_ids: frozenset[int]
    at: datetime


def viewer_of(request: Request) -> Viewer:
    """Read once a request what every order's answer needs."""
    account, at = asking(request), now()
    return Viewer(reach_of(account, at), own_elder_ids(account, at), at)
