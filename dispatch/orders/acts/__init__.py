"""Everything that can be done to requests and orders; each act is one transaction and one row of the log."""

from dispatch.orders.acts.advancing import advance
from dispatch.orders.acts.assigning import Stop
from dispatch.orders.acts.forgetting import forget_withdrawal_reasons
from dispatch.orders.acts.publishing import dispatch_planned
from dispatch.orders.acts.requesting import request_service
from dispatch.orders.acts.withdrawing import withdraw_caregiver

__all__ = [
    "Stop",
    "advance",
    "dispatch_planned",
    "forget_withdrawal_reasons",
    "request_service",
    "withdraw_caregiver",
]
