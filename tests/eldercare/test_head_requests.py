"""A question for the head of an answer gets no body, however long it would be."""

from typing import Any

from asgiref.testing import ApplicationCommunicator
from django.core.asgi import get_asgi_application

# Django sends what is longer than this in several pieces, and the web server drops the first one only.
ONE_PIECE = 65_536


async def asked(method: str) -> tuple[dict[bytes, bytes], bytes]:
    """The headers and the body of the schema's answer, as the web server gets them."""
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": "/api/schema/",
        "query_string": b"",
        "headers": [(b"host", b"testserver")],
    }
    # Any, because the library is not typed.
    talk: Any = ApplicationCommunicator(get_asgi_application(), scope)  # type: ignore[no-untyped-call]
    await talk.send_input({"type": "http.request", "body": b"", "more_body": False})
    started, body, more = await talk.receive_output(60), b"", True
    while more:
        piece = await talk.receive_output(60)
        body, more = body + piece.get("body", b""), piece.get("more_body", False)
    return dict(started["headers"]), body


async def test_the_head_says_how_long_the_body_would_be_and_brings_none() -> None:
    whole, body = await asked("GET")
    head, nothing = await asked("HEAD")
    assert len(body) > ONE_PIECE
    assert nothing == b""
    assert head[b"Content-Length"] == whole[b"Content-Length"] == str(len(body)).encode()
