import pytest
from channels.testing import WebsocketCommunicator

from eldercare.websockets import sockets

HOST = (b"host", b"testserver")


async def opens(*headers: tuple[bytes, bytes]) -> bool:
    communicator = WebsocketCommunicator(sockets, "/ws/feed", headers=[HOST, *headers])
    connected, _ = await communicator.connect(timeout=5)
    await communicator.disconnect()
    return connected


@pytest.mark.django_db(transaction=True)
async def test_our_own_pages_are_let_in() -> None:
    assert await opens((b"origin", b"http://testserver"))


@pytest.mark.parametrize("origin", [b"https://elsewhere.example", b"null", b""])
async def test_a_page_of_another_site_is_not_let_in(origin: bytes) -> None:
    assert not await opens((b"origin", origin))


async def test_a_client_without_an_origin_needs_a_bearer_token() -> None:
    assert not await opens()


async def test_basic_authorization_which_a_page_can_send_opens_nothing() -> None:
    assert not await opens((b"authorization", b"Basic dGVzdDp0ZXN0"))


@pytest.mark.django_db(transaction=True)
async def test_a_bearer_token_needs_no_origin() -> None:
    assert await opens((b"authorization", b"Bearer made-up"))
