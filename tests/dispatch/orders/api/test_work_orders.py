from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from dispatch.orders.models import Move, State
from dispatch.orders.permissions import Standing
from stations.people.sealed import SealedText
from stations.places.models import DivisionLevel
from tests.builders.http import signed_in
from tests.builders.orders import Quarter, make_move, make_order, make_request
from tests.builders.stations import (
    DAY,
    at,
    make_caregiver,
    make_division,
    make_elder,
    make_family_member,
    make_station,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/work-orders"


def listed(browser: Any, **filters: Any) -> list[str]:
    answer = browser.get(ADDRESS, filters)
    assert answer.status_code == 200, answer.json()
    return [order["number"] for order in answer.json()["results"]]


def test_an_order_shows_all_that_its_screens_need() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DISPATCHED)
    shown = signed_in(quarter.operator).get(f"{ADDRESS}/{order.number}").json()
    assert shown["service"] == {
        "code": "health_check",
        "name_zh": order.service.name_zh,
        "name_en": order.service.name_en,
        "is_meal": False,
    }
    assert shown["station"] == {"code": quarter.station.code, "name": quarter.station.name}
    assert shown["elder"] == {"number": quarter.elder.number, "name": f"{quarter.elder.name[0]}**"}
    assert shown["caregivers"] == [
        {
            "number": quarter.caregiver.number,
            "name": quarter.caregiver.name,
            "planned_start_at": None,
            "round_position": None,
            "travel_seconds": None,
        }
    ]
    assert shown["day"] == DAY.isoformat()
    assert shown["window_from"] == "2026-11-23T09:00:00+08:00"
    assert shown["position"] == {
        "latitude": quarter.elder.latitude,
        "longitude": quarter.elder.longitude,
    }
    assert quarter.elder.address not in str(shown)
    assert shown["address_hint"].startswith("东胜区")


@pytest.mark.parametrize(
    ("standing", "moves"),
    [
        (Standing.ASSIGNED_CAREGIVER, ["ACCEPT", "RETURN", "RAISE_EXCEPTION", "REPORT_DELAY"]),
        (Standing.ELDER_SIDE, ["CANCEL", "URGE"]),
        (Standing.OPERATOR, ["TRANSFER", "RETURN", "CANCEL", "MISS", "RAISE_EXCEPTION", "URGE"]),
        (Standing.REGULATOR, []),
        (Standing.ADMINISTRATOR, ["TRANSFER", "RETURN"]),
    ],
)
def test_each_sees_the_buttons_they_have(standing: Standing, moves: list[str]) -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.DISPATCHED)
    shown = signed_in(quarter.hands[standing]).get(f"{ADDRESS}/{order.number}").json()
    assert shown["allowed_moves"] == moves


def test_everybody_sees_only_their_own_orders() -> None:
    quarter, other = Quarter(), Quarter()
    order = make_order(quarter, state=State.DISPATCHED)
    make_order(other, state=State.DISPATCHED)
    make_request(quarter, elder=make_elder(quarter.station))
    family = make_family_member(quarter.elder)
    for account in (quarter.hands[Standing.ASSIGNED_CAREGIVER], quarter.hands[Standing.ELDER_SIDE], family):
        assert listed(signed_in(account)) == [order.number]
    assert len(listed(signed_in(quarter.operator))) == 2
    assert len(listed(signed_in(quarter.hands[Standing.ADMINISTRATOR]))) == 3


def test_an_order_one_may_not_see_is_not_there() -> None:
    order = make_order()
    stranger = signed_in(Quarter().operator)
    for address in (f"{ADDRESS}/{order.number}", f"{ADDRESS}/{order.number}/events"):
        answer = stranger.get(address)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_caregiver_still_sees_an_order_that_went_to_another() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.ACCEPTED)
    make_move(quarter, order, Move.TRANSFER, caregivers=(make_caregiver(quarter.station),))
    tablet = signed_in(quarter.hands[Standing.ASSIGNED_CAREGIVER])
    assert listed(tablet) == [order.number]
    assert listed(tablet, mine=1) == []
    assert tablet.get(f"{ADDRESS}/{order.number}").json()["position"] is None


def test_a_list_is_cut_down_by_its_filters() -> None:
    quarter = Quarter()
    waiting = make_request(quarter, window_from=at(13), window_until=at(14))
    given = make_order(quarter, state=State.DISPATCHED)
    tomorrow = make_request(
        quarter, window_from=at(9) + timedelta(days=1), window_until=at(10) + timedelta(days=1)
    )
    operator = signed_in(quarter.operator)
    assert listed(operator, state="DISPATCHED") == [given.number]
    assert listed(operator, state=["CREATED", "DISPATCHED"]) == [
        waiting.number,
        given.number,
        tomorrow.number,
    ]
    assert listed(operator, day=DAY.isoformat()) == [waiting.number, given.number]
    assert listed(operator, caregiver=quarter.caregiver.number) == [given.number]
    assert listed(operator, elder="E-nobody") == []
    assert listed(operator, changed_since=at(7, 31).isoformat()) == [given.number]
    assert len(listed(operator, changed_since="1947-07-02T18:05:09+20:31")) == 3
    assert len(listed(operator, station=quarter.station.code)) == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("state", "FLYING"),
        ("day", "2026-13-40"),
        ("changed_since", "soon"),
        ("changed_since", "0001-01-01T00:00:00+08:00"),
        ("page_size", "many"),
    ],
)
def test_a_filter_that_means_nothing_is_named(name: str, value: str) -> None:
    answer = signed_in(Quarter().operator).get(ADDRESS, {name: value})
    if name == "page_size":
        assert answer.status_code == 200
    else:
        assert answer.status_code == 422
        assert name in answer.json()["fields"]


