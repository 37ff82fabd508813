"""Who may look at figures and verdicts: whoever oversees, within their own division."""

from stations.ground.refusal import NotYours
from stations.people.models import Account
from stations.people.permissions import Right, holds
from stations.places.models import AdminDivision, DivisionLevel
from stations.places.selectors import code_prefix


def demand_oversight(account: Account) -> None:
    """Raise NotYours unless the account oversees."""
    if not holds(account, Right.OVERSEE):
        raise NotYours


def division_overseen(account: Account, code: str | None) -> AdminDivision | None:
    """The division asked for, or all that the account oversees; None when there is no division at all.

    Raises NotYours for a division outside the account's own, whether it exists or not.
    """
    demand_oversight(account)
    own = account.division or _whole_city()
    if code is None or own is None:
        return own
    asked = AdminDivision.objects.filter(code=code, code__startswith=code_prefix(own.code)).first()
    if asked is None:
        raise NotYours(division=code)
    return asked


def _whole_city() -> AdminDivision | None:
    return AdminDivision.objects.filter(level=DivisionLevel.CITY).order_by("code").first()
