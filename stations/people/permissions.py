"""Which role may do what. Where they may do it (own station, own division) is cut down by the selectors."""

from django.db import models

from stations.people.models import Account, Role


class Right(models.TextChoices):
    """Something an account may do, within its own station, division or family."""

    ORDER_SERVICES = "order_services"
    MAKE_VISITS = "make_visits"
    SEE_ELDERS = "see_elders"
    REGISTER_ELDERS = "register_elders"
    REVEAL_ELDERS = "reveal_elders"
    SEE_CAREGIVERS = "see_caregivers"
    MANAGE_CAREGIVERS = "manage_caregivers"
    DISPATCH_ORDERS = "dispatch_orders"
    PLAN_DAYS = "plan_days"
    CALL_BACK = "call_back"
    OVERSEE = "oversee"
    CLOSE_ORDERS = "close_orders"
    IMPORT_PEOPLE = "import_people"
    MANAGE_PLACES = "manage_places"
    MANAGE_ACCOUNTS = "manage_accounts"


AT_HOME = frozenset({Right.ORDER_SERVICES, Right.SEE_ELDERS})

# Duties stay apart (GB/T 22239): who serves does not oversee, who oversees changes no order,
# who administers makes no visit.
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ELDER: AT_HOME,
    Role.FAMILY_MEMBER: AT_HOME,
    Role.CAREGIVER: frozenset({Right.MAKE_VISITS, Right.SEE_ELDERS, Right.REVEAL_ELDERS}),
    Role.STATION_OPERATOR: frozenset(
        {
            Right.ORDER_SERVICES,
            Right.SEE_ELDERS,
            Right.REGISTER_ELDERS,
            Right.REVEAL_ELDERS,
            Right.SEE_CAREGIVERS,
            Right.MANAGE_CAREGIVERS,
            Right.DISPATCH_ORDERS,
            Right.PLAN_DAYS,
            Right.IMPORT_PEOPLE,
        }
    ),
    Role.REGULATOR: frozenset(
        {Right.SEE_ELDERS, Right.REVEAL_ELDERS, Right.SEE_CAREGIVERS, Right.CALL_BACK, Right.OVERSEE}
    ),
    # PLAN_DAYS: a city's machine account plans every station's day in the night.
    Role.ADMINISTRATOR: frozenset(
        {
            Right.SEE_ELDERS,
            Right.REGISTER_ELDERS,
            Right.REVEAL_ELDERS,
            Right.SEE_CAREGIVERS,
            Right.MANAGE_CAREGIVERS,
            Right.PLAN_DAYS,
            Right.CALL_BACK,
            Right.OVERSEE,
            Right.CLOSE_ORDERS,
            Right.IMPORT_PEOPLE,
            Right.MANAGE_PLACES,
            Right.MANAGE_ACCOUNTS,
        }
    ),
}


def holds(account: Account, right: Right) -> bool:
    """Whether the account is in use and its role has the right."""
    return account.is_active and right in RIGHTS[Role(account.role)]
