"""What a view raises becomes one kind of answer, in the person's language."""

import json

import pytest
from django.test import Client, RequestFactory
from django.utils import translation
from rest_framework import exceptions

from eldercare.errors import broken, problem_answer
from stations.ground.refusal import NotFound, WrongInput


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
    assert english.data["title"].startswith("There is no such thing")
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
