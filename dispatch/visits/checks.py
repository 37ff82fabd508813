"""What a move may carry, checked before anything is written."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from dispatch.orders.matching import Obstacle, obstacles
from dispatch.orders.models import Move, WorkOrder
from dispatch.orders.reasons import CHOSEN, MoveReason
from dispatch.orders.steps import GIVES_CAREGIVERS
from dispatch.visits.door import DOOR_MOVES, DoorReport
from dispatch.visits.refusals import UnbelievableMove, UnfitForOrder
from stations.catalogue.models import ServiceItem
from stations.ground.messages import sentence
from stations.people.models import Account, Caregiver

# A tablet's clock may be a little ahead of ours, or behind the phone that ordered.
CLOCK_TOLERANCE = timedelta(minutes=2)
# A tablet out of signal keeps its moves at most this long.
OLDEST_MOVE = timedelta(days=3)


def require_believable_time(order: WorkOrder, happened_at: datetime, at: datetime) -> None:
    """Refuse a time that is still to come, before the order existed, or absurdly long ago."""
    if happened_at > at + CLOCK_TOLERANCE:
        raise UnbelievableMove(fields={"happened_at": "happened_in_future"})
    if happened_at < at - OLDEST_MOVE:
        raise UnbelievableMove(fields={"happened_at": "happened_too_long_ago"})
    if happened_at < order.created_at - CLOCK_TOLERANCE:
        raise UnbelievableMove(fields={"happened_at": "happened_before_order"})


def require_report_belongs(
    move: Move, by: Account, report: DoorReport, caregivers: Sequence[Caregiver]
) -> None:
    """Refuse a report that is not a caregiver's from the door, and caregivers where nobody is sent."""
    if report != DoorReport() and not at_the_door(move, by):
        raise UnbelievableMove(fields={_first_filled(report): "not_with_this_move"})
    if move not in GIVES_CAREGIVERS and caregivers:
        raise UnbelievableMove(fields={"caregivers": "not_with_this_move"})


def at_the_door(move: Move, by: Account) -> bool:
    """Whether the move is one that leaves evidence: a caregiver's own, at the door or on the way there."""
    return move in DOOR_MOVES and by.caregiver_id is not None


def require_delay_belongs(move: Move, delay_minutes: int | None) -> None:
    """Refuse minutes of delay with a move that reports none."""
    if delay_minutes is not None and move is not Move.REPORT_DELAY:
        raise UnbelievableMove(fields={"delay_minutes": "not_with_this_move"})


def require_reason_belongs(move: Move, reason_code: MoveReason | None) -> None:
    """Refuse a reason that cannot be chosen for this move."""
    if reason_code is not None and reason_code not in CHOSEN.get(move, frozenset()):
        raise UnbelievableMove(fields={"reason_code": "not_with_this_move"})


def require_known_services(report: DoorReport) -> None:
    """Refuse ticks for services that do not exist."""
    codes = {str(item["service"]) for item in report.items_done}
    if codes - set(ServiceItem.objects.filter(code__in=codes).values_list("code", flat=True)):
        raise UnbelievableMove(fields={"items_done": "unknown_service"})


def require_fit(order: WorkOrder, caregivers: Sequence[Caregiver]) -> None:
    """Refuse a dispatch by hand that breaks a rule, naming each rule and caregiver."""
    if found := obstacles(order, caregivers):
        reasons = [_worded(one) for one in found]
        summary = " ".join(reason["text"] for reason in reasons)
        raise UnfitForOrder(fields={"caregivers": UnfitForOrder.code}, reasons=reasons, summary=summary)


def _first_filled(report: DoorReport) -> str:
    names = ("position", "proof", "items_done", "measurements", "tried")
    return next(name for name in names if getattr(report, name))


def _worded(obstacle: Obstacle) -> dict[str, str]:
    about = sentence("plan_reasons", obstacle.about) if obstacle.about else ""
    text = sentence("plan_reasons", obstacle.misfit, caregiver=obstacle.caregiver, about=about)
    return {
        "caregiver": obstacle.caregiver,
        "code": str(obstacle.misfit),
        "about": obstacle.about,
        "text": text,
    }
