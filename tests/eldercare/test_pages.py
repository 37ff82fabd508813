"""The one page reaches every address of the pages, and none of the machine's."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings


@pytest.fixture
def built(settings: Settings, tmp_path: Path) -> None:
    """A built page."""
    (tmp_path / "index.html").write_text("<!doctype html><title>养老服务</title>", encoding="utf-8")
    settings.FRONTEND_DIST = tmp_path


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("address", ["/", "/operator", "/oversight/orders/WO1", "/sign-in"])
def test_every_page_address_gets_the_page_uncached(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "养老服务" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("built")
def test_the_page_brings_the_token_that_writes_need(client: Client) -> None:
    assert "csrftoken" in client.get("/").cookies


@pytest.mark.usefixtures("built")
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/v1/nothing-here", "/healthz/nothing"])
def test_an_unknown_machine_address_is_not_answered_with_a_page(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_without_a_build_the_page_says_how_to_make_one(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.FRONTEND_DIST = tmp_path / "absent"
    answer = client.get("/")
    assert answer.status_code == 503
    assert "make demo" in answer.content.decode()
