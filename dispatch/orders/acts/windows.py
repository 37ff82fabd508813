"""When a service may be asked for."""

from datetime import datetime, timedelta

from django.conf import settings

from stations.catalogue.models import ServiceItem
from stations.ground.clock import LOCAL_ZONE, local_day
from stations.ground.refusal import WrongInput
from stations.places.models import CareStation

# An emergency is asked for "now", and "now" was a moment ago when it arrives.
ARRIVAL_SLACK = timedelta(minutes=2)


def check_window(
    station: CareStation, service: ServiceItem, window_from: datetime, window_until: datetime, at: datetime
) -> None:
    """Refuse a window that is empty, past, too far ahead, over midnight or outside the station's hours.

    An emergency has no hours. Raises WrongInput naming the field.
    """
    if window_until <= window_from:
        raise WrongInput(fields={"window_until": "window_empty"})
    if window_from < at - ARRIVAL_SLACK:
        raise WrongInput(fields={"window_from": "window_in_past"})
    if window_from > at + timedelta(days=settings.ORDER_DAYS_AHEAD):
        raise WrongInput(fields={"window_from": "window_too_far"}, days=settings.ORDER_DAYS_AHEAD)
    if not service.emergency:
        _check_hours(station, window_from, window_until)


def _check_hours(station: CareStation, window_from: datetime, window_until: datetime) -> None:
    begins, ends = window_from.astimezone(LOCAL_ZONE), window_until.astimezone(LOCAL_ZONE)
    hours = {"opens_at": f"{station.opens_at:%H:%M}", "closes_at": f"{station.closes_at:%H:%M}"}
    if begins.time() < station.opens_at:
        raise WrongInput(fields={"window_from": "outside_opening_hours"}, **hours)
    if ends.time() > station.closes_at or local_day(begins) != local_day(ends):
        raise WrongInput(fields={"window_until": "outside_opening_hours"}, **hours)
