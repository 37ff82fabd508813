"""A request for a service as it comes in from the wire."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from rest_framework import serializers
from rest_framework.request import Request

from dispatch.orders.acts.meals import DishChosen
from dispatch.orders.models import Source
from stations.catalogue.models import ServiceItem
from stations.ground.clock import now
from stations.ground.refusal import NotYours, WrongInput
from stations.people.api.authentication import asking
from stations.people.api.once import HEADER, LONGEST_KEY
from stations.people.models import Role
from stations.people.refusals import KeyTooLong
from stations.people.selectors import elders_orderable_by

MOST_DISHES = 20
MOST_OF_ONE_DISH = 9
# Idempotency keys are texts of the client's choosing; with the account they become our command ids.
KEY_SPACE = UUID("5f0f3d8e-5a0e-4f5e-9a53-6c1c7b6f2d11")

SOURCES = {Role.ELDER: Source.ELDER, Role.FAMILY_MEMBER: Source.FAMILY_MEMBER}


class DishAsked(serializers.Serializer[DishChosen]):
    """A dish by its code on the day's menu, and how many."""

    code = serializers.CharField(max_length=20)
    count = serializers.IntegerField(min_value=1, max_value=MOST_OF_ONE_DISH, default=1)


class RequestAsked(serializers.Serializer[dict[str, Any]]):
    """What is asked for: elder and service by number and code, and when it may begin."""

    elder = serializers.CharField(max_length=20)
    service = serializers.CharField(max_length=24)
    window_from = serializers.DateTimeField()
    window_until = serializers.DateTimeField()
    note = serializers.CharField(max_length=200, allow_blank=True, default="")
    dishes = serializers.ListField(child=DishAsked(), max_length=MOST_DISHES, default=list)


def read_request(request: Request) -> dict[str, Any]:
    """The arguments of `request_service` that come from the wire.

    Raises ValidationError, WrongInput or NotYours naming the field.
    """
    asked = RequestAsked(data=request.data)
    asked.is_valid(raise_exception=True)
    data: dict[str, Any] = dict(asked.validated_data)
    elders = elders_orderable_by(asking(request), now()).select_related("station__kitchen", "division")
    # Whether there is another elder of that number is not told.
    elder = elders.filter(number=data["elder"]).first()
    if elder is None:
        raise NotYours(fields={"elder": "elder_unknown"})
    service = ServiceItem.objects.filter(code=data["service"]).first()
    if service is None:
        raise WrongInput(fields={"service": "service_unknown"})
    return data | {
        "elder": elder,
        "service": service,
        "source": source_of(request),
    }


def source_of(request: Request) -> Source:
    """Who asked, and how: the elder's side itself, a machine by its token, or an operator on the phone."""
    machine = Source.MACHINE if request.auth else Source.PHONE
    return SOURCES.get(Role(asking(request).role), machine)


def command_of(request: Request) -> UUID:
    """The command id that stands for the Idempotency-Key; a new one when there is none.

    Raises KeyTooLong.
    """
    key = request.headers.get(HEADER, "").strip()
    if len(key) > LONGEST_KEY:
        raise KeyTooLong
    return uuid5(KEY_SPACE, f"{asking(request).pk}:{key}") if key else uuid4()
