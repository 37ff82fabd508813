"""What this room refuses."""

from stations.ground.refusal import Refused


class NotJudged(Refused):
    """The order has no verdict yet: it has no outcome and is not overdue."""

    code = "not_judged"
    status = 404
