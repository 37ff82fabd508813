"""Opening accounts."""

from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from stations.ground.refusal import WrongInput
from stations.people.authority import demand
from stations.people.models import Account, Caregiver, Elder, Role
from stations.people.permissions import Right
from stations.people.refusals import UsernameTaken, WeakPassword, WrongScope
from stations.places.models import AdminDivision, CareStation


@dataclass(frozen=True, slots=True)
class Scope:
    """What an account is for; which of the four it must have follows from its role."""

    elder: Elder | None = None
    caregiver: Caregiver | None = None
    station: CareStation | None = None
    division: AdminDivision | None = None

    def fits(self, role: Role) -> bool:
        """Whether exactly what the role needs is given."""
        given = {name for name in ("elder", "caregiver", "station", "division") if getattr(self, name)}
        return given == NEEDED[role] or (role == Role.ADMINISTRATOR and given == {"division"})


# An administrator without a division administers the whole installation.
NEEDED: dict[Role, set[str]] = {
    Role.ELDER: {"elder"},
    Role.FAMILY_MEMBER: set(),
    Role.CAREGIVER: {"caregiver"},
    Role.STATION_OPERATOR: {"station"},
    Role.REGULATOR: {"division"},
    Role.ADMINISTRATOR: set(),
}


@transaction.atomic
def open_account(
    *,
    username: str,
    password: str | None,
    role: Role,
    display_name: str = "",
    language: str = "zh-CN",
    elder: Elder | None = None,
    caregiver: Caregiver | None = None,
    station: CareStation | None = None,
    division: AdminDivision | None = None,
    by: Account | None = None,
) -> Account:
    """Open an account with its role and scope.

    `password` None makes an account that signs in by token only. `by` None is the console of the machine.
    Raises NotYours, WrongInput, WrongScope, UsernameTaken or WeakPassword.
    """
    if by is not None:
        demand(by, Right.MANAGE_ACCOUNTS)
    if not username.strip():
        raise WrongInput(fields={"username": "username_missing"})
    scope = Scope(elder, caregiver, station, division)
    if not scope.fits(role):
        raise WrongScope(fields={"role": "wrong_scope"})
    if Account.objects.filter(username=username).exists():
        raise UsernameTaken(fields={"username": "username_taken"})
    account = Account(username=username, role=role, display_name=display_name, language=language)
    account.elder, account.caregiver, account.station, account.division = elder, caregiver, station, division
    _give_password(account, password)
    account.save()
    return account


def _give_password(account: Account, password: str | None, *, field: str = "password") -> None:
    if password is None:
        account.set_unusable_password()
        return
    try:
        validate_password(password, user=account)
    except ValidationError as error:
        raise WeakPassword(fields={field: "weak_password"}) from error
    account.set_password(password)


@transaction.atomic
def change_password(*, account: Account, old: str, new: str) -> Account:
    """Replace one's own password; other sessions of the account end. Raises WrongInput or WeakPassword."""
    if not account.check_password(old):
        raise WrongInput(fields={"old": "old_password_wrong"})
    _give_password(account, new, field="new")
    account.save(update_fields=["password"])
    return account


def speak(*, account: Account, language: str) -> Account:
    """Remember the language an account reads."""
    account.language = language
    account.save(update_fields=["language"])
    return account
