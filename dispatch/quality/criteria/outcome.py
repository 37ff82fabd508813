"""What came of the order: delivered, as ordered, not denied, and rightly charged."""

from dispatch.orders.models import Move, State
from dispatch.orders.reasons import COMPLAINTS, MoveReason
from dispatch.orders.steps import DELIVERED
from dispatch.quality.criteria.finding import Finding, Reason, fails, passes, unverified
from dispatch.quality.facts import OrderFacts
from dispatch.quality.limits import Limits


def delivered(facts: OrderFacts, _limits: Limits) -> Finding:
    """C0: the order reached checked-out and did not fall back."""
    if facts.state in DELIVERED:
        return passes(Reason.DELIVERED, facts.shown(Move.CHECK_OUT))
    if facts.state == State.MISSED:
        return fails(Reason.MISSED)
    if facts.state == State.CANCELLED:
        return fails(Reason.CANCELLED_TOO_LATE if facts.last(Move.DEPART) else Reason.CANCELLED_BY_PROVIDER)
    return fails(Reason.NOT_DELIVERED)


def right_service(facts: OrderFacts, _limits: Limits) -> Finding:
    """C2: the checklist at the door says that what was ordered was done, and nothing else instead."""
    evidence = [item for item in facts.shown(Move.CHECK_OUT, Move.COMPLETE) if item.items_done]
    if not evidence:
        return unverified(Reason.NO_CHECKLIST)
    done = {entry["service"] for item in evidence for entry in item.items_done if entry.get("done")}
    ordered = facts.order.service.code
    if done - {ordered}:
        return fails(Reason.OTHER_SERVICE_DONE, evidence)
    if ordered not in done:
        return fails(Reason.SERVICE_NOT_DONE, evidence)
    return passes(Reason.SERVICE_AS_ORDERED, evidence)


def confirmed(facts: OrderFacts, _limits: Limits) -> Finding:
    """C8: nobody called back said that it did not take place, and no complaint was found right.

    A complaint that nobody above the station has decided is UNVERIFIED. An order that nobody was asked about
    passes: silence is no objection.
    """
    call_backs = [event for event in facts.events if event.move == Move.CALL_BACK]
    if any(event.facts.get("reason") == MoveReason.NOT_DELIVERED for event in call_backs):
        return fails(Reason.DENIED_BY_ELDER)
    if rated := facts.last(Move.EVALUATE):
        return _as_rated(facts, rated.facts.get("reason"))
    return passes(Reason.CONFIRMED if call_backs else Reason.NO_OBJECTION)


def _as_rated(facts: OrderFacts, rating: object) -> Finding:
    """What the elder's side said, and what came of it; plain words are no complaint that can be followed."""
    if rating not in COMPLAINTS:
        return passes(Reason.RATED_GOOD if rating == MoveReason.SATISFIED else Reason.NO_OBJECTION)
    decision = facts.last(Move.DECIDE_COMPLAINT)
    if decision is None:
        return unverified(Reason.COMPLAINT_OPEN)
    if decision.facts.get("reason") == MoveReason.COMPLAINT_UPHELD:
        return fails(Reason.COMPLAINT_UPHELD)
    return passes(Reason.COMPLAINT_DISMISSED)


def right_charge(facts: OrderFacts, _limits: Limits) -> Finding:
    """C9: what the funders pay sums to the price, to the fen."""
    shares = facts.order.funder_shares
    if not shares and facts.order.price_fen:
        return unverified(Reason.NO_CHARGE_RECORDED)
    if sum(share["fen"] for share in shares) != facts.order.price_fen:
        return fails(Reason.CHARGE_DOES_NOT_ADD_UP)
    return passes(Reason.CHARGE_ADDS_UP)