def test_a_foreign_station_is_not_yours() -> None:
    answer = signed_in(Quarter().operator).get(ADDRESS, {"station": Quarter().station.code})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_yours")


def test_pages_follow_each_other_without_loss_or_repetition() -> None:
    quarter = Quarter()
    numbers = [
        make_request(quarter, window_from=at(hour), window_until=at(hour + 1)).number for hour in range(9, 14)
    ]
    operator = signed_in(quarter.operator)
    found, address = [], f"{ADDRESS}?page_size=2"
    while address:
        page = operator.get(address).json()
        found += [order["number"] for order in page["results"]]
        address = page["next"]
    assert found == numbers


def test_ten_orders_take_as_many_queries_as_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    community = make_division(
        code="150602001003", level=DivisionLevel.COMMUNITY, name="天骄社区", parent=make_division()
    )
    quarter = Quarter(make_station(division=community))
    operator = signed_in(quarter.operator)
    make_order(quarter, state=State.DISPATCHED)
    with django_assert_max_num_queries(20) as first:
        listed(operator)
    for hour in range(10, 18):
        make_order(
            quarter,
            state=State.DISPATCHED,
            elder=make_elder(quarter.station),
            window_from=at(hour),
            window_until=at(hour + 1),
        )
    with django_assert_max_num_queries(len(first.captured_queries)):
        assert len(listed(operator)) == 9


def test_what_a_list_never_shows_is_not_even_decrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    quarter = Quarter()
    make_order(quarter, state=State.DISPATCHED)
    operator = signed_in(quarter.operator)
    opened: list[str] = []
    opening = SealedText.from_db_value

    def counted(field: SealedText, value: str | None, *more: Any) -> str | None:
        opened.append(field.name)
        return opening(field, value, *more)

    monkeypatch.setattr(SealedText, "from_db_value", counted)
    assert len(listed(operator)) == 1
    assert opened == ["name"]


def test_the_history_tells_each_move_who_made_it_and_when() -> None:
    quarter = Quarter()
    order = make_order(quarter, state=State.ACCEPTED)
    events = signed_in(quarter.operator).get(f"{ADDRESS}/{order.number}/events").json()["results"]
    assert [(event["seq"], event["version"], event["move"], event["state"]) for event in events] == [
        (1, 1, "CREATE", "CREATED"),
        (2, 2, "DISPATCH", "DISPATCHED"),
        (3, 3, "ACCEPT", "ACCEPTED"),
    ]
    assert events[1]["facts"]["caregivers"] == [quarter.caregiver.number]
    assert events[2]["by"]["role"] == "caregiver"
    assert events[2]["prev_hash"] == events[1]["hash"]


def test_an_elders_own_name_is_masked_in_the_history_for_others() -> None:
    quarter = Quarter()
    elder = quarter.hands[Standing.ELDER_SIDE]
    elder.display_name = "白静兰"
    elder.save()
    order = make_order(quarter, state=State.DISPATCHED)
    make_move(quarter, order, Move.URGE, by=elder)
    events = signed_in(quarter.operator).get(f"{ADDRESS}/{order.number}/events").json()["results"]
    assert events[-1]["by"] == {"display_name": "白**", "role": "elder"}


def test_names_and_numbers_that_people_write_are_masked_in_the_history_for_others() -> None:
    quarter = Quarter()
    elder = quarter.hands[Standing.ELDER_SIDE]
    order = make_order(quarter, state=State.DISPATCHED)
    said = f"{quarter.elder.name}在家，请打13812341234"
    make_move(quarter, order, Move.URGE, by=elder, facts={"reason": said, "note": said})
    told = {}
    for account in (quarter.operator, elder):
        events = signed_in(account).get(f"{ADDRESS}/{order.number}/events").json()["results"]
        told[account.role] = {events[-1]["facts"][name] for name in ("reason", "note")}
    assert told["station_operator"] == {f"{quarter.elder.name[0]}**在家，请打138****1234"}
    assert told["elder"] == {said}


@pytest.mark.parametrize("address", [ADDRESS, "/api/v1/service-requests"])
def test_a_note_is_whole_for_who_serves_and_masked_for_who_oversees(address: str) -> None:
    quarter = Quarter()
    said = f"我是{quarter.elder.name}，请打13812341234"
    make_move(quarter, make_request(quarter, note=said), Move.DISPATCH)
    told = {}
    for standing, account in quarter.hands.items():
        (shown,) = signed_in(account).get(address).json()["results"]
        told[standing] = shown["note"]
    masked = f"我是{quarter.elder.name[0]}**，请打138****1234"
    overseen = dict.fromkeys((Standing.REGULATOR, Standing.ADMINISTRATOR), masked)
    assert told == dict.fromkeys(quarter.hands, said) | overseen
