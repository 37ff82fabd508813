"""How orders, requests and events look on the wire."""

from datetime import datetime
from typing import Any, TypedDict

from rest_framework import serializers

from dispatch.orders.api.viewer import Viewer
from dispatch.orders.delay import expected_at
from dispatch.orders.lateness import late_minutes
from dispatch.orders.models import (
    Assignment,
    Complaint,
    Move,
    OrderEvent,
    Resolution,
    ServiceRequest,
    State,
    WorkOrder,
)
from dispatch.orders.permissions import AT_HOME
from stations.catalogue.models import ServiceItem
from stations.ground.clock import LOCAL_ZONE
from stations.people.masking import masked_address, masked_name, masked_words
from stations.people.models import Account, Elder, Role
from stations.places.models import CareStation

# The facts of a move that may be in a person's own words.
WRITTEN = ("reason", "note")
OVERSEES = (Role.REGULATOR, Role.ADMINISTRATOR)


class ServiceShown(serializers.ModelSerializer[ServiceItem]):
    """A service as an order names it."""

    class Meta:
        model = ServiceItem
        fields = ("code", "name_zh", "name_en", "is_meal")


class StationShown(serializers.ModelSerializer[CareStation]):
    """A station as an order names it."""

    class Meta:
        model = CareStation
        fields = ("code", "name")


class DishShown(serializers.Serializer[dict[str, Any]]):
    """A dish as it was ordered and priced."""

    code = serializers.CharField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    price_fen = serializers.IntegerField()
    count = serializers.IntegerField()


class CaregiverShown(serializers.ModelSerializer[Assignment]):
    """Who goes, and where the visit stands in their round."""

    number = serializers.CharField(source="caregiver.number")
    name = serializers.CharField(source="caregiver.name")

    class Meta:
        model = Assignment
        fields = ("number", "name", "planned_start_at", "round_position", "travel_seconds")


class ElderNamed(TypedDict):
    """An elder as an order names them; the name is masked for all but the elder's side."""

    number: str
    name: str


class Home(TypedDict):
    """Where the elder lives, WGS-84 degrees."""

    latitude: float
    longitude: float


class ActorNamed(TypedDict):
    """Who made a move."""

    display_name: str
    role: str


class WorkOrderSerializer(serializers.ModelSerializer[WorkOrder]):
    """A work order for one viewer; `context["viewer"]` says whose view, and at which instant."""

    service = ServiceShown()
    station = StationShown()
    elder = serializers.SerializerMethodField()
    caregivers = CaregiverShown(source="assignments", many=True)
    dishes = DishShown(source="request.dishes", many=True)
    note = serializers.SerializerMethodField()
    late = serializers.SerializerMethodField()
    late_minutes = serializers.SerializerMethodField()
    expected_at = serializers.SerializerMethodField()
    complaint = serializers.SerializerMethodField()
    resolution = serializers.SerializerMethodField()
    position = serializers.SerializerMethodField()
    allowed_moves = serializers.SerializerMethodField()
    address_hint = serializers.SerializerMethodField()

    class Meta:
        model = WorkOrder
        fields = (
            "number",
            "state",
            "version",
            "service",
            "elder",
            "station",
            "day",
            "window_from",
            "window_until",
            "promised_at",
            "cooked_at",
            "service_minutes",
            "caregivers_needed",
            "caregivers",
            "dishes",
            "note",
            "price_fen",
            "late",
            "late_minutes",
            "expected_at",
            "complaint",
            "resolution",
            "created_at",
            "changed_at",
            "position",
            "allowed_moves",
            "address_hint",
        )
        read_only_fields = fields

    @property
    def viewer(self) -> Viewer:
        """Who looks."""
        viewer: Viewer = self.context["viewer"]
        return viewer

    def get_elder(self, order: WorkOrder) -> ElderNamed:
        """Name the elder, whole only to the elder's own side."""
        own = order.elder_id in self.viewer.own_elder_ids
        return {
            "number": order.elder.number,
            "name": order.elder.name if own else masked_name(order.elder.name),
        }

    def get_note(self, order: WorkOrder) -> str:
        """What was asked for in words."""
        return _note_for(self.viewer.reach.role, order.request.note, order.elder)

    def get_late(self, order: WorkOrder) -> bool:
        """Whether nobody has begun though somebody should have."""
        return late_minutes(order, self.viewer.at) > 0

    def get_late_minutes(self, order: WorkOrder) -> int:
        """By how much, in whole minutes."""
        return late_minutes(order, self.viewer.at)

    def get_expected_at(self, order: WorkOrder) -> datetime | None:
        """When somebody who reported a delay will be there; None when nobody did, or it has begun."""
        expected = expected_at(order)
        return expected.astimezone(LOCAL_ZONE) if expected else None

    def get_complaint(self, order: WorkOrder) -> Complaint | None:
        """How a complaint of the elder's side stands; None when there is none."""
        return Complaint(order.complaint) if order.complaint else None

    def get_resolution(self, order: WorkOrder) -> Resolution | None:
        """Whether it is solved in the eyes of who complained; None until they have said so."""
        return Resolution(order.resolution) if order.resolution else None

    def get_position(self, order: WorkOrder) -> Home | None:
        """The home's position, for staff with a hand in this order; the elder's side knows where it lives."""
        reach = self.viewer.reach
        if reach.is_at_home or reach.standing(order) is None:
            return None
        return {"latitude": order.elder.latitude, "longitude": order.elder.longitude}

    def get_allowed_moves(self, order: WorkOrder) -> list[Move]:
        """The buttons this viewer has on this order now."""
        return self.viewer.reach.allowed_moves(order)

    def get_address_hint(self, order: WorkOrder) -> str:
        """District and subdistrict, no nearer."""
        return masked_address(order.elder.division)


