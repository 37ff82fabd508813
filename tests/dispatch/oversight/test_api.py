"""Figures and verdicts over HTTP."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from dispatch.orders.models import Move, State, WorkOrder
from dispatch.orders.permissions import Standing
from dispatch.orders.reasons import MoveReason
from dispatch.quality import follow
from dispatch.quality.models import Criterion, Verdict
from stations.people.models import Role
from tests.builders.orders import Quarter, make_move, make_order
from tests.builders.stations import DAY, at, make_account, make_division, make_elder
from tests.dispatch.quality.test_overlaps import visited

pytestmark = pytest.mark.django_db
PERIOD = {"from": "2026-11-23", "until": "2026-11-24"}


@pytest.fixture
def quarter() -> Quarter:
    """One missed and one completed order, judged."""
    quarter = Quarter()
    for state in (State.MISSED, State.COMPLETED):
        make_order(quarter, state=state, elder=make_elder(quarter.station))
    follow.follow_station(station_id=quarter.station.pk, at=at(12))
    return quarter


@pytest.fixture
def regulator(quarter: Quarter) -> APIClient:
    """Signed in for the station's subdistrict."""
    client = APIClient()
    client.force_authenticate(make_account(Role.REGULATOR, division=quarter.station.division))
    return client


def ask(client: APIClient, path: str, query: dict[str, str] | None = None, *, expected: int = 200) -> Any:
    answer = client.get(f"/api/v1/oversight/{path}", query)
    assert answer.status_code == expected, answer.content
    return answer.json()


def test_a_figure_comes_with_all_that_must_stand_beside_it(regulator: APIClient) -> None:
    told = ask(regulator, "accuracy", PERIOD | {"by": "station"})
    assert (told["from"], told["until"]) == (PERIOD["from"], PERIOD["until"])
    assert (told["population"], told["accurate"], told["rate"]) == (2, 0, 0.0)
    low, high = told["interval"]
    assert 0 == low < high < 1
    assert told["definition"]
    assert sum(told["first_fails"].values()) == 2
    assert told["criteria"]["C0"] == {"pass": 1, "fail": 1, "unverified": 0, "not_applicable": 0, "rate": 0.5}
    assert [(row["population"], row["ranked"]) for row in told["rows"]] == [(2, False)]


@pytest.mark.parametrize("by", ["division", "station", "service", "criterion", "day"])
def test_it_can_be_split_in_every_way(regulator: APIClient, by: str) -> None:
    assert ask(regulator, "accuracy", PERIOD | {"by": by})["rows"]


def test_a_day_without_orders_has_no_rate(regulator: APIClient) -> None:
    told = ask(regulator, "accuracy", {"from": "2026-01-01", "until": "2026-01-02"})
    assert (told["rate"], told["interval"], told["rows"]) == (None, None, [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": "mood"},
        {"division": "1506"},
        {"from": "yesterday"},
        {"from": "2026-11-23", "until": "2026-11-23"},
        {"from": "1990-01-01", "until": "2026-01-01"},
    ],
)
def test_what_cannot_be_read_is_refused_by_field(regulator: APIClient, wrong: dict[str, str]) -> None:
    told = ask(regulator, "accuracy", wrong, expected=422)
    assert told["code"] == "wrong_input"
    assert told["fields"]


def test_an_operator_is_refused(quarter: Quarter) -> None:
    client = APIClient()
    client.force_authenticate(quarter.operator)
    assert ask(client, "accuracy", expected=403)["code"] == "not_yours"
    assert ask(client, "work-orders", expected=403)["code"] == "not_yours"


def test_the_way_down_leads_to_the_orders_behind_a_number(quarter: Quarter, regulator: APIClient) -> None:
    station, day = quarter.station.code, DAY.isoformat()
    told = ask(regulator, "work-orders", {"first_fail": "C0", "station": station, "day": day})
    missed = WorkOrder.objects.get(state=State.MISSED)
    assert [row["order"] for row in told["results"]] == [missed.number]
    assert len(ask(regulator, "work-orders", PERIOD)["results"]) == 2
    assert ask(regulator, "work-orders", {"until": day})["results"] == []


@pytest.mark.parametrize("criterion", list(Criterion))
def test_as_many_orders_stand_behind_a_criterion_as_its_row_counts_not_met(
    regulator: APIClient, criterion: Criterion
) -> None:
    rows = ask(regulator, "accuracy", {**PERIOD, "by": "criterion"})["rows"]
    counted = next(row for row in rows if row["key"] == criterion)["criteria"][criterion]
    told = ask(regulator, "work-orders", {**PERIOD, "not_met": criterion, "counted": "true"})
    assert len(told["results"]) == counted["fail"] + counted["unverified"]


def test_an_order_stands_behind_a_criterion_though_another_failed_before_it(regulator: APIClient) -> None:
    verdict = Verdict.objects.get(order__state=State.MISSED)
    verdict.answers["C7"] = {"answer": "UNVERIFIED", "reason": "no_times", "evidence": []}
    verdict.save()
    told = ask(regulator, "work-orders", {"not_met": "C7"})
    assert verdict.order.number in [row["order"] for row in told["results"]]
    assert ask(regulator, "work-orders", {"first_fail": "C7"})["results"] == []


def test_a_verdict_has_ten_answers_in_order(regulator: APIClient) -> None:
    order = WorkOrder.objects.get(state=State.MISSED)
    told = ask(regulator, f"work-orders/{order.number}/verdict")
    assert [answer["criterion"] for answer in told["answers"]] == [f"C{number}" for number in range(10)]
    assert told["answers"][0]["answer"] == "FAIL"
    assert told["first_fail"] == "C0"


