"""A list's pages follow each other to the end, and a cursor that no page gave is refused."""

from base64 import b64encode

import pytest

from stations.people.models import Role
from tests.builders.http import get, signed_in
from tests.builders.stations import make_account, make_elder, make_station

pytestmark = pytest.mark.django_db


def written(position: str) -> str:
    return b64encode(position.encode()).decode()


def test_the_pages_together_have_every_row_once() -> None:
    station = make_station()
    elders = {make_elder(station).number for _ in range(5)}
    client, seen, address = signed_in(make_account(Role.ADMINISTRATOR)), [], "elders?page_size=2"
    while address:
        page = get(client, address).json()
        seen += [elder["number"] for elder in page["results"]]
        address = (page["next"] or "").partition("/api/v1/")[2]
    assert (len(seen), set(seen)) == (5, elders)


@pytest.mark.parametrize("cursor", ["zzzz", "é", written("p=abc"), written("p=1\0"), written("p=1.5")])
@pytest.mark.parametrize("path", ["elders", "work-orders", "plans", "oversight/work-orders"])
def test_a_cursor_that_no_page_gave_is_named(path: str, cursor: str) -> None:
    make_elder()
    answer = get(signed_in(make_account(Role.ADMINISTRATOR)), path, cursor=cursor)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["cursor"])
