"""Why an order is in no round, in the reader's words."""

from collections.abc import Mapping
from typing import Any

from dispatch.planning.certificates import Verdict
from stations.ground.messages import sentence

AREA = "plan_reasons"


def worded_left_out(code: str) -> dict[str, Any]:
    """The answer for an order that no plan could hold: one reason that names no caregiver."""
    reason = {"caregiver": None, "code": code, "text": sentence(AREA, code)}
    return {"verdict": Verdict.IMPOSSIBLE, "blocked_by": [], "reasons": [reason], "relaxation": None}


def worded_certificate(certificate: Mapping[str, Any]) -> dict[str, Any]:
    """The answer for an order that the solver left out."""
    return {
        "verdict": certificate["verdict"],
        "blocked_by": list(certificate["blocked_by"]),
        "reasons": [_worded(reason) for reason in certificate["reasons"]],
        "relaxation": None,
    }


def _worded(reason: Mapping[str, str]) -> dict[str, Any]:
    about = sentence(AREA, reason["about"]) if reason["about"] else ""
    text = sentence(AREA, reason["code"], caregiver=reason["carer"], about=about)
    return {"caregiver": reason["carer"], "code": reason["code"], "text": text}
