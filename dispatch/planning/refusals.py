"""What is refused about plans, and why."""

from stations.ground.refusal import Refused


class PlanAlreadyRunning(Refused):
    """This station-day is being planned; `plan` is that run's id."""

    code = "plan_already_running"
    status = 409


class DayIsOver(Refused):
    """Nothing can be planned for a day that is over."""

    code = "day_is_over"


class DayTooFar(Refused):
    """Nothing can be ordered for that day yet, so nothing to plan; `days` is how far ahead one can."""

    code = "day_too_far"


class PlanNotReady(Refused):
    """Only a plan that is ready can be published; `state` is where this one is."""

    code = "plan_not_ready"
    status = 409


class PlanNotRunning(Refused):
    """Only a plan that is queued or running can be cancelled; `state` is where this one is."""

    code = "plan_not_running"
    status = 409


class OrdersChanged(Refused):
    """Orders of the plan changed since it was made; `changed` lists each with the version it was and is."""

    code = "orders_changed"
    status = 409


class ShiftsChanged(Refused):
    """Caregivers of the plan no longer work as it assumes; `caregivers` lists their numbers."""

    code = "shifts_changed"
    status = 409
