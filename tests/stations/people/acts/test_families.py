"""Family bindings."""

from datetime import timedelta

import pytest

from stations.ground.refusal import NotYours, WrongInput
from stations.people.acts import bind_family, revoke_binding, verify_binding
from stations.people.models import Relation, Role
from stations.people.refusals import BindingGone
from stations.people.selectors import elders_orderable_by, elders_visible_to
from tests.builders.stations import DAY, at, make_account, make_elder

pytestmark = pytest.mark.django_db


def test_a_binding_opens_nothing_until_it_is_verified_and_nothing_after_it_is_revoked() -> None:
    elder = make_elder()
    operator = make_account(Role.STATION_OPERATOR, station=elder.station)
    son = make_account(Role.FAMILY_MEMBER)
    binding = bind_family(account=son, elder=elder, relation=Relation.CHILD, by=operator, at=at(8))
    assert not elders_visible_to(son, at(9))
    verify_binding(binding=binding, by=operator, at=at(9))
    assert list(elders_visible_to(son, at(9))) == [elder]
    revoke_binding(binding=binding, by=operator, at=at(10))
    assert not elders_visible_to(son, at(10))
    with pytest.raises(BindingGone):
        verify_binding(binding=binding, by=operator, at=at(11))


def test_seeing_and_ordering_are_given_apart_and_expire() -> None:
    elder = make_elder()
    operator = make_account(Role.STATION_OPERATOR, station=elder.station)
    niece = make_account(Role.FAMILY_MEMBER)
    bind_family(
        account=niece,
        elder=elder,
        relation=Relation.OTHER,
        may_order=False,
        expires_on=DAY,
        verified=True,
        by=operator,
        at=at(8),
    )
    assert list(elders_visible_to(niece, at(23))) == [elder]
    assert not elders_orderable_by(niece, at(23))
    assert not elders_visible_to(niece, at(9, day=DAY + timedelta(days=1)))


def test_only_the_station_binds_and_only_family_members() -> None:
    elder = make_elder()
    son = make_account(Role.FAMILY_MEMBER)
    with pytest.raises(NotYours):
        bind_family(account=son, elder=elder, relation=Relation.CHILD, by=son, at=at(8))
    operator = make_account(Role.STATION_OPERATOR, station=elder.station)
    with pytest.raises(WrongInput):
        bind_family(account=operator, elder=elder, relation=Relation.CHILD, by=operator, at=at(8))


def test_the_elder_and_the_family_member_may_end_it_themselves_and_strangers_may_not() -> None:
    elder = make_elder()
    operator = make_account(Role.STATION_OPERATOR, station=elder.station)
    son = make_account(Role.FAMILY_MEMBER)
    binding = bind_family(
        account=son, elder=elder, relation=Relation.CHILD, verified=True, by=operator, at=at(8)
    )
    with pytest.raises(NotYours):
        revoke_binding(binding=binding, by=make_account(Role.ELDER), at=at(9))
    revoke_binding(binding=binding, by=make_account(Role.ELDER, elder=elder), at=at(9))
    assert not elders_visible_to(son, at(9))
