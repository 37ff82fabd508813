"""Figures of a division's subtree, split in every way, and who may see them."""

from datetime import timedelta

import pytest

from dispatch.orders.models import State
from dispatch.oversight.refusals import NotJudged
from dispatch.oversight.selectors import Accuracy, By, accuracy, verdict_visible_to
from dispatch.quality import follow
from dispatch.quality.models import Criterion
from stations.ground.refusal import NotFound, NotYours
from stations.people.models import Account, Role
from stations.places.models import AdminDivision
from tests.builders.orders import Quarter, make_order
from tests.builders.stations import DAY, at, make_account, make_division, make_elder, make_station

pytestmark = pytest.mark.django_db

FIRST, SECOND = "150602001000", "150602002000"


def quarter_in(division: AdminDivision, code: str, *, missed: int, completed: int) -> Quarter:
    """A station of a division with so many judged orders, none of them accurate for want of evidence."""
    quarter = Quarter(make_station(code=code, division=division))
    for state, number in ((State.MISSED, missed), (State.COMPLETED, completed)):
        for _ in range(number):
            elder = make_elder(quarter.station, division=division)
            make_order(quarter, state=state, elder=elder)
    follow.follow_station(station_id=quarter.station.pk, at=at(12))
    return quarter


def regulator_of(code: str) -> Account:
    return make_account(Role.REGULATOR, division=AdminDivision.objects.get(code=code))


def figures(account: Account, by: By = By.STATION, division: str | None = None) -> Accuracy:
    return accuracy(
        account=account,
        division_code=division,
        from_day=DAY,
        until_day=DAY + timedelta(days=1),
        by=by,
    )


@pytest.fixture
def city() -> tuple[Quarter, Quarter]:
    """Two subdistricts with a station each: one missed and two unproven orders, and one missed."""
    one = quarter_in(make_division(FIRST), "ST-A", missed=1, completed=2)
    other = quarter_in(make_division(SECOND, "公园街道"), "ST-B", missed=1, completed=0)
    return one, other


@pytest.mark.usefixtures("city")
def test_a_districts_figure_is_the_sum_of_its_subdistricts_counts() -> None:
    found = figures(regulator_of("150602000000"), By.DIVISION)
    assert found.share.population == 4
    assert {row.key: row.share.population for row in found.rows} == {FIRST: 3, SECOND: 1}


@pytest.mark.usefixtures("city")
def test_every_way_of_splitting_sums_to_the_same_population() -> None:
    account = regulator_of("150602000000")
    for by in (By.DIVISION, By.STATION, By.SERVICE, By.DAY):
        assert sum(row.share.population for row in figures(account, by).rows) == 4


@pytest.mark.usefixtures("city")
def test_failures_at_their_first_criterion_add_up_to_what_is_not_accurate() -> None:
    found = figures(regulator_of("150602000000"), By.CRITERION)
    first_fails = found.figures.first_fails
    assert sum(first_fails.values()) == found.share.population - found.share.hits
    assert first_fails[Criterion.C0] == 2
    assert [row.key for row in found.rows] == [criterion.value for criterion in Criterion]


@pytest.mark.usefixtures("city")
def test_a_regulator_sees_no_further_than_the_own_division() -> None:
    account = regulator_of(SECOND)
    assert figures(account).share.population == 1
    with pytest.raises(NotYours):
        figures(account, division=FIRST)


def test_a_station_operator_does_not_oversee() -> None:
    quarter = Quarter()
    with pytest.raises(NotYours):
        figures(quarter.operator)


def test_a_division_without_orders_has_no_rate() -> None:
    make_division(FIRST)
    found = figures(regulator_of(FIRST))
    assert (found.share.rate, found.rows) == (None, [])


def test_a_verdict_of_an_order_under_way_is_said_to_be_still_open() -> None:
    quarter = Quarter()
    order = make_order(quarter)
    regulator = make_account(Role.REGULATOR, division=quarter.station.division)
    with pytest.raises(NotJudged):
        verdict_visible_to(regulator, order.number)


def test_a_verdict_elsewhere_is_not_found(city: tuple[Quarter, Quarter]) -> None:
    number = city[0].station.orders.values_list("number", flat=True)[0]
    with pytest.raises(NotFound):
        verdict_visible_to(regulator_of(SECOND), number)
