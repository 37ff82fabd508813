"""Routing's certificates, condensed."""

from dispatch.planning.explaining import condensed


def test_each_carer_has_one_reason_the_one_that_rules_them_out_altogether() -> None:
    certificate = {
        "visit": "WO1",
        "finding": "blocked_by",
        "blockers": ["WO2"],
        "hindrances": [
            {"carer": "C2", "code": "pushes", "shift": 0, "place": 1, "pushed": "WO2"},
            {"carer": "C1", "code": "skill"},
            {"carer": "C2", "code": "window", "shift": 0, "place": 2},
            {"carer": "C2", "code": "window", "shift": 0, "place": 3},
        ],
        "relaxation": {"rule": "window", "seconds": 90},
    }
    assert condensed(certificate) == {
        "visit": "WO1",
        "finding": "blocked_by",
        "blockers": ["WO2"],
        "reasons": [{"carer": "C1", "code": "skill"}, {"carer": "C2", "code": "window"}],
        "relaxation": {"rule": "window", "seconds": 90},
        "rules": [],
    }


def test_a_certificate_may_have_nothing_but_its_finding() -> None:
    assert condensed({"visit": "WO1", "finding": "not_worth_it"}) == {
        "visit": "WO1",
        "finding": "not_worth_it",
        "blockers": [],
        "reasons": [],
        "relaxation": None,
        "rules": [],
    }


def test_the_rules_that_together_forbid_a_visit_are_kept() -> None:
    certificate = {"visit": "WO1", "finding": "impossible", "rules": ["credential", "shift"]}
    assert condensed(certificate)["rules"] == ["credential", "shift"]
