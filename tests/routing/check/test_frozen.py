"""What the past of a shift leaves to judge: it is told as it was, and binds only what is still to come."""

from dataclasses import replace

from routing.check import check
from routing.plan import Plan, Round, Stop
from routing.problem import Carer, Frozen, FrozenStop, Precedence, Starts
from tests.routing.check.by_hand import EIGHT, LIN, NINE, NOON, TEN, WU, codes, stop, walked
from tests.routing.small_days import HOUR, MINUTE, alone, carer, day, hours, visit

DONE = FrozenStop("v", NINE)


def begun(who: Carer, *stops_: FrozenStop, free_at: int = TEN) -> Carer:
    return replace(who, frozen=Frozen("near", free_at, stops_))


def past(start: int = NINE, about: str = "v") -> Stop:
    return stop(about, start, frozen=True)


def test_the_frozen_beginning_is_told_as_it_was() -> None:
    problem = day([begun(LIN, DONE), WU], [visit("v"), visit("w")])
    ahead = stop("w", TEN)
    home = TEN + 31 * MINUTE
    assert codes(problem, Round("lin", 0, TEN, home, (past(), ahead))) == []
    assert codes(problem, Round("lin", 0, TEN, home, (past(NINE + 1), ahead))) == ["frozen_changed"]
    assert codes(problem, Round("lin", 0, TEN, home, (ahead, past()))) == ["frozen_changed"]
    assert codes(problem, Round("lin", 0, TEN, home, (ahead,)), unserved=("v",)) == ["frozen_changed"]
    elsewhere = Round("wu", 0, EIGHT, home, (past(), ahead))
    assert "frozen_changed" in codes(problem, elsewhere)
    early = Round(
        "lin",
        0,
        TEN - 1,
        home - 1,
        (past(), replace(ahead, arrive_at=TEN - 1, start_at=TEN - 1, end_at=ahead.end_at - 1)),
    )
    assert codes(problem, early) == ["left_too_early"]


def test_a_round_that_is_over_owes_no_way_home() -> None:
    over = carer("lin", hours=(8, 10), frozen=Frozen("near", TEN + 1, (DONE,)))
    problem = alone(over, visit("v"))
    verdict = check(problem, Plan((Round("lin", 0, NINE, NINE + 30 * MINUTE, (past(),)),)))
    assert verdict.broken == ()
    assert verdict.terms["travel"] == 0
    open_still = alone(carer("lin", hours=(8, 10), frozen=Frozen("near", TEN, (DONE,))), visit("v"))
    verdict = check(open_still, Plan((Round("lin", 0, TEN, TEN + MINUTE, (past(),)),)))
    assert verdict.broken == ()
    assert verdict.terms["travel"] == MINUTE


def test_limits_that_the_past_exceeded_only_forbid_more() -> None:
    problem = day([begun(carer("lin", maximum_visits=0), DONE)], [visit("v"), visit("w")])
    only_past = Round("lin", 0, TEN, TEN + MINUTE, (past(),))
    assert codes(problem, only_past, unserved=("w",)) == []
    more = Round("lin", 0, TEN, TEN + 31 * MINUTE, (past(), stop("w", TEN)))
    assert codes(problem, more) == ["maximum_visits"]


def test_starts_that_only_the_past_set_apart_break_nothing() -> None:
    for starts in (Starts.TOGETHER, Starts.ORDERED):
        bath = visit("v", carers=2, starts=starts, gap_maximum_seconds=0)
        problem = day([begun(LIN, DONE), begun(WU, FrozenStop("v", NINE + 60, 1))], [bath])
        lin = Round("lin", 0, TEN, TEN + MINUTE, (past(),))
        wu = Round("wu", 0, TEN, TEN + MINUTE, (replace(past(NINE + 60), part=1),))
        assert codes(problem, lin, wu) == []
        assert codes(problem, lin, wu, unserved=("v",)) == ["served_and_unserved"]


def test_a_gap_is_judged_from_what_has_begun_to_what_is_still_to_come() -> None:
    crowd = visit("v", carers=3, starts=Starts.ORDERED, gap_maximum_seconds=2 * HOUR)
    others = begun(WU, FrozenStop("v", NINE - 60, 1)), carer("bao")
    problem = day([begun(LIN, DONE), *others], [crowd])
    lin = Round("lin", 0, TEN, TEN + MINUTE, (past(),))
    wu = Round("wu", 0, TEN, TEN + MINUTE, (replace(past(NINE - 60), part=1),))
    assert codes(problem, lin, wu, walked(stop("v", TEN, part=2), who="bao")) == []
    assert codes(problem, lin, wu, walked(stop("v", NOON, part=2), who="bao")) == ["gap"]


def test_links_between_what_has_begun_bind_nobody_and_those_to_what_is_to_come_do() -> None:
    link = Precedence("v", "w", 0, 0)
    both = begun(LIN, DONE, FrozenStop("w", NINE + 40 * MINUTE))
    problem = day([both], [visit("v"), visit("w")], precedences=(link,))
    assert codes(problem, Round("lin", 0, TEN, TEN + MINUTE, (past(), past(NINE + 40 * MINUTE, "w")))) == []
    half = day([begun(LIN, DONE)], [visit("v"), visit("w")], precedences=(link,))
    late = Round("lin", 0, TEN, TEN + 31 * MINUTE, (past(), stop("w", TEN)))
    assert codes(half, late) == ["precedence"]
    soon = day([begun(LIN, DONE)], [visit("v"), visit("w")], precedences=(Precedence("v", "w", HOUR),))
    assert codes(soon, late) == ["precedence"]
    before = day([begun(LIN, DONE)], [visit("v"), visit("w")], precedences=(Precedence("w", "v"),))
    assert codes(before, late) == ["precedence"]
    group = day([begun(LIN, DONE), WU], [visit("v"), visit("w")], same_carer=(("v", "w"),))
    lin = Round("lin", 0, TEN, TEN + MINUTE, (past(),))
    assert codes(group, lin, walked(stop("w", TEN), who="wu")) == ["same_carer"]


def test_what_has_been_collected_takes_its_room_and_alone_is_never_too_much() -> None:
    def on_board(capacity: int) -> list[str]:
        lin = begun(carer("lin", capacity=(capacity,)), DONE)
        problem = day([lin], [visit("v", collected=(2,)), visit("w", collected=(1,))])
        return codes(problem, Round("lin", 0, TEN, TEN + 31 * MINUTE, (past(), stop("w", TEN))))

    assert (on_board(3), on_board(2), on_board(1)) == ([], ["overloaded"], ["overloaded"])


def test_a_shift_that_has_not_begun_starts_at_its_own_place() -> None:
    two = carer("lin", shifts=(hours(8, 12), hours(13, 17)), frozen=Frozen("farther", TEN))
    problem = alone(two, visit("v"))
    assert codes(problem, walked(stop("v", 14 * HOUR), shift=1)) == []


def test_a_limit_counts_the_frozen_round_of_one_shift_for_the_other() -> None:
    frozen = Frozen("near", TEN, (DONE,))
    lin = carer("lin", shifts=(hours(8, 12), hours(13, 17)), maximum_visits=1, frozen=frozen)
    problem = alone(lin, visit("v"), visit("w"))
    done = Round("lin", 0, TEN, TEN + MINUTE, (past(),))
    assert codes(problem, done, unserved=("w",)) == []
    assert codes(problem, done, walked(stop("w", 14 * HOUR), shift=1)) == ["maximum_visits"]
