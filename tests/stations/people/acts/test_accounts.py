"""Opening accounts."""

import pytest

from stations.ground.refusal import NotYours, WrongInput
from stations.people.acts import open_account
from stations.people.models import Account, Role
from stations.people.refusals import UsernameTaken, WeakPassword, WrongScope
from tests.builders.stations import PASSWORD, make_account, make_division, make_elder, make_station

pytestmark = pytest.mark.django_db


def test_an_account_can_sign_in_with_its_password_which_is_not_stored() -> None:
    account = open_account(username="zhao", password=PASSWORD, role=Role.ADMINISTRATOR)
    assert account.check_password(PASSWORD)
    assert PASSWORD not in account.password


def test_a_machine_has_no_password() -> None:
    account = open_account(
        username="hospital", password=None, role=Role.STATION_OPERATOR, station=make_station()
    )
    assert not account.has_usable_password()


@pytest.mark.parametrize("password", ["short-1", "1234567890123", "password12", "zhao.min.zhao"])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        open_account(username="zhao.min.zhao", password=password, role=Role.ADMINISTRATOR)
    assert not Account.objects.exists()


def test_an_account_has_a_name() -> None:
    with pytest.raises(WrongInput):
        open_account(username="  ", password=PASSWORD, role=Role.ADMINISTRATOR)


def test_a_user_name_is_given_once() -> None:
    taken = make_account(Role.ADMINISTRATOR).username
    with pytest.raises(UsernameTaken):
        open_account(username=taken, password=PASSWORD, role=Role.ADMINISTRATOR)


def test_a_role_gets_exactly_the_scope_it_needs() -> None:
    with pytest.raises(WrongScope):
        open_account(username="a", password=PASSWORD, role=Role.STATION_OPERATOR)
    with pytest.raises(WrongScope):
        open_account(
            username="b", password=PASSWORD, role=Role.ELDER, elder=make_elder(), station=make_station()
        )
    with pytest.raises(WrongScope):
        open_account(username="c", password=PASSWORD, role=Role.REGULATOR)
    open_account(username="d", password=PASSWORD, role=Role.REGULATOR, division=make_division())
    open_account(username="e", password=PASSWORD, role=Role.ADMINISTRATOR, division=make_division())


def test_only_administrators_open_accounts() -> None:
    operator = make_account(Role.STATION_OPERATOR)
    with pytest.raises(NotYours):
        open_account(username="f", password=PASSWORD, role=Role.ADMINISTRATOR, by=operator)
    open_account(
        username="f", password=PASSWORD, role=Role.ADMINISTRATOR, by=make_account(Role.ADMINISTRATOR)
    )
