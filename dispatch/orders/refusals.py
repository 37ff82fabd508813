"""Why a request or a move cannot be had."""

from dispatch.orders.models import WorkOrder
from stations.ground.refusal import Refused


class MovedOn(Refused):
    """The order is not where the person saw it, or the move does not start from where it is.

    `order` is the order as it stands, for the answer.
    """

    code = "moved_on"
    status = 409

    def __init__(self, order: WorkOrder) -> None:
        super().__init__(number=order.number, state=order.state, version=order.version)
        self.order = order


class CommandTaken(Refused):
    """The command's id already stands for something else."""

    code = "command_taken"
    status = 409


class DuplicateRequest(Refused):
    """The elder already has this service at this time."""

    code = "duplicate_request"
    status = 409


class NobodyQualified(Refused):
    """The station has not enough people who may do this service on that day."""

    code = "nobody_qualified"


class WrongHeadCount(Refused):
    """A dispatch names fewer or more caregivers than the service needs."""

    code = "wrong_head_count"


class CaregiverUnfit(Refused):
    """A caregiver does not work here or may not do this service on that day."""

    code = "caregiver_unfit"


class DishHasAllergen(Refused):
    """A dish holds something the elder is allergic to; this is a hard stop."""

    code = "dish_has_allergen"


class ElderNotActive(Refused):
    """The elder is in hospital, has moved away or has died."""

    code = "elder_not_active"


class NothingToWithdraw(Refused):
    """The caregiver has neither a shift left nor a visit to give back that day; somebody may have done it."""

    code = "nothing_to_withdraw"
    status = 409


class ComplaintOpen(Refused):
    """The visit cannot be settled or archived before its complaint is decided."""

    code = "complaint_open"
    status = 409
