"""Each criterion, met and broken in each way it can be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from dispatch.orders.models import Assignment, Move
from dispatch.quality.criteria import CRITERIA, Reason
from dispatch.quality.facts import OrderFacts
from dispatch.quality.limits import Limits
from dispatch.quality.models import Answer, Criterion
from dispatch.visits.models import ProofKind
from stations.people.models import Caregiver
from tests.dispatch.quality import cases
from tests.dispatch.quality.cases import ELEVEN, TEN, health_check, lunch

MINUTE = timedelta(minutes=1)


def answer_to(criterion: Criterion, facts: OrderFacts) -> tuple[Answer, Reason]:
    found = CRITERIA[criterion](facts, Limits())
    return found.answer, found.reason


@pytest.mark.parametrize("criterion", Criterion)
def test_a_visit_that_went_well_meets_every_criterion(criterion: Criterion) -> None:
    assert answer_to(criterion, health_check())[0] == Answer.PASS


def test_a_meal_that_went_well_meets_all_but_duration_which_is_not_asked() -> None:
    answers = {criterion: answer_to(criterion, lunch())[0] for criterion in Criterion}
    assert answers.pop(Criterion.C6) == Answer.NOT_APPLICABLE
    assert set(answers.values()) == {Answer.PASS}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"mock": True}, (Answer.FAIL, Reason.MOCK_POSITION)),
        ({"distance_meters": 201.0}, (Answer.FAIL, Reason.TOO_FAR)),
        ({"distance_meters": 200.0}, (Answer.PASS, Reason.AT_THE_HOME)),
        ({"distance_meters": None, "latitude": None}, (Answer.UNVERIFIED, Reason.LOCATION_OFF)),
        ({"accuracy_meters": 101.0}, (Answer.UNVERIFIED, Reason.POSITION_TOO_ROUGH)),
        ({"accuracy_meters": None}, (Answer.UNVERIFIED, Reason.POSITION_TOO_ROUGH)),
        ({"mock": None}, (Answer.UNVERIFIED, Reason.MOCK_UNKNOWN)),
    ],
)
def test_the_place_is_only_right_with_two_sharp_real_fixes_near_the_home(
    changes: dict[str, object], expected: tuple[Answer, Reason]
) -> None:
    assert answer_to(Criterion.C4, cases.with_evidence(health_check(), **changes)) == expected


def test_one_fix_is_not_enough_to_tell_the_place() -> None:
    facts = health_check()
    one_fix = replace(facts, evidence=facts.shown(Move.CHECK_IN))
    assert answer_to(Criterion.C4, one_fix) == (Answer.UNVERIFIED, Reason.LOCATION_OFF)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"proof_valid": False}, (Answer.FAIL, Reason.PROOF_DID_NOT_MATCH)),
        ({"proof_valid": None}, (Answer.UNVERIFIED, Reason.PROOF_NOT_CHECKED)),
        ({"proof_kind": ProofKind.NONE, "proof_valid": None}, (Answer.UNVERIFIED, Reason.NO_PROOF)),
    ],
)
def test_the_person_is_only_right_with_a_proof_that_matched(
    changes: dict[str, object], expected: tuple[Answer, Reason]
) -> None:
    assert answer_to(Criterion.C1, cases.with_evidence(health_check(), **changes)) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], (Answer.UNVERIFIED, Reason.NO_CHECKLIST)),
        ([{"service": "health_check", "done": False}], (Answer.FAIL, Reason.SERVICE_NOT_DONE)),
        ([{"service": "cleaning_service", "done": True}], (Answer.FAIL, Reason.OTHER_SERVICE_DONE)),
    ],
)
def test_the_service_is_only_right_when_what_was_ordered_is_ticked(
    items: list[dict[str, object]], expected: tuple[Answer, Reason]
) -> None:
    assert answer_to(Criterion.C2, cases.with_evidence(health_check(), items_done=items)) == expected


def test_a_worker_who_was_not_assigned_is_the_wrong_one() -> None:
    facts = replace(health_check(), assignments=[])
    assert answer_to(Criterion.C3, facts) == (Answer.FAIL, Reason.WORKER_NOT_ASSIGNED)


def test_a_worker_taken_off_the_order_before_check_in_is_the_wrong_one() -> None:
    facts = health_check()
    facts.assignments[0].ended_at = TEN - MINUTE
    assert answer_to(Criterion.C3, facts) == (Answer.FAIL, Reason.WORKER_NOT_ASSIGNED)


def test_one_worker_where_two_are_needed_is_too_few() -> None:
    facts = health_check()
    facts.order.caregivers_needed = 2
    assert answer_to(Criterion.C3, facts) == (Answer.FAIL, Reason.TOO_FEW_WORKERS)


def test_the_second_of_two_workers_shows_their_presence_by_starting_the_service() -> None:
    facts = health_check()
    facts.order.caregivers_needed = 2
    second = Caregiver(pk=8, number="C8")
    started = cases.shown(Move.START_SERVICE, pk=13, at=TEN, caregiver=second)
    papers = {**facts.credentials, second.pk: facts.credentials[cases.WANG.pk]}
    assigned = [
        *facts.assignments,
        Assignment(caregiver=second, assigned_at=facts.assignments[0].assigned_at),
    ]
    both = replace(facts, evidence=[*facts.evidence, started], credentials=papers, assignments=assigned)
    assert answer_to(Criterion.C3, both) == (Answer.PASS, Reason.WORKER_AS_ASSIGNED)


def test_papers_that_ran_out_the_day_before_are_not_valid() -> None:
    facts = health_check()
    facts.credentials[cases.WANG.pk][0].valid_until = date(2026, 11, 22)
    assert answer_to(Criterion.C3, facts) == (Answer.FAIL, Reason.CREDENTIAL_NOT_VALID)


def test_without_any_check_in_evidence_the_worker_is_unverified() -> None:
    facts = replace(health_check(), evidence=[])
    assert answer_to(Criterion.C3, facts) == (Answer.UNVERIFIED, Reason.NO_CHECK_IN_EVIDENCE)


@pytest.mark.parametrize(
    ("started", "expected"),
    [
        (TEN - 15 * MINUTE, (Answer.PASS, Reason.ON_TIME)),
        (TEN - 16 * MINUTE, (Answer.FAIL, Reason.TOO_EARLY)),
        (ELEVEN + 15 * MINUTE, (Answer.PASS, Reason.ON_TIME)),
        (ELEVEN + 16 * MINUTE, (Answer.FAIL, Reason.TOO_LATE)),
    ],
)
def test_a_visit_may_begin_a_quarter_of_an_hour_outside_its_window(
    started: datetime, expected: tuple[Answer, Reason]
) -> None:
    assert answer_to(Criterion.C5, cases.moved(health_check(), Move.CHECK_IN, to=started)) == expected


def test_a_meal_has_no_tolerance_at_the_end_of_its_window() -> None:
    facts = cases.moved(lunch(), Move.CHECK_IN, to=ELEVEN + MINUTE)
    assert answer_to(Criterion.C5, facts) == (Answer.FAIL, Reason.TOO_LATE)


def test_a_meal_more_than_two_hours_from_the_stove_is_too_old_even_inside_its_window() -> None:
    facts = lunch()
    facts.order.cooked_at = TEN + 10 * MINUTE - timedelta(hours=2, seconds=1)
    assert answer_to(Criterion.C5, facts) == (Answer.FAIL, Reason.MEAL_TOO_OLD)


def test_a_meal_nobody_knows_the_cooking_time_of_is_unverified() -> None:
    facts = lunch()
    facts.order.cooked_at = None
    assert answer_to(Criterion.C5, facts) == (Answer.UNVERIFIED, Reason.COOKING_TIME_UNKNOWN)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(19, Answer.FAIL), (20, Answer.PASS), (37, Answer.PASS), (38, Answer.FAIL)],
)
def test_a_visit_of_25_minutes_may_take_from_20_to_37(minutes: int, expected: Answer) -> None:
    facts = cases.moved(health_check(), Move.CHECK_OUT, to=TEN + (5 + minutes) * MINUTE)
    assert answer_to(Criterion.C6, facts)[0] == expected


def _back_filled(facts: OrderFacts) -> OrderFacts:
    return cases.with_evidence(facts, received_at=TEN + timedelta(days=1))


def _from_the_future(facts: OrderFacts) -> OrderFacts:
    return cases.with_evidence(facts, received_at=TEN - timedelta(hours=1))


def _no_position(facts: OrderFacts) -> OrderFacts:
    return cases.with_evidence(facts, latitude=None)


def _started(facts: OrderFacts, *, minutes: int) -> OrderFacts:
    """The service is said to have begun so long after ten; check-in was at 10:05, check-out at 10:30."""
    return cases.followed_by(facts, cases.event(Move.START_SERVICE, at=TEN + timedelta(minutes=minutes)))


def _out_before_in(facts: OrderFacts) -> OrderFacts:
    return cases.moved(facts, Move.CHECK_OUT, to=TEN)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_back_filled, (Answer.UNVERIFIED, Reason.REPORTED_TOO_LATE)),
        (_from_the_future, (Answer.FAIL, Reason.FROM_THE_FUTURE)),
        (_no_position, (Answer.UNVERIFIED, Reason.EVIDENCE_INCOMPLETE)),
        (_out_before_in, (Answer.FAIL, Reason.TIMES_OUT_OF_ORDER)),
        (partial(_started, minutes=0), (Answer.FAIL, Reason.TIMES_OUT_OF_ORDER)),
        (partial(_started, minutes=35), (Answer.FAIL, Reason.TIMES_OUT_OF_ORDER)),
        # Two carers' tablets differ by as much as clocks may.
        (partial(_started, minutes=3), (Answer.PASS, Reason.EVIDENCE_COMPLETE)),
        (partial(_started, minutes=32), (Answer.PASS, Reason.EVIDENCE_COMPLETE)),
    ],
)
def test_a_record_that_cannot_be_believed_does_not_pass(
    spoil: Callable[[OrderFacts], OrderFacts], expected: tuple[Answer, Reason]
) -> None:
    assert answer_to(Criterion.C7, spoil(health_check())) == expected


def test_a_call_back_that_hears_it_never_took_place_fails_whatever_comes_later() -> None:
    denied = cases.event(Move.CALL_BACK, at=ELEVEN, reason="not_delivered")
    praised = cases.event(Move.CALL_BACK, at=ELEVEN)
    facts = cases.followed_by(health_check(), denied, praised)
    assert answer_to(Criterion.C8, facts) == (Answer.FAIL, Reason.DENIED_BY_ELDER)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["satisfied"], (Answer.PASS, Reason.RATED_GOOD)),
        (["很好"], (Answer.PASS, Reason.NO_OBJECTION)),
        (["complaint_manners"], (Answer.UNVERIFIED, Reason.COMPLAINT_OPEN)),
        (["complaint_late", "complaint_upheld"], (Answer.FAIL, Reason.COMPLAINT_UPHELD)),
        (["complaint_late", "complaint_dismissed"], (Answer.PASS, Reason.COMPLAINT_DISMISSED)),
    ],
)
def test_a_complaint_counts_as_those_above_the_station_decide_it(
    said: list[str], expected: tuple[Answer, Reason]
) -> None:
    moves = (Move.EVALUATE, Move.DECIDE_COMPLAINT)
    told = [cases.event(move, at=ELEVEN, reason=reason) for move, reason in zip(moves, said, strict=False)]
    assert answer_to(Criterion.C8, cases.followed_by(health_check(), *told)) == expected


def test_a_call_back_that_hears_it_never_took_place_outweighs_any_rating() -> None:
    denied = cases.event(Move.CALL_BACK, at=ELEVEN, reason="not_delivered")
    praised = cases.event(Move.EVALUATE, at=ELEVEN, reason="satisfied")
    assert answer_to(Criterion.C8, cases.followed_by(health_check(), denied, praised)) == (
        Answer.FAIL,
        Reason.DENIED_BY_ELDER,
    )


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([], (Answer.UNVERIFIED, Reason.NO_CHARGE_RECORDED)),
        ([{"funder": "elder", "fen": 1799}], (Answer.FAIL, Reason.CHARGE_DOES_NOT_ADD_UP)),
    ],
)
def test_a_charge_is_right_only_to_the_fen(
    shares: list[dict[str, object]], expected: tuple[Answer, Reason]
) -> None:
    facts = health_check()
    facts.order.funder_shares = shares
    assert answer_to(Criterion.C9, facts) == expected
