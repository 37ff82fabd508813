"""Unmasking."""

import pytest

from stations.ground.refusal import NotYours, WrongInput
from stations.people.acts import reveal
from stations.people.acts.privacy import AT_THE_DOOR, REVEALABLE
from stations.people.models import AccessRecord, Role
from stations.people.refusals import ReasonMissing
from tests.builders.stations import at, make_account, make_elder, make_family_member

pytestmark = pytest.mark.django_db


def test_an_operator_with_a_reason_sees_and_is_on_record() -> None:
    elder = make_elder(phone="13812345678")
    operator = make_account(Role.STATION_OPERATOR, station=elder.station)
    seen = reveal(elder=elder, fields=["phone", "name"], reason="  老人来电核对  ", by=operator, at=at(9))
    assert seen == {"name": elder.name, "phone": "13812345678"}
    record = AccessRecord.objects.get()
    assert (record.account, record.elder, record.at) == (operator, elder, at(9))
    assert (record.fields, record.reason) == (["name", "phone"], "老人来电核对")


def test_without_a_reason_nothing_is_shown() -> None:
    elder = make_elder()
    operator = make_account(Role.STATION_OPERATOR, station=elder.station)
    with pytest.raises(ReasonMissing):
        reveal(elder=elder, fields=["phone"], reason=" ", by=operator, at=at(9))
    with pytest.raises(WrongInput):
        reveal(elder=elder, fields=["password"], reason="核对", by=operator, at=at(9))
    with pytest.raises(WrongInput):
        reveal(elder=elder, fields=[], reason="核对", by=operator, at=at(9))


@pytest.mark.parametrize("role", [Role.STATION_OPERATOR, Role.CAREGIVER, Role.ELDER])
def test_who_has_nothing_to_do_with_the_elder_sees_nothing(role: Role) -> None:
    with pytest.raises(NotYours):
        reveal(elder=make_elder(), fields=["phone"], reason="核对", by=make_account(role), at=at(9))
    assert not AccessRecord.objects.exists()


def test_a_family_member_has_no_right_to_unmask() -> None:
    elder = make_elder()
    with pytest.raises(NotYours):
        reveal(elder=elder, fields=["id_number"], reason="核对", by=make_family_member(elder), at=at(9))


def test_a_caregiver_sees_of_todays_elders_what_is_needed_at_the_door(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elder = make_elder()
    caregiver = make_account(Role.CAREGIVER)
    monkeypatch.setattr(
        "dispatch.orders.care.elders_in_care_of", lambda *_: type(elder).objects.filter(pk=elder.pk)
    )
    seen = reveal(elder=elder, fields=AT_THE_DOOR, reason="上门", by=caregiver, at=at(9))
    assert set(seen) == set(AT_THE_DOOR)
    with pytest.raises(NotYours):
        reveal(elder=elder, fields=REVEALABLE, reason="上门", by=caregiver, at=at(9))
