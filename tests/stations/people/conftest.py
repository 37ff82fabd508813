"""Who works at the desk of a station."""

import pytest
from django.test import Client

from stations.people.models import Account, Role
from tests.builders.http import signed_in
from tests.builders.stations import make_account


@pytest.fixture
def operator(db: None) -> Account:
    """The operator of a station of its own."""
    return make_account(Role.STATION_OPERATOR)


@pytest.fixture
def desk(operator: Account) -> Client:
    """The operator's browser."""
    return signed_in(operator)
