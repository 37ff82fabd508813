"""Reasons in words."""

import pytest
from django.utils.translation import override

from dispatch.orders.matching import Misfit
from dispatch.planning.bundle.visits import LeftOut
from dispatch.planning.reasons import FINDINGS, worded_certificate, worded_left_out
from routing.explain import Finding
from stations.ground.messages import CHINESE, ENGLISH, area_sentences
from stations.people.models import CredentialKind

# What routing/solver/master/rules.py puts under a flag, and the rules on persons of `rules_against`.
FORBIDDING = (
    "pinned_carer",
    "skill",
    "credential",
    "forbidden_carer",
    "carer_not_allowed",
    "sex",
    "language",
    "box_overfull",
    "overloaded",
    "window",
    "pinned_time",
    "not_together",
    "gap",
    "meal_not_ready",
    "meal_cold",
    "kitchen_closed",
    "shift",
    "break_missing",
    "break_load",
    "maximum_work",
    "maximum_travel",
    "maximum_travel_meters",
    "maximum_visits",
)


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_every_code_of_ours_has_its_sentence(language: str) -> None:
    codes = {str(each) for kind in (Misfit, LeftOut, CredentialKind) for each in kind}
    assert codes <= set(area_sentences(language, "plan_reasons"))


def test_every_finding_of_routing_is_one_we_declare() -> None:
    assert {each.value for each in Finding} < set(FINDINGS)


def test_a_relaxation_is_told_in_minutes_rounded_up() -> None:
    with override("en"):
        worded = worded_certificate(
            certificate(relaxation={"rule": "overtime", "seconds": 61, "carer": "C7"})
        )
    assert worded["relaxation"] == {
        "code": "overtime",
        "text": "It would fit if carer C7 worked 2 min longer.",
        "seconds": 61,
        "caregiver": "C7",
    }


def test_a_rule_routing_learned_after_us_still_gets_a_sentence() -> None:
    with override("en"):
        worded = worded_certificate(certificate(reasons=[{"carer": "C7", "code": "astrology"}]))
    assert worded["reasons"] == [
        {"caregiver": "C7", "code": "astrology", "text": "Without a place for this order in the day: C7."}
    ]


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_every_rule_that_can_forbid_a_visit_has_its_sentence(language: str) -> None:
    assert {f"rule_{code}" for code in FORBIDDING} <= set(area_sentences(language, "plan_reasons"))


def test_the_rules_that_together_forbid_a_visit_are_told_one_by_one() -> None:
    with override("en"):
        worded = worded_certificate(certificate(finding="impossible", rules=["window", "astrology"]))
    assert worded["rules"] == [
        {"code": "window", "text": "It must begin in the time asked for."},
        {"code": "astrology", "text": "Another rule of the day must be kept."},
    ]


def test_a_certificate_kept_before_rules_were_named_has_none() -> None:
    assert worded_certificate(certificate())["rules"] == []
    assert worded_certificate({})["rules"] == []


def test_no_certificate_is_said_to_be_none() -> None:
    assert worded_certificate({})["verdict"] == "not_explained"


def test_an_order_left_out_before_solving_is_impossible_for_everybody() -> None:
    with override("zh-hans"):
        worded = worded_left_out(LeftOut.WINDOW_PAST)
    assert worded["verdict"] == "impossible"
    assert worded["reasons"][0]["caregiver"] is None
    assert "已经过去" in worded["reasons"][0]["text"]


def certificate(**changed: object) -> dict[str, object]:
    """A certificate as a run keeps it."""
    plain: dict[str, object] = {
        "visit": "WO1",
        "finding": "blocked_by",
        "blockers": [],
        "reasons": [],
        "relaxation": None,
    }
    return {**plain, **changed}
