"""What is refused at the door, and why."""

from stations.ground.refusal import Refused, WrongInput


class UnbelievableMove(WrongInput):
    """A move carries what cannot be: a time to come, an unknown caregiver, facts of another move."""

    code = "unbelievable_move"


class UnfitForOrder(Refused):
    """Caregivers chosen by hand may not be sent; `reasons` says what stands in the way of each."""

    code = "unfit_for_order"
