"""Caregivers on shift become carers of the problem."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from dispatch.planning.bundle.dayclock import DayClock
from dispatch.planning.bundle.places import STATION
from routing.problem import Break, Carer, Credential, Frozen, Window
from routing.problem import Shift as RoutedShift
from stations.catalogue.models import ServiceItem
from stations.people.models import Caregiver, Shift
from stations.people.selectors import standing_shifts
from stations.places.models import CareStation


def shifts_by_caregiver(station: CareStation, day: date) -> dict[Caregiver, list[Shift]]:
    """Who works on the day and when, by caregiver number; a shift withdrawn before it began is none."""
    standing = standing_shifts(station, day).prefetch_related("caregiver__credentials")
    ordered = sorted(standing, key=lambda shift: (shift.caregiver.number, shift.starts_at))
    kept = [shift for shift in ordered if shift.stands_until > shift.starts_at]
    return {caregiver: list(shifts) for caregiver, shifts in groupby(kept, key=lambda shift: shift.caregiver)}


def carer_of(
    caregiver: Caregiver,
    shifts: list[Shift],
    services: Iterable[ServiceItem],
    clock: DayClock,
    frozen: Frozen | None,
) -> Carer:
    """One caregiver with their shifts; a skill is the code of a service that their occupation may do."""
    return Carer(
        id=caregiver.number,
        shifts=routed_shifts(shifts, clock),
        mode=caregiver.travel_mode,
        breaks=tuple(pause for rank, shift in enumerate(shifts) for pause in _breaks(shift, rank, clock)),
        skills=tuple(sorted(service.code for service in services if _may_do(caregiver, service))),
        credentials=_credentials(caregiver),
        sex=caregiver.sex,
        languages=tuple(sorted(caregiver.languages)),
        box_capacity=caregiver.box_capacity,
        frozen=frozen,
    )


def _may_do(caregiver: Caregiver, service: ServiceItem) -> bool:
    return not service.occupations or caregiver.occupation in service.occupations


def routed_shifts(shifts: Iterable[Shift], clock: DayClock) -> tuple[RoutedShift, ...]:
    """What stands of the shifts, each from the station and back to it."""
    return tuple(
        RoutedShift(clock.seconds(shift.starts_at), clock.seconds(shift.stands_until), STATION, STATION)
        for shift in shifts
    )


def _breaks(shift: Shift, rank: int, clock: DayClock) -> list[Break]:
    """The shift's pause, if it has one and what stands of the shift has room for it."""
    length = timedelta(minutes=shift.break_minutes)
    opens = max(shift.break_from or shift.starts_at, shift.starts_at)
    latest_start = min(shift.break_until or shift.stands_until, shift.stands_until) - length
    if not length or latest_start < opens:
        return []
    window = Window(clock.seconds(opens), clock.seconds(latest_start))
    return [Break(f"break-{rank + 1}", (window,), int(length.total_seconds()))]


def _credentials(caregiver: Caregiver) -> tuple[Credential, ...]:
    """Papers with an open end: the last valid day counts in ours and not in routing's."""
    held = sorted(
        caregiver.credentials.all(), key=lambda paper: (paper.kind, paper.valid_until, paper.number)
    )
    return tuple(
        Credential(paper.kind, paper.valid_from, paper.valid_until + timedelta(days=1)) for paper in held
    )
