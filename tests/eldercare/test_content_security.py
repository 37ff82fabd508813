"""Browsers are told that only our own scripts may run, on every kind of answer."""

import re
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
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/operator", "/api/v1/me", "/api/docs/", "/api/v1/nothing-here"])
def test_only_scripts_of_our_own_may_run(client: Client, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'self'"
    assert "script-src" not in rules
    assert rules["object-src"] == rules["frame-ancestors"] == "'none'"


def test_the_page_of_the_api_needs_no_script_in_the_page(client: Client) -> None:
    page = client.get("/api/docs/").content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
