"""When it began and how long it took."""

from datetime import datetime, timedelta

from dispatch.orders.models import Move
from dispatch.quality.criteria.finding import Finding, Reason, fails, not_applicable, passes, unverified
from dispatch.quality.facts import OrderFacts
from dispatch.quality.limits import Limits


def right_time(facts: OrderFacts, limits: Limits) -> Finding:
    """C5: a visit begins in its window ± the tolerance; a meal inside it, and handed over hot."""
    began = facts.last(Move.START_SERVICE) or facts.last(Move.CHECK_IN)
    if began is None:
        return unverified(Reason.START_UNKNOWN)
    is_meal = facts.order.service.is_meal
    tolerance = timedelta(minutes=0 if is_meal else limits.window_tolerance_minutes)
    evidence = facts.shown(Move.CHECK_IN, Move.START_SERVICE)
    if reason := _outside(facts, began.happened_at, tolerance):
        return fails(reason, evidence)
    return _still_hot(facts, limits) if is_meal else passes(Reason.ON_TIME, evidence)


def _still_hot(facts: OrderFacts, limits: Limits) -> Finding:
    """From the stove to the end of the hand-over."""
    evidence, handed_over = facts.shown(Move.CHECK_IN, Move.CHECK_OUT), facts.last(Move.CHECK_OUT)
    cooked_at = facts.order.cooked_at
    if cooked_at is None or handed_over is None:
        return unverified(Reason.COOKING_TIME_UNKNOWN, evidence)
    limit = facts.order.service.hot_limit_minutes or limits.hot_meal_minutes
    if handed_over.happened_at - cooked_at > timedelta(minutes=limit):
        return fails(Reason.MEAL_TOO_OLD, evidence)
    return passes(Reason.ON_TIME, evidence)


def _outside(facts: OrderFacts, at: datetime, tolerance: timedelta) -> Reason | None:
    if at < facts.order.window_from - tolerance:
        return Reason.TOO_EARLY
    if at > facts.order.window_until + tolerance:
        return Reason.TOO_LATE
    return None


def right_duration(facts: OrderFacts, limits: Limits) -> Finding:
    """C6: check-in to check-out takes between the shortest and longest share of the plan; not for meals."""
    if facts.order.service.is_meal:
        return not_applicable(Reason.NOT_FOR_MEALS)
    check_in, check_out = facts.last(Move.CHECK_IN), facts.last(Move.CHECK_OUT)
    if check_in is None or check_out is None:
        return unverified(Reason.DURATION_UNKNOWN)
    evidence = facts.shown(Move.CHECK_IN, Move.CHECK_OUT)
    share = (check_out.happened_at - check_in.happened_at) / timedelta(minutes=facts.order.service_minutes)
    if share < limits.shortest_share:
        return fails(Reason.TOO_SHORT, evidence)
    if share > limits.longest_share:
        return fails(Reason.TOO_LONG, evidence)
    return passes(Reason.DURATION_AS_PLANNED, evidence)
