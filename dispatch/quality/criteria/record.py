"""Whether the record itself can be believed."""

from datetime import timedelta

from dispatch.orders.models import Move
from dispatch.quality.criteria.finding import Finding, Reason, fails, passes, unverified
from dispatch.quality.facts import OrderFacts
from dispatch.quality.limits import Limits
from dispatch.quality.stays import stays_of
from dispatch.visits.models import Evidence


def authentic(facts: OrderFacts, limits: Limits) -> Finding:
    """C7: both ends carry evidence with a position, told in order, neither ahead of the clock nor long after.

    A tablet without signal may report late, but not later than `latest_report_hours`. Of two visits that one
    caregiver cannot both have made, nobody knows which was: neither is believed.
    """
    check_ins, check_outs = facts.shown(Move.CHECK_IN), facts.shown(Move.CHECK_OUT)
    both = [*check_ins, *check_outs]
    skew = timedelta(minutes=limits.clock_skew_minutes)
    if early := [item for item in both if item.happened_at > item.received_at + skew]:
        return fails(Reason.FROM_THE_FUTURE, early)
    if _is_out_of_order(facts, skew):
        return fails(
            Reason.TIMES_OUT_OF_ORDER, facts.shown(Move.CHECK_IN, Move.START_SERVICE, Move.CHECK_OUT)
        )
    if beside := _at_two_doors(facts, skew):
        return fails(Reason.AT_TWO_DOORS, [*both, *beside])
    if not check_ins or not check_outs or any(item.latitude is None for item in both):
        return unverified(Reason.EVIDENCE_INCOMPLETE, both)
    latest = timedelta(hours=limits.latest_report_hours)
    if stale := [item for item in both if item.received_at - item.happened_at > latest]:
        return unverified(Reason.REPORTED_TOO_LATE, stale)
    return passes(Reason.EVIDENCE_COMPLETE, both)


def _is_out_of_order(facts: OrderFacts, skew: timedelta) -> bool:
    """Whether the visit ended before it began, or the service began outside it.

    A start before the check-in would let who came late have begun in time. With two carers, it may come from
    another tablet than the check-in, whose clocks differ.
    """
    check_in, check_out = facts.last(Move.CHECK_IN), facts.last(Move.CHECK_OUT)
    if check_in is None or check_out is None:
        return False
    if check_out.happened_at < check_in.happened_at:
        return True
    started = facts.last(Move.START_SERVICE)
    begins, ends = check_in.happened_at - skew, check_out.happened_at + skew
    return started is not None and not begins <= started.happened_at <= ends


def _at_two_doors(facts: OrderFacts, skew: timedelta) -> list[Evidence]:
    """Both ends of every stay that rules out one of this visit's."""
    own = stays_of(facts.evidence, is_meal=facts.order.service.is_meal)
    ends = {
        end.pk: end
        for other in facts.beside
        for end in (other.arrival, other.leaving)
        if any(stay.excludes(other, clock_skew=skew) for stay in own)
    }
    return list(ends.values())
