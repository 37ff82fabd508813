"""Eight people press one button in the same second: one wins, seven are told how things stand."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest

from tests.stories.city import City, move, new_order

pytestmark = pytest.mark.story

HANDS = 8


def test_of_eight_hands_on_one_button_one_wins(city: City) -> None:
    operators = [city.sign_in("station_operator") for _ in range(HANDS)]
    order = new_order(city, operators[0], "eight hands")
    together = Barrier(HANDS)

    def press(operator: httpx.Client) -> httpx.Response:
        together.wait()
        return move(operator, order, "CANCEL", reason="家属来电取消")

    with ThreadPoolExecutor(HANDS) as hands:
        answers = list(hands.map(press, operators))

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * (HANDS - 1)
    for answer in answers:
        if answer.status_code == 409:
            assert answer.json()["code"] == "moved_on"
            assert answer.json()["order"]["state"] == "CANCELLED"
            assert answer.json()["order"]["version"] == order["version"] + 1
    events = operators[0].get(f"/work-orders/{order['number']}/events").json()
    events = events if isinstance(events, list) else events["results"]
    assert [event["move"] for event in events].count("CANCEL") == 1


def test_one_command_sent_eight_times_has_one_effect_and_one_answer(city: City) -> None:
    operators = [city.sign_in("station_operator") for _ in range(HANDS)]
    order = new_order(city, operators[0], "one command")
    together = Barrier(HANDS)
    body = {
        "command": f"{HANDS:08d}-1111-4111-8111-{'a' if city.mode == 'city' else 'b'}11111111111",
        "move": "URGE",
        "seen": order["version"],
        "happened_at": city_now(operators[0]),
    }

    def press(operator: httpx.Client) -> httpx.Response:
        together.wait()
        return operator.post(f"/work-orders/{order['number']}/moves", json=body)

    with ThreadPoolExecutor(HANDS) as hands:
        answers = list(hands.map(press, operators))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["version"] for answer in answers}) == 1


def city_now(client: httpx.Client) -> str:
    """The instant on the city's clock."""
    now: str = client.get("/me").json()["clock"]["now"]
    return now
