"""Why an order is in no round and what would help, in the reader's words."""

from collections.abc import Mapping
from typing import Any

from stations.ground.messages import area_sentences, sentence, spoken

AREA = "plan_reasons"
IMPOSSIBLE = "impossible"
FINDINGS = (IMPOSSIBLE, "blocked_by", "not_worth_it", "missed", "not_explained")


def worded_left_out(code: str) -> dict[str, Any]:
    """The answer for an order that no plan could hold: one reason, which names no caregiver."""
    reason = {"caregiver": None, "code": code, "text": sentence(AREA, code)}
    return {"verdict": IMPOSSIBLE, "blocked_by": [], "reasons": [reason], "relaxation": None, "rules": []}


def worded_certificate(certificate: Mapping[str, Any]) -> dict[str, Any]:
    """The answer for an order that the solver left out; an empty certificate was too long in the making."""
    if not certificate:
        reason = {"caregiver": None, "code": "not_explained", "text": sentence(AREA, "not_explained")}
        return {
            "verdict": "not_explained",
            "blocked_by": [],
            "reasons": [reason],
            "relaxation": None,
            "rules": [],
        }
    relaxation = certificate["relaxation"]
    return {
        "verdict": certificate["finding"],
        "blocked_by": list(certificate["blockers"]),
        "reasons": [_reason(each["carer"], each["code"]) for each in certificate["reasons"]],
        "relaxation": _relaxation(relaxation) if relaxation else None,
        # Certificates of older runs name no rules.
        "rules": [_rule(code) for code in certificate.get("rules", ())],
    }


def _reason(caregiver: str, code: str) -> dict[str, str]:
    return {
        "caregiver": caregiver,
        "code": code,
        "text": _text(f"why_{code}", "why_other", caregiver=caregiver),
    }


def _rule(code: str) -> dict[str, str]:
    return {"code": code, "text": _text(f"rule_{code}", "rule_other")}


def _relaxation(relaxation: Mapping[str, Any]) -> dict[str, Any]:
    """Minutes are rounded up: what is too little does not help."""
    seconds, caregiver = relaxation.get("seconds"), relaxation.get("carer", "")
    minutes = -(-seconds // 60) if seconds else 0
    text = _text(f"relax_{relaxation['rule']}", "relax_other", minutes=minutes, caregiver=caregiver)
    return {"code": relaxation["rule"], "text": text, "seconds": seconds, "caregiver": caregiver or None}


def _text(code: str, otherwise: str, **facts: object) -> str:
    """The sentence of a code of routing's; a rule it learned after us still gets a sentence."""
    known = area_sentences(spoken(), AREA)
    return sentence(AREA, code if code in known else otherwise, **facts)
