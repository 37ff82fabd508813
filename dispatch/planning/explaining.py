"""Certificates for the visits a plan leaves out: routing's, condensed to one reason a carer."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dispatch.planning.process import Progress, SolverTimeout, watch

# Every place of every round is tried for every visit left out; beyond this the plan is needed more.
LIMIT_SECONDS = 120.0

Certificate = dict[str, Any]


def certificates(asked: Path, answer: Path, *, goes_on: Callable[[Progress], bool]) -> list[Certificate]:
    """A certificate for each unserved visit; none at all when that takes too long.

    Raises Stopped or SolverFailed.
    """
    said = answer.with_name("certificates.json")
    try:
        watch(("explain", asked, answer, "--json"), limit_seconds=LIMIT_SECONDS, goes_on=goes_on, output=said)
    except SolverTimeout:
        return []
    return [condensed(each) for each in json.loads(said.read_text(encoding="utf-8"))]


def condensed(certificate: Certificate) -> Certificate:
    """A certificate with one reason for each carer instead of one for each place of each round."""
    by_carer: dict[str, list[dict[str, Any]]] = {}
    for each in certificate.get("hindrances", ()):
        by_carer.setdefault(each["carer"], []).append(each)
    return {
        "visit": certificate["visit"],
        "finding": certificate["finding"],
        "blockers": list(certificate.get("blockers", ())),
        "reasons": [{"carer": carer, "code": _telling(found)} for carer, found in sorted(by_carer.items())],
        "relaxation": certificate.get("relaxation"),
        "rules": list(certificate.get("rules", ())),
    }


def _telling(hindrances: Sequence[dict[str, Any]]) -> str:
    """The code that says most: what rules the carer out altogether, else what was met most often."""
    outright = [each["code"] for each in hindrances if each.get("place") is None]
    if outright:
        return str(outright[0])
    return Counter(str(each["code"]) for each in hindrances).most_common(1)[0][0]
