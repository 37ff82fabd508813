"""What a view raises becomes one kind of answer, in the person's language."""

import json
import re
from urllib.parse import quote

import pytest
from django.test import Client, RequestFactory
from django.utils import translation
from rest_framework import exceptions

from eldercare.errors import broken, problem_answer
from stations.ground.refusal import NotFound, WrongInput
from stations.people.models import Role
from tests.builders.http import get, signed_in
from tests.builders.stations import make_account


def test_a_refusal_keeps_its_code_and_status() -> None:
    answer = problem_answer(NotFound(), {})
    assert answer is not None
    assert (answer.status_code, answer.data["code"]) == (404, "not_found")
    assert answer.content_type == "application/problem+json"


def test_the_title_is_chinese_unless_english_is_asked_for() -> None:
    with translation.override("en"):
        english = problem_answer(NotFound(), {})
    with translation.override("zh-hans"):
        chinese = problem_answer(NotFound(), {})
    assert english is not None
    assert chinese is not None
    assert english.data["title"].startswith("Nothing was found")
    assert chinese.data["title"].startswith("没有找到")


def test_each_wrong_field_has_its_own_sentence() -> None:
    answer = problem_answer(WrongInput(fields={"elder": "not_found"}), {})
    assert answer is not None
    assert "elder" in answer.data["fields"]


def test_nested_complaints_are_named_by_their_path() -> None:
    complaint = exceptions.ValidationError(
        {"position": {"lat": ["too far north"]}, "dishes": [{}, {"count": ["too many"]}]}
    )
    answer = problem_answer(complaint, {})
    assert answer is not None
    assert answer.status_code == 422
    assert answer.data["fields"] == {"position.lat": "too far north", "dishes.1.count": "too many"}


def test_unreadable_json_is_malformed_and_not_a_fault() -> None:
    answer = problem_answer(exceptions.ParseError(), {})
    assert answer is not None
    assert (answer.status_code, answer.data["code"]) == (400, "malformed")


def test_a_real_fault_is_left_to_be_reported() -> None:
    assert problem_answer(RuntimeError("a fault"), {}) is None


@pytest.mark.django_db
def test_an_unknown_address_is_a_problem_and_not_a_page(client: Client) -> None:
    answer = client.get("/api/v1/nothing-here")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"


def test_after_a_fault_the_answer_says_that_nothing_was_changed_and_not_what_broke() -> None:
    answer = broken(RequestFactory().get("/api/v1/work-orders", headers={"Accept-Language": "en"}))
    assert answer.status_code == 500
    assert json.loads(answer.content)["code"] == "broken"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "field", "remedy"),
    [
        ({"id_number": None}, "id_number", "Leave it out"),
        ({"station": "ST7777"}, "station", "Check it"),
        ({"name": "a\0b"}, "name", "Take them out"),
        ({"name": "\ud800"}, "name", "Take them out"),
    ],
)
def test_a_field_is_told_its_remedy_and_nothing_of_our_insides(
    typed: dict[str, object], field: str, remedy: str
) -> None:
    client = signed_in(make_account(Role.ADMINISTRATOR))
    body = json.dumps(typed)
    said = [
        client.post("/api/v1/elders", body, "application/json", headers={"Accept-Language": language})
        for language in ("en", "zh-CN")
    ]
    english, chinese = (answer.json()["fields"][field] for answer in said)
    assert remedy in english
    assert not re.search("[a-z]", chinese)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("work-orders?complaint=\ud83e", "complaint"),
        ("work-orders?complaint=SHOUTED", "complaint"),
        ("work-orders?state=CREATED&state=GONE", "state"),
        ("elders?state=gone", "state"),
        ("divisions?level=moon", "level"),
        ("plans?state=gone", "state"),
        ("oversight/accuracy?by=mood", "by"),
        ("oversight/work-orders?first_fail=C10", "first_fail"),
        ("oversight/complaints?complaint=LOUD", "complaint"),
        ("oversight/work-orders?accurate=perhaps", "accurate"),
        ("work-orders?mine=perhaps", "mine"),
    ],
)
def test_a_choice_that_an_address_cannot_make_is_told_what_there_is(path: str, field: str) -> None:
    client = signed_in(make_account(Role.ADMINISTRATOR))
    answer = client.get(f"/api/v1/{quote(path, safe='?&=/', errors='surrogatepass')}")
    assert answer.status_code == 422
    assert "可选：" in answer.json()["fields"][field]


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["neither", "\ud800", 7, [], {}])
def test_a_choice_that_a_body_cannot_make_is_told_what_there_is(given: object) -> None:
    client = signed_in(make_account(Role.ADMINISTRATOR))
    answer = client.post("/api/v1/elders", json.dumps({"sex": given}), "application/json")
    assert answer.status_code == 422
    assert "可选：female、male" in answer.json()["fields"]["sex"]


@pytest.mark.django_db
def test_a_body_that_is_no_object_is_named_as_the_request() -> None:
    client = signed_in(make_account(Role.ADMINISTRATOR))
    answer = client.post("/api/v1/elders", "[1]", "application/json")
    assert list(answer.json()["fields"]) == ["request"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["oversight/accuracy", "oversight/work-orders"])
@pytest.mark.parametrize("code", ["12", "15060200100a", "15060200100１"])
def test_a_division_code_is_told_to_have_twelve_digits(path: str, code: str) -> None:
    answer = get(signed_in(make_account(Role.ADMINISTRATOR)), path, division=code)
    assert answer.status_code == 422
    assert "12 位数字" in answer.json()["fields"]["division"]
