"""Bodies that are no JSON, too deep or too large are refused with a problem, before anything is done."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from stations.people.models import Elder, Role
from tests.builders.http import signed_in
from tests.builders.stations import make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Client:
    return signed_in(make_account(Role.STATION_OPERATOR))


def sent(client: Client, body: bytes, *, language: str = "zh-CN", kind: str = "application/json") -> Any:
    answer = client.post("/api/v1/elders", body, content_type=kind, headers={"Accept-Language": language})
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Elder.objects.exists()
    return answer


@pytest.mark.parametrize(
    "body", [b"{oops", b"[" * 100_000, b'{"name": NaN}', '{"name": "é"}'.encode("latin1"), b"\xff\xfe"]
)
def test_what_is_no_json_is_malformed(operator: Client, body: bytes) -> None:
    answer = sent(operator, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_a_body_above_the_limit_says_what_the_limit_is(operator: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
    body = b'{"name": "' + b"x" * 2_000_001 + b'"}'
    said = [sent(operator, body, language=language) for language in ("zh-CN", "en")]
    assert [(answer.status_code, answer.json()["code"]) for answer in said] == [
        (413, "request_too_large")
    ] * 2
    assert ["2 MB" in answer.json()["title"] for answer in said] == [True, True]


def test_another_content_type_is_told_which_is_taken(operator: Client) -> None:
    answer = sent(operator, b"<elder/>", kind="application/xml")
    assert answer.status_code == 415
    assert "application/json" in answer.json()["title"]


def test_an_import_is_told_to_come_as_a_form(operator: Client) -> None:
    answer = operator.post("/api/v1/imports/elders", {}, content_type="application/json")
    assert answer.status_code == 415
    assert "multipart/form-data" in answer.json()["title"]


def test_a_host_that_is_not_ours_is_a_problem_too(operator: Client) -> None:
    answer = operator.get("/api/v1/me", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
