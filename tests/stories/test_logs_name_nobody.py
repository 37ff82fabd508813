"""No log of a running system names anybody, whatever people type into it."""

from urllib.parse import quote

import pytest

from tests.stories.city import City

pytestmark = pytest.mark.story

TYPED = ("13812345678", "150602194503120036", "没有这个人")


def test_what_somebody_searches_for_is_in_no_log(embedded_city: City) -> None:
    operator = embedded_city.sign_in("station_operator")
    for words in TYPED:
        assert operator.get("/elders", params={"search": words}).status_code == 200
    logs = b"".join(log.read_bytes() for log in embedded_city.running.logs.iterdir())
    assert b"/api/v1/elders" in logs
    assert not [words for words in TYPED if words.encode() in logs or quote(words).encode() in logs]
