"""Questions about plan runs."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from dispatch.orders.models import WorkOrder
from dispatch.planning.bundle.freezing import PLANNABLE
from dispatch.planning.models import LIVE_STATES, PlanRun
from stations.ground.refusal import NotFound, NotYours
from stations.people.authority import demand
from stations.people.models import Account, Role
from stations.people.permissions import Right, holds
from stations.people.selectors import stations_visible_to
from stations.places.models import CareStation

# The bundle and the plan of a run are large; a list needs neither.
LARGE = ("bundle", "plan", "certificates", "versions")


def runs_visible_to(account: Account) -> QuerySet[PlanRun]:
    """The plan runs of the stations an account may plan."""
    if not holds(account, Right.PLAN_DAYS):
        return PlanRun.objects.none()
    return PlanRun.objects.filter(station__in=stations_visible_to(account)).select_related("station")


def run_visible_to(account: Account, run_id: UUID) -> PlanRun:
    """One run by its id; raises NotFound when there is none to see."""
    run = runs_visible_to(account).filter(pk=run_id).first()
    if run is None:
        raise NotFound(plan=str(run_id))
    return run


def station_to_plan(account: Account, code: str) -> CareStation:
    """A station by its code; raises NotYours for one that is not the account's to plan, if there is one."""
    demand(account, Right.PLAN_DAYS)
    station = stations_visible_to(account).filter(code=code).first()
    if station is None:
        raise NotYours(fields={"station": "station_unknown"})
    return station


def listed(runs: QuerySet[PlanRun]) -> QuerySet[PlanRun]:
    """Runs without their large columns, newest first."""
    return runs.defer(*LARGE)


def live_run(station: CareStation, day: date) -> PlanRun | None:
    """The run of a station-day that is queued or running, if there is one."""
    return PlanRun.objects.defer(*LARGE).filter(station=station, day=day, state__in=LIVE_STATES).first()


def stations_to_plan(day: date) -> QuerySet[CareStation]:
    """The stations with an order on the day that a plan may still place."""
    waiting = WorkOrder.objects.filter(day=day, state__in=PLANNABLE)
    return CareStation.objects.filter(pk__in=waiting.values("station")).order_by("code")


def planner_of(station: CareStation) -> Account | None:
    """An account in whose name a command may plan and publish for a station: an operator of it."""
    operators = Account.objects.filter(role=Role.STATION_OPERATOR, station=station, is_active=True)
    return operators.order_by("pk").first()