class EventSerializer(serializers.ModelSerializer[OrderEvent]):
    """One row of an order's history; `context["at_home"]` says whether the elder's own side reads it."""

    by = serializers.SerializerMethodField()
    facts = serializers.SerializerMethodField()

    class Meta:
        model = OrderEvent
        fields = (
            "seq",
            "version",
            "move",
            "state",
            "by",
            "happened_at",
            "recorded_at",
            "facts",
            "prev_hash",
            "hash",
        )
        read_only_fields = fields

    def get_by(self, event: OrderEvent) -> ActorNamed:
        """Say who it was; elders and families by a masked name."""
        return {"display_name": _named(event.by), "role": event.by.role}

    def get_facts(self, event: OrderEvent) -> dict[str, Any]:
        """The move's facts; in what people wrote, names and numbers are masked for the others."""
        facts: dict[str, Any] = event.facts
        if self.context["at_home"]:
            return facts
        written = {name: facts[name] for name in WRITTEN if isinstance(facts.get(name), str)}
        names = [event.order.elder.name, *([event.by.display_name] if event.by.role in AT_HOME else [])]
        return facts | {name: masked_words(words, names) for name, words in written.items()}


class ServiceRequestSerializer(serializers.ModelSerializer[ServiceRequest]):
    """A request as it was asked, and the order it became; `context["role"]` says who reads it."""

    order = serializers.CharField(source="order.number")
    state = serializers.ChoiceField(source="order.state", choices=State.choices)
    elder = serializers.CharField(source="elder.number")
    service = serializers.CharField(source="service.code")
    note = serializers.SerializerMethodField()
    dishes = DishShown(many=True)

    class Meta:
        model = ServiceRequest
        fields = (
            "order",
            "state",
            "elder",
            "service",
            "window_from",
            "window_until",
            "note",
            "dishes",
            "source",
            "requested_at",
        )
        read_only_fields = fields

    def get_note(self, request: ServiceRequest) -> str:
        """What was asked for in words."""
        return _note_for(self.context["role"], request.note, request.elder)


def _note_for(role: str, note: str, elder: Elder) -> str:
    """A note as it was written for who serves; who oversees is told no name or number in it."""
    return masked_words(note, [elder.name]) if role in OVERSEES else note


def _named(account: Account) -> str:
    return masked_name(account.display_name) if account.role in AT_HOME else account.display_name
