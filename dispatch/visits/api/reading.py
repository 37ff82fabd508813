"""What comes in from the wire, made into the arguments of acts."""

from typing import Any

from rest_framework.request import Request

from dispatch.orders.models import WorkOrder
from dispatch.orders.selectors import order_visible_to
from dispatch.visits.api.serializers import DoorProofInput, MoveInput
from dispatch.visits.models import ProofKind
from dispatch.visits.refusals import UnbelievableMove
from stations.ground.clock import now
from stations.ground.refusal import NotFound
from stations.people.api.authentication import asking
from stations.people.models import Caregiver
from stations.people.selectors import elders_visible_to


def read_move(request: Request, number: str) -> dict[str, Any]:
    """The arguments of `make_move` that come from the wire.

    Raises NotFound for an order the account may not see, or what is wrong with a field.
    """
    order = order_visible_to(asking(request), number, now())
    asked = MoveInput(data=request.data)
    asked.is_valid(raise_exception=True)
    arguments = asked.arguments()
    return arguments | {"order": order, "caregivers": _caregivers(order, arguments["caregivers"])}


def read_door_proof(request: Request, number: str) -> dict[str, Any]:
    """The arguments of `issue_door_proof` that come from the wire."""
    elder = elders_visible_to(asking(request), now()).filter(number=number).first()
    if elder is None:
        raise NotFound(number=number)
    asked = DoorProofInput(data=request.data)
    asked.is_valid(raise_exception=True)
    return {
        "elder": elder,
        "kind": ProofKind(asked.validated_data["kind"]),
        "value": asked.validated_data.get("value"),
    }


def _caregivers(order: WorkOrder, numbers: list[str]) -> list[Caregiver]:
    """The order's station's caregivers of these numbers, in the order given."""
    known = {
        each.number: each for each in Caregiver.objects.filter(station=order.station, number__in=numbers)
    }
    if unknown := [number for number in numbers if number not in known]:
        raise UnbelievableMove(fields={"caregivers": "unknown_caregiver"}, unknown=unknown)
    return [known[number] for number in numbers]
