"""Importing through the browser."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from stations.people.models import Account, Elder, Role
from stations.places.models import CareStation
from tests.builders.http import signed_in
from tests.builders.stations import make_account, make_station
from tests.builders.tables import csv_of, elder_row, station_row, xlsx_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Account:
    return make_account(Role.STATION_OPERATOR, station=make_station("S1"))


def send(client: Client, kind: str, content: bytes, *, commit: str = "0", language: str = "zh-CN") -> Any:
    return client.post(
        f"/api/v1/imports/{kind}?commit={commit}",
        {"file": SimpleUploadedFile("table.csv", content)},
        headers={"Accept-Language": language},
    )


def test_an_operator_previews_and_then_writes(operator: Account) -> None:
    desk = signed_in(operator)
    content = csv_of([elder_row(1), elder_row(2)], encoding="gb18030")
    preview = send(desk, "elders", content).json()
    assert (preview["new"], preview["committed"], Elder.objects.count()) == (2, False, 0)
    written = send(desk, "elders", content, commit="1").json()
    assert (written["new"], written["committed"], Elder.objects.count()) == (2, True, 2)
    assert send(desk, "elders", xlsx_of([elder_row(1), elder_row(2)]), commit="1").json()["unchanged"] == 2


def test_wrong_rows_are_told_in_the_asked_language_and_stop_the_writing(operator: Account) -> None:
    desk = signed_in(operator)
    content = csv_of([elder_row(1), elder_row(2, 手机号="12345678901")])
    (fault,) = send(desk, "elders", content, language="en").json()["faults"]
    assert (fault["line"], fault["column"], fault["value"]) == (3, "手机号", "123****8901")
    assert "11 digits" in fault["text"]
    refused = send(desk, "elders", content, commit="1")
    assert (refused.status_code, refused.json()["code"]) == (422, "rows_wrong")
    assert [told["line"] for told in refused.json()["faults"]] == [3]
    assert not Elder.objects.exists()


def test_rows_for_another_station_are_refused(operator: Account) -> None:
    make_station("S2")
    answer = send(signed_in(operator), "elders", csv_of([elder_row(所属驿站="S2")])).json()
    assert [fault["code"] for fault in answer["faults"]] == ["station_unknown"]


def test_only_administrators_import_places(operator: Account) -> None:
    content = csv_of([station_row()])
    assert send(signed_in(operator), "stations", content).status_code == 403
    assert send(signed_in(make_account(Role.CAREGIVER)), "elders", content).status_code == 403
    office = signed_in(make_account(Role.ADMINISTRATOR))
    assert send(office, "stations", content, commit="1").json()["new"] == 1
    assert CareStation.objects.filter(code="DS001").exists()


def test_files_that_are_no_table_are_refused_clearly(operator: Account, settings: Settings) -> None:
    desk = signed_in(operator)
    settings.IMPORT_LARGEST_BYTES = 100_000
    for content, status, code in [
        (b"%PDF-1.7 renamed", 422, "not_a_sheet"),
        (b"a,b\n1,2\n", 422, "columns_missing"),
        (b"a\n" + b"1\n" * 100_000, 413, "file_too_large"),
    ]:
        answer = send(desk, "elders", content)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert send(desk, "pets", b"a\n1\n").status_code == 404
    assert send(desk, "elders", b"").json()["fields"].keys() == {"file"}
    assert desk.post("/api/v1/imports/elders").status_code in (415, 422)
    assert send(desk, "elders", csv_of([elder_row()]), commit="perhaps").json()["fields"].keys() == {"commit"}


def test_a_real_browser_with_its_csrf_token_imports_and_is_stopped_at_fifty_megabytes(
    operator: Account,
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(operator, backend="django.contrib.auth.backends.ModelBackend")
    browser.cookies["csrftoken"] = token = "t" * 32

    def upload(content: bytes) -> Any:
        return browser.post(
            "/api/v1/imports/elders",
            {"file": SimpleUploadedFile("table.csv", content)},
            headers={"X-CSRFToken": token},
        )

    assert upload(csv_of([elder_row()])).json()["new"] == 1
    refused = upload(b"a,b\n" * 12_500_000)
    assert (refused.status_code, refused.json()["code"]) == (413, "file_too_large")
    browser.cookies["csrftoken"] = "u" * 32
    assert upload(csv_of([elder_row()])).json()["code"] == "csrf"
