"""Papers that turn out otherwise change what was judged by them, once."""

from datetime import date, timedelta

import pytest

from dispatch.orders.models import Move, WorkOrder
from dispatch.oversight.recount import recount
from dispatch.quality import tasks
from dispatch.quality.models import Verdict
from stations.ground import clock
from stations.people.acts import add_credential
from stations.people.imports.caregivers import caregivers_kind
from stations.people.models import Credential, CredentialKind
from stations.places.models import CareStation
from tests.builders.imports import imported
from tests.builders.orders import Quarter, make_move
from tests.builders.stations import DAY, at
from tests.builders.tables import caregiver_row, csv_of
from tests.dispatch.quality.test_overlaps import visited

pytestmark = pytest.mark.django_db
EVE = DAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon of the tests' day."""
    monkeypatch.setattr(clock, "now", lambda: at(12))


@pytest.fixture
def quarter() -> Quarter:
    """A station whose caregiver has one certificate, known from a file."""
    quarter = Quarter()
    Credential.objects.filter(kind=CredentialKind.CARE_CERTIFICATE).delete()
    _import(quarter, valid_until=date(2027, 1, 1))
    return quarter


@pytest.fixture
def order(quarter: Quarter) -> WorkOrder:
    """A visit made and judged while the certificate was thought valid."""
    order = visited(quarter, quarter.elder, between=(at(9), at(9, 25)))
    tasks.follow_log()
    assert c3_of(order) == "worker_as_assigned"
    return order


def _import(quarter: Quarter, *, valid_until: date) -> None:
    caregiver = quarter.caregiver
    row = caregiver_row(
        姓名=caregiver.name,
        性别="女",
        手机号=caregiver.phone,
        所属驿站=quarter.station.code,
        证书类型="护理员证",
        证书编号="1",
        证书有效期=valid_until.isoformat(),
    )
    kind = caregivers_kind(today=DAY, reach=CareStation.objects.all())
    assert imported(kind, csv_of([row])).committed


def c3_of(order: WorkOrder) -> str:
    reason: str = Verdict.objects.get(order=order).answers["C3"]["reason"]
    return reason


def test_a_certificate_corrected_by_an_import_changes_the_verdict_and_its_count(
    quarter: Quarter, order: WorkOrder
) -> None:
    _import(quarter, valid_until=EVE)
    assert tasks.judge_by_papers() == 1
    assert c3_of(order) == "credential_not_valid"
    assert list(recount()) == []


def test_nothing_is_judged_again_by_papers_that_stayed(quarter: Quarter, order: WorkOrder) -> None:
    tasks.judge_by_papers()
    _import(quarter, valid_until=date(2027, 1, 1))
    assert tasks.judge_by_papers() == 0
    assert c3_of(order) == "worker_as_assigned"


def test_a_certificate_handed_in_late_changes_the_verdict_too(quarter: Quarter, order: WorkOrder) -> None:
    Credential.objects.filter(kind=CredentialKind.CARE_CERTIFICATE).delete()
    make_move(quarter, order, Move.COMPLETE, at=at(9, 30))
    tasks.follow_log()
    assert c3_of(order) == "credential_not_valid"
    add_credential(
        caregiver=quarter.caregiver,
        kind=CredentialKind.CARE_CERTIFICATE,
        valid_until=date(2027, 1, 1),
        by=quarter.operator,
    )
    tasks.judge_by_papers()
    assert c3_of(order) == "worker_as_assigned"
    assert list(recount()) == []


def test_an_order_not_judged_yet_waits_for_its_own_events(quarter: Quarter, order: WorkOrder) -> None:
    Verdict.objects.all().delete()
    _import(quarter, valid_until=EVE)
    tasks.judge_by_papers()
    assert not Verdict.objects.exists()
