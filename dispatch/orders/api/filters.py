"""Which orders of a list are wanted."""

from datetime import UTC, datetime
from typing import cast

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from rest_framework.request import Request

from dispatch.orders.models import Complaint, State, WorkOrder
from stations.ground.choices import OneOfFilter, SomeOfFilter, YesOrNoFilter
from stations.ground.refusal import NotYours, WrongInput
from stations.people.api.authentication import asking
from stations.people.models import Account
from stations.people.selectors import stations_visible_to


class WorkOrderFilter(filters.FilterSet):
    """The filters of GET /work-orders; `state` may be given several times."""

    station = filters.CharFilter(method="of_station", label="Station code")
    state = SomeOfFilter(choices=State.choices)
    complaint = OneOfFilter(choices=Complaint.choices)
    day = filters.DateFilter()
    changed_since = filters.IsoDateTimeFilter(method="changed_from", label="Changed at or after")
    caregiver = filters.CharFilter(method="of_caregiver", label="Caregiver number")
    elder = filters.CharFilter(field_name="elder__number")
    mine = YesOrNoFilter(method="of_mine", label="Only what is assigned to the asking caregiver")

    class Meta:
        model = WorkOrder
        fields: tuple[str, ...] = ()

    @property
    def _account(self) -> Account:
        # A list is filtered for somebody; only the schema is made for nobody.
        return asking(cast(Request, self.request))

    def changed_from(self, orders: QuerySet[WorkOrder], name: str, instant: datetime) -> QuerySet[WorkOrder]:
        """Orders changed at or after an instant.

        In UTC: PostgreSQL takes no offset of sixteen hours or more, which ISO 8601 can spell.
        """
        try:
            return orders.filter(changed_at__gte=instant.astimezone(UTC))
        except OverflowError as error:
            raise WrongInput(fields={name: "instant_out_of_range"}) from error

    def of_station(self, orders: QuerySet[WorkOrder], _name: str, code: str) -> QuerySet[WorkOrder]:
        """Orders of one station; raises NotYours for a station that is not there to see."""
        if not stations_visible_to(self._account).filter(code=code).exists():
            raise NotYours(station=code)
        return orders.filter(station__code=code)

    def of_caregiver(self, orders: QuerySet[WorkOrder], _name: str, number: str) -> QuerySet[WorkOrder]:
        """Orders that a caregiver has now."""
        return orders.filter(assignments__caregiver__number=number, assignments__ended_at__isnull=True)

    def of_mine(self, orders: QuerySet[WorkOrder], _name: str, only: bool) -> QuerySet[WorkOrder]:
        """Orders that the asking caregiver has now; nothing for somebody who makes no visits."""
        if not only:
            return orders
        return orders.filter(
            assignments__caregiver__account=self._account, assignments__ended_at__isnull=True
        )
