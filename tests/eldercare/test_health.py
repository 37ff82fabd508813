"""Probes answer truthfully."""

import pytest
from django.test import Client

from eldercare import health


def test_a_living_process_says_so(client: Client) -> None:
    assert client.get("/healthz/live").json() == {"live": True}


@pytest.mark.django_db
def test_ready_names_nothing_when_all_answers(client: Client) -> None:
    answer = client.get("/healthz/ready")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "failing": []})


def test_without_its_database_it_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_database_answers", lambda: False)
    answer = client.get("/healthz/ready")
    assert answer.status_code == 503
    assert answer.json()["failing"] == ["database"]


@pytest.mark.django_db
def test_without_nudges_it_serves_on_and_says_what_is_missing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "_nudges_pass", lambda: False)
    answer = client.get("/healthz/ready")
    assert answer.status_code == 200
    assert answer.json()["failing"] == ["nudges"]


def test_figures_for_prometheus_are_in_its_format(client: Client) -> None:
    assert "# TYPE" in client.get("/metrics").content.decode()
