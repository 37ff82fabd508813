"""A socket of the real server lives as long as somebody may listen, and its close says why it ended."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.builders.console import manage
from tests.stories.city import City

pytestmark = pytest.mark.story

NOT_ALLOWED, COME_BACK = 4403, 4503
# Who listens is looked at every two seconds.
PATIENCE_SECONDS = 10


@pytest.fixture
def relative(city: City) -> tuple[str, str]:
    """A family member's account that is bound to nobody yet, with the token of its machine."""
    name = f"relative-{uuid4().hex[:8]}"
    console(city, "open_account", name, "family_member", "--machine")
    return name, console(city, "make_token", name, "--label", "story").strip()


def test_who_has_nothing_to_follow_is_closed_with_4403(city: City, relative: tuple[str, str]) -> None:
    _, token = relative
    with listening(city, token) as socket:
        assert close_code(socket) == NOT_ALLOWED


def test_a_family_hears_its_own_elder_only_and_is_closed_with_4403_once_its_binding_has_ended(
    city: City, relative: tuple[str, str]
) -> None:
    name, token = relative
    operator = city.sign_in("station_operator")
    station = city.logins["station_operator"]["station"]
    elders = operator.get("/elders", params={"station": station, "page_size": 100}).json()["results"]
    own, neighbour = elders[0]["number"], elders[1]["number"]
    bound = operator.post(f"/elders/{own}/family", json={"account": name, "relation": "child"})
    assert bound.status_code == 201, bound.text

    with listening(city, token) as socket:
        socket.send(json.dumps({"subscribe": [{"elder": neighbour}, {"station": station}]}))
        refused = [heard(socket), heard(socket)]
        assert [(one["refused"], one["code"]) for one in refused] == [
            (neighbour, "not_yours"),
            (station, "not_yours"),
        ]
        # Refused a neighbour, the socket stays open for the own elder.
        socket.send(json.dumps({"subscribe": [{"elder": own}]}))
        assert "refused" not in heard(socket)
        ended = operator.post(f"/family-bindings/{bound.json()['id']}/revoke")
        assert ended.status_code == 200, ended.text
        assert close_code(socket) == COME_BACK
    with listening(city, token) as socket:
        assert close_code(socket) == NOT_ALLOWED


@contextmanager
def listening(city: City, token: str) -> Iterator[ClientConnection]:
    """A socket that carries a token."""
    with connect(city.socket_url, additional_headers={"Authorization": f"Bearer {token}"}) as socket:
        yield socket


def heard(socket: ClientConnection) -> dict[str, Any]:
    """The next message."""
    message: dict[str, Any] = json.loads(socket.recv(timeout=PATIENCE_SECONDS))
    return message


def close_code(socket: ClientConnection) -> int:
    """With what the server closes, whatever it still says before."""
    with pytest.raises(ConnectionClosed) as closed:
        hear_all(socket)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


def hear_all(socket: ClientConnection) -> None:
    """Read until the server closes; TimeoutError when it falls silent instead."""
    while True:
        socket.recv(timeout=PATIENCE_SECONDS)


def console(city: City, *arguments: str) -> str:
    """What a command of this city says."""
    done = manage(dict(city.running.environment), *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout
