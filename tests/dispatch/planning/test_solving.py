"""A run from the queue to a checked plan, with the real solver in its own process."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from dispatch.planning.acts import cancel
from dispatch.planning.models import Failure, PlanRun, RunState
from dispatch.planning.process import Progress, SolverFailed, SolverTimeout, watch
from dispatch.planning.showing import shown_plan
from dispatch.planning.solving import solve_run
from dispatch.planning.stored import plan_of, problem_of
from routing.check import check
from routing.documents import read_plan
from routing.plan import Bound, Plan, Stop
from stations.people.models import Occupation
from tests.builders.stations import DAY, at, make_caregiver
from tests.dispatch.planning.days import StationDay

pytestmark = pytest.mark.django_db


def test_a_day_is_planned_checked_and_kept() -> None:
    day = StationDay()
    day.carer()
    orders = [day.order(begins=at(hour)) for hour in (9, 10, 14)]
    run = day.planned()
    assert run.state == RunState.READY
    assert run.summary["served"] == len(orders)
    problem, plan = problem_of(run), plan_of(run)
    assert problem is not None
    assert plan is not None
    assert check(problem, plan).feasible
    assert plan.problem_hash == run.bundle_hash
    assert run.progress == 1


def test_two_who_go_together_start_together() -> None:
    day = StationDay()
    day.carer()
    day.carer()
    order = day.order("bath_service")
    rounds = shown_plan(day.planned()).rounds
    starts = [stop.start_at for each in rounds for stop in each.stops if stop.order == order]
    assert len(starts) == 2
    assert starts[0] == starts[1]


def test_a_meal_is_loaded_after_it_is_cooked_and_handed_over_hot() -> None:
    day = StationDay()
    day.carer(occupation=Occupation.MEAL_COURIER)
    orders = [day.order("meal_service", at(11)) for _ in range(5)]
    (round_,) = shown_plan(day.planned()).rounds
    pickups = [stop for stop in round_.stops if stop.kind == "pickup"]
    meals = [stop for stop in round_.stops if stop.order in orders]
    assert len(meals) == len(orders)
    assert all(stop.start_at >= at(10, 40) for stop in pickups)
    assert all(stop.end_at <= at(12, 40) for stop in meals)


def test_a_round_goes_forward_in_time_from_leaving_to_being_home() -> None:
    day = StationDay()
    day.carer()
    for hour in (9, 11, 15):
        day.order(begins=at(hour))
    (round_,) = shown_plan(day.planned()).rounds
    instants = [round_.starts_at]
    for stop in round_.stops:
        instants += [stop.arrive_at, stop.start_at, stop.end_at]
    instants.append(round_.ends_at)
    assert all(earlier <= later for earlier, later in pairwise(instants))


def test_who_holds_an_expired_paper_gets_no_visit_and_the_certificate_says_why() -> None:
    day = StationDay()
    expired = day.carer()
    order = day.order()
    expired.credentials.update(valid_until=at(12, day=DAY).date().replace(day=1))
    run = day.planned()
    (unserved,) = shown_plan(run).unserved
    assert unserved.order == order
    assert unserved.certificate["finding"] == "impossible"
    assert {reason["code"] for reason in unserved.certificate["reasons"]} == {"credential"}
    assert unserved.certificate["rules"] == ["credential"]


def test_a_visit_crowded_out_names_the_visits_served_in_its_place() -> None:
    day = StationDay()
    day.carer()
    orders = {
        day.order("cleaning_service", begins=at(9)).number,
        day.order("cleaning_service", begins=at(9)).number,
    }
    run = day.planned()
    (unserved,) = shown_plan(run).unserved
    assert unserved.certificate["finding"] == "blocked_by"
    assert {unserved.order.number, *unserved.certificate["blockers"]} == orders


def test_what_is_known_of_all_other_plans_is_kept_with_the_plan() -> None:
    day = StationDay()
    day.carer()
    day.order("cleaning_service", begins=at(9))
    day.order("cleaning_service", begins=at(9))
    bound = shown_plan(day.planned()).bound
    assert bound is not None
    assert bound.proven
    assert bound.fewest_unserved == 1


def test_an_order_left_out_beforehand_counts_among_those_that_no_plan_could_hold() -> None:
    day = StationDay()
    day.carer()
    make_caregiver(day.station)
    day.order()
    day.order("bath_service")
    bound = shown_plan(day.planned()).bound
    assert bound is not None
    assert bound.fewest_unserved == 1


def test_a_proof_that_the_judge_contradicts_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    day = StationDay()
    day.carer()
    day.order()
    run = day.asked()

    def boasting(data: bytes) -> Plan:
        """The plan, called the best though it costs more than the least it names."""
        return replace(read_plan(data), bound=Bound(cost=-1, proven=True))

    monkeypatch.setattr("dispatch.planning.solving.read_plan", boasting)
    solve_run(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.READY
    bound = shown_plan(run).bound
    assert bound is not None
    assert not bound.proven


def test_an_empty_day_is_ready_at_once() -> None:
    run = StationDay().planned()
    assert run.state == RunState.READY
    assert run.summary["served"] == 0
    assert plan_of(run) is None
    assert shown_plan(run).bound is None


def test_a_run_cancelled_while_it_is_solved_stays_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    day = StationDay()
    day.carer()
    day.order()
    run = day.asked(seconds=30)

    def beat_then_cancel(*, run: PlanRun, **_: object) -> bool:
        cancel(run=run, by=day.operator, at=at(9))
        return False

    monkeypatch.setattr("dispatch.planning.acts.running.beat", beat_then_cancel)
    solve_run(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.CANCELLED
    assert run.plan is None


def test_while_it_is_solved_orders_left_out_beforehand_count_among_the_unplaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day = StationDay()
    day.carer()
    make_caregiver(day.station)
    day.order()
    day.order("bath_service")
    run = day.asked()

    def told_once(*_: object, goes_on: Callable[[Progress], bool], **__: object) -> None:
        goes_on({"fraction": 0.5, "cost": 7, "unserved": 1})
        raise SolverFailed

    monkeypatch.setattr("dispatch.planning.solving.watch", told_once)
    solve_run(run.pk)
    run.refresh_from_db()
    assert len(run.left_out) == 1
    assert (run.progress, run.best_cost, run.unplaced) == (0.5, 7, 2)


def test_a_run_that_is_not_queued_is_left_alone() -> None:
    run = StationDay().planned()
    solve_run(run.pk)
    run.refresh_from_db()
    assert run.attempts == 1


def test_a_solver_that_breaks_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    day = StationDay()
    day.carer()
    day.order()
    run = day.asked()
    # What is written for the solver is cut off, as on a full disk.
    monkeypatch.setattr("dispatch.planning.solving.write_problem", lambda _: "{")
    solve_run(run.pk)
    run.refresh_from_db()
    assert (run.state, run.failure) == (RunState.FAILED, Failure.SOLVER_FAILED)


def test_a_plan_that_breaks_a_rule_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    day = StationDay()
    day.carer()
    day.order()
    run = day.asked()

    def an_hour_early(data: bytes) -> Plan:
        """The plan, with everybody at the door an hour before the window opens."""
        plan = read_plan(data)
        return replace(plan, rounds=tuple(replace(each, stops=_earlier(each.stops)) for each in plan.rounds))

    monkeypatch.setattr("dispatch.planning.solving.read_plan", an_hour_early)
    solve_run(run.pk)
    run.refresh_from_db()
    assert (run.state, run.failure) == (RunState.FAILED, Failure.PLAN_INFEASIBLE)
    assert run.plan is None


def _earlier(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    return tuple(replace(stop, start_at=stop.start_at - 3600) for stop in stops)


class TestWatching:
    def test_a_command_that_goes_on_too_long_is_ended(self) -> None:
        with pytest.raises(SolverTimeout):
            watch(["solve", "/dev/stdin", "-o", "/dev/null"], limit_seconds=0, goes_on=self.always)

    def test_the_last_words_of_a_failing_command_are_kept(self) -> None:
        with pytest.raises(SolverFailed, match="no-such-problem"):
            watch(["solve", "/no-such-problem", "-o", "/x"], limit_seconds=60, goes_on=self.always)

    @staticmethod
    def always(_: Progress) -> bool:
        return True