def test_a_verdict_shows_the_other_visit_that_stands_against_it(
    quarter: Quarter, regulator: APIClient
) -> None:
    first, second = (
        visited(quarter, elder, between=(at(9), at(9, 30)))
        for elder in (quarter.elder, make_elder(quarter.station))
    )
    follow.follow_station(station_id=quarter.station.pk, at=at(12))
    told = ask(regulator, f"work-orders/{first.number}/verdict")["answers"][7]
    assert told["reason"] == "at_two_doors"
    assert {row["order"] for row in told["evidence"]} == {first.number, second.number}


def test_an_order_still_open_says_so(quarter: Quarter, regulator: APIClient) -> None:
    order = make_order(quarter, elder=make_elder(quarter.station))
    told = ask(regulator, f"work-orders/{order.number}/verdict", expected=404)
    assert told["code"] == "not_judged"
    assert ask(regulator, "work-orders/WO-none/verdict", expected=404)["code"] == "not_found"


def rated(
    quarter: Quarter, words: str = "", reason: str = MoveReason.COMPLAINT_LATE, **wanted: Any
) -> WorkOrder:
    """A visit that its elder rated at eleven, with a complaint unless another reason is given."""
    order = make_order(quarter, state=State.COMPLETED, **wanted)
    facts = {"reason": reason} | ({"note": words} if words else {})
    by = quarter.hands[Standing.ELDER_SIDE]
    return make_move(quarter, order, Move.EVALUATE, by=by, at=at(11), facts=facts)


def test_a_complaint_says_what_was_said_of_which_visit_by_whom_and_when(
    quarter: Quarter, regulator: APIClient
) -> None:
    order = rated(quarter, "等了一个小时")
    (told,) = ask(regulator, "complaints", {"complaint": "OPEN"})["results"]
    assert (told["order"], told["complaint"]) == (order.number, "OPEN")
    assert (told["reason"], told["words"]) == ("complaint_late", "等了一个小时")
    assert told["service"]["code"] == order.service.code
    assert told["station"] == {"code": quarter.station.code, "name": quarter.station.name}
    assert (told["made_at"], told["role"]) == ("2026-11-23T11:00:00+08:00", "elder")
    assert told["window_from"] == "2026-11-23T09:00:00+08:00"


def test_a_complaint_shows_no_whole_name_and_no_number(quarter: Quarter, regulator: APIClient) -> None:
    name = quarter.elder.name
    order = rated(quarter, f"我是{name}，请打 138 1234 1234，身份证 11010519491231002X，2026-11-23 的饭")
    (told,) = ask(regulator, "complaints", {"order": order.number})["results"]
    assert told["elder"] == f"{name[0]}**"
    assert told["words"] == f"我是{name[0]}**，请打 138****1234，身份证 110***********002X，2026-11-23 的饭"


def test_praise_is_no_complaint_and_one_decided_is_no_longer_open(
    quarter: Quarter, regulator: APIClient
) -> None:
    rated(quarter, reason=MoveReason.SATISFIED, window_from=at(15), window_until=at(16))
    order = rated(quarter)
    facts = {"reason": MoveReason.COMPLAINT_UPHELD}
    make_move(quarter, order, Move.DECIDE_COMPLAINT, at=at(12), facts=facts)
    assert ask(regulator, "complaints", {"complaint": "OPEN"})["results"] == []
    (told,) = ask(regulator, "complaints")["results"]
    assert (told["order"], told["complaint"]) == (order.number, "UPHELD")


def test_one_that_was_decided_waits_for_who_complained_to_say_whether_it_is_solved(
    quarter: Quarter, regulator: APIClient
) -> None:
    order = rated(quarter)
    assert ask(regulator, "complaints", {"answered": "false"})["results"] == []
    facts = {"reason": MoveReason.COMPLAINT_UPHELD}
    order = make_move(quarter, order, Move.DECIDE_COMPLAINT, at=at(12), facts=facts)
    (told,) = ask(regulator, "complaints", {"answered": "false"})["results"]
    assert (told["order"], told["resolution"]) == (order.number, None)
    make_move(quarter, order, Move.REPORT_RESOLUTION, at=at(13), facts={"reason": MoveReason.NOT_RESOLVED})
    assert ask(regulator, "complaints", {"answered": "false"})["results"] == []
    (told,) = ask(regulator, "complaints", {"answered": "true"})["results"]
    assert told["resolution"] == "NOT_RESOLVED"


def test_complaints_are_for_whoever_oversees_the_station(quarter: Quarter) -> None:
    rated(quarter)
    client = APIClient()
    client.force_authenticate(quarter.operator)
    assert ask(client, "complaints", expected=403)["code"] == "not_yours"
    client.force_authenticate(
        make_account(Role.REGULATOR, division=make_division("110101001000", "外地街道"))
    )
    assert ask(client, "complaints")["results"] == []


@pytest.mark.parametrize("figure", ["accuracy", "three-rates"])
@pytest.mark.parametrize(
    ("period", "wrong"),
    [
        ({"until": "0001-01-03"}, "until"),
        ({"from": "0001-01-01", "until": "0001-01-05"}, "from"),
        ({"from": "9999-12-30"}, "from"),
        ({"until": "9999-12-31"}, "until"),
    ],
)
def test_a_period_at_the_end_of_the_calendar_is_refused_by_name(
    regulator: APIClient, figure: str, period: dict[str, str], wrong: str
) -> None:
    told = ask(regulator, figure, period, expected=422)
    assert told["code"] == "wrong_input"
    assert wrong in told["fields"]
