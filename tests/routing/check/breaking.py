"""Ways to break one valid plan, each by exactly one rule it is meant to break."""

from dataclasses import replace
from datetime import date

from routing.plan import Plan, StopKind
from routing.problem import (
    Credential,
    Frozen,
    FrozenStop,
    Pin,
    Precedence,
    Problem,
    Promise,
    Starts,
    Window,
    Wish,
)
from tests.routing.check.changes import (
    Breaker,
    Broken,
    change_carer,
    change_double,
    change_meal,
    change_round,
    change_stop,
    change_visit,
    double_visit,
    later,
    meal_visit,
    simple_visit,
    stops,
    with_carer,
    with_stop,
    with_visit,
)

ALWAYS = Window(0, 86_400)


def unserved_too(problem: Problem, plan: Plan) -> Broken:
    return problem, replace(plan, unserved=(*plan.unserved, simple_visit(problem, plan)[2].about))


def unserved_twice(problem: Problem, plan: Plan) -> Broken:
    return problem, replace(plan, unserved=(*plan.unserved, *plan.unserved))


def forgotten(problem: Problem, plan: Plan) -> Broken:
    return problem, replace(plan, unserved=())


def never_home(problem: Problem, plan: Plan) -> Broken:
    round_, _, _ = simple_visit(problem, plan)
    carer = problem.carer_by_id[round_.carer]
    shifts = [replace(shift, overtime_limit_seconds=0) for shift in carer.shifts]
    shifts[round_.shift] = replace(shifts[round_.shift], until=round_.home_at - 1)
    return with_carer(problem, carer.id, shifts=tuple(shifts[: round_.shift + 1])), plan


def gap_too_long(problem: Problem, plan: Plan) -> Broken:
    _, _, stop = double_visit(problem, plan, Starts.ORDERED)
    return with_visit(problem, stop.about, gap_minimum_seconds=0, gap_maximum_seconds=1), plan


def one_carer_for_both(problem: Problem, plan: Plan) -> Broken:
    round_, _, stop = double_visit(problem, plan, Starts.TOGETHER)
    gone = [
        replace(each, stops=tuple(s for s in each.stops if s.about != stop.about or each is round_))
        for each in plan.rounds
    ]
    both = tuple(
        part
        for each in round_.stops
        for part in ((each, replace(each, part=1 - each.part)) if each is stop else (each,))
    )
    gone[plan.rounds.index(round_)] = replace(round_, stops=both)
    return problem, replace(plan, rounds=tuple(gone))


def without_pickups(problem: Problem, plan: Plan) -> Broken:
    round_, rank, _ = stops(plan, StopKind.PICKUP)[0]
    return problem, with_stop(plan, round_, rank)


def loads_for_nobody(problem: Problem, plan: Plan) -> Broken:
    """A pickup that loads a meal which another round hands over."""
    one, two = (
        next((r, k, s) for r, k, s in stops(plan, StopKind.PICKUP) if r.carer == carer)
        for carer in sorted({r.carer for r, _, _ in stops(plan, StopKind.PICKUP)})[:2]
    )
    loaded = replace(one[2], meals=(*one[2].meals, two[2].meals[0]))
    return problem, with_stop(plan, one[0], one[1], loaded)


def closed_kitchen(problem: Problem, plan: Plan) -> Broken:
    kitchens = tuple(replace(kitchen, windows=(Window(0, 1),)) for kitchen in problem.kitchens)
    return replace(problem, kitchens=kitchens), plan


def two_served(problem: Problem, plan: Plan) -> tuple[str, str]:
    """Two simple visits of one round, in order."""
    for round_ in plan.rounds:
        simple = [
            stop.about
            for stop in round_.stops
            if stop.kind == StopKind.VISIT and len(problem.visit_by_id[stop.about].parts) == 1
        ]
        if len(simple) > 1:
            return simple[0], simple[1]
    raise AssertionError("no round with two simple visits")


def backwards(problem: Problem, plan: Plan) -> Broken:
    first, second = two_served(problem, plan)
    return replace(problem, precedences=(Precedence(second, first),)), plan


def too_long_after(problem: Problem, plan: Plan) -> Broken:
    first, second = two_served(problem, plan)
    return replace(problem, precedences=(Precedence(first, second, 0, 0),)), plan


def wrong_order(problem: Problem, plan: Plan) -> Broken:
    first, second = two_served(problem, plan)
    carer = next(r.carer for r in plan.rounds if any(s.about == first for s in r.stops))
    return with_carer(problem, carer, ordered_visits=(second, first)), plan


def different_carers(problem: Problem, plan: Plan) -> Broken:
    by_carer = {
        round_.carer: stop.about
        for round_, _, stop in stops(plan, StopKind.VISIT)
        if len(problem.visit_by_id[stop.about].parts) == 1
    }
    return replace(problem, same_carer=(tuple(by_carer.values())[:2],)), plan


def over_budget(problem: Problem, plan: Plan) -> Broken:
    _, _, stop = simple_visit(problem, plan)
    changed = with_visit(problem, stop.about, promise=Promise(stop.start_at + 5000), windows=())
    return replace(changed, maximum_broken_promises=0), plan


def frozen_elsewhere(problem: Problem, plan: Plan) -> Broken:
    round_, _, stop = simple_visit(problem, plan)
    frozen = Frozen(stop.place, stop.end_at, (FrozenStop(stop.about, stop.start_at),))
    return with_carer(problem, round_.carer, frozen=frozen), plan


def round_again(problem: Problem, plan: Plan) -> Broken:
    return problem, replace(plan, rounds=(*plan.rounds, replace(plan.rounds[0], stops=())))


def laden_at_the_break(problem: Problem, plan: Plan) -> Broken:
    """What is brought to the first visit of a round, or taken from there, is on board all the time."""
    round_, _, _ = stops(plan, StopKind.BREAK)[0]
    first = next(stop.about for stop in round_.stops if stop.kind == StopKind.VISIT)
    carer = problem.carer_by_id[round_.carer]
    empty = tuple(replace(each, maximum_load=(9, 0)) for each in carer.breaks)
    laden = with_carer(problem, carer.id, breaks=empty, capacity=(0, 1))
    return with_visit(laden, first, delivered=(0, 1), collected=(0, 1)), plan


def too_far(problem: Problem, plan: Plan) -> Broken:
    """Somebody may go no meter, where a meter is a second long."""
    measured = tuple(replace(each, meters=each.seconds) for each in problem.travel)
    round_, _, _ = simple_visit(problem, plan)
    return with_carer(replace(problem, travel=measured), round_.carer, maximum_travel_meters=0), plan


def waits_at_shift_start(problem: Problem, plan: Plan) -> Broken:
    return replace(problem, leave_at_shift_start=True), plan


def certificate_of_yesterday(problem: Problem, plan: Plan) -> Broken:
    """Valid until the day itself, which is then the first day without it."""
    stop = meal_visit(problem, plan)
    carer = next(each.carer for each in plan.rounds if stop in each.stops)
    ended = Credential("health", date(2020, 1, 1), problem.day)
    return with_carer(problem, carer, credentials=(ended,)), plan


BREAKERS: dict[str, list[Breaker]] = {
    "window": [change_visit(lambda v, c, s: {"windows": (Window(s.start_at + 1, 80_000),), "promise": None})],
    "skill": [
        change_visit(lambda v, c, s: {"parts": (replace(v.parts[0], skills=("surgery",)),)}),
        change_carer(skills=()),
    ],
    "credential": [
        change_visit(lambda v, c, s: {"parts": (replace(v.parts[0], credentials=("driving",)),)}),
        certificate_of_yesterday,
    ],
    "forbidden_carer": [change_visit(lambda v, c, s: {"forbidden_carers": (c.id,)})],
    "carer_not_allowed": [change_visit(lambda v, c, s: {"allowed_carers": ()})],
    "sex": [change_visit(lambda v, c, s: {"sex": Wish(("other",), hard=True)})],
    "language": [change_visit(lambda v, c, s: {"language": Wish(("fr",), hard=True)})],
    "pinned_carer": [
        change_visit(
            lambda v, c, s: {
                "pin": Pin(("carer5" if c.id != "carer5" else "carer4",)),
                "forbidden_carers": (),
                "allowed_carers": None,
            }
        )
    ],
    "pinned_time": [change_visit(lambda v, c, s: {"pin": Pin(None, s.start_at + 60), "windows": (ALWAYS,)})],
    "served_and_unserved": [unserved_too],
    "unserved_twice": [unserved_twice],
    "lost": [forgotten, change_stop(StopKind.VISIT, lambda s: ())],
    "part_twice": [change_stop(StopKind.VISIT, lambda s: (s, s))],
    "part_missing": [
        lambda p, plan: (p, with_stop(plan, *double_visit(p, plan, Starts.TOGETHER)[:2])),
    ],
    "not_together": [change_double(Starts.TOGETHER, lambda s: later(s, 1))],
    "gap": [gap_too_long],
    "same_person_twice": [one_carer_for_both],
    "wrong_duration": [
        change_stop(StopKind.VISIT, lambda s: (replace(s, end_at=s.end_at - 1),)),
        change_stop(StopKind.PICKUP, lambda s: (replace(s, end_at=s.end_at + 1),)),
    ],
    "wrong_place": [change_stop(StopKind.VISIT, lambda s: (replace(s, place="kitchen"),))],
    "arrives_too_early": [change_stop(StopKind.VISIT, lambda s: (replace(s, arrive_at=s.arrive_at - 1),))],
    "starts_too_early": [
        change_stop(StopKind.VISIT, lambda s: (replace(later(s, s.arrive_at - s.start_at - 1)),)),
    ],
    "left_too_early": [change_round(lambda r: replace(r, leave_at=0))],
    "left_not_at_shift_start": [waits_at_shift_start],
    "home_wrong": [
        change_round(lambda r: replace(r, home_at=r.home_at - 1)),
        change_round(lambda r: replace(r, home_at=r.home_at + 1)),
    ],
    "home_too_late": [never_home],
    "break_missing": [change_stop(StopKind.BREAK, lambda s: ())],
    "break_window": [change_stop(StopKind.BREAK, lambda s: (later(s, 4 * 3600),))],
    "break_length": [change_stop(StopKind.BREAK, lambda s: (replace(s, end_at=s.end_at - 1),))],
    "break_place": [change_stop(StopKind.BREAK, lambda s: (replace(s, place="home0"),))],
    "break_load": [laden_at_the_break],
    "break_twice": [change_stop(StopKind.BREAK, lambda s: (s, s))],
    "unknown_break": [change_stop(StopKind.BREAK, lambda s: (replace(s, about="siesta"),))],
    "meal_not_loaded": [without_pickups],
    "meal_not_ready": [change_meal(lambda m, s: replace(m, ready_at=s.start_at, limit_seconds=None))],
    "meal_cold": [change_meal(lambda m, s: replace(m, limit_seconds=s.end_at - m.ready_at - 1))],
    "meal_not_delivered": [loads_for_nobody],
    "meal_loaded_twice": [change_stop(StopKind.PICKUP, lambda s: (replace(s, meals=(*s.meals, *s.meals)),))],
    "wrong_kitchen": [
        lambda p, plan: (with_visit(p, meal_visit(p, plan).about, meal=None), plan),
    ],
    "kitchen_closed": [closed_kitchen],
    "box_overfull": [change_meal(lambda m, s: replace(m, boxes=99))],
    "overloaded": [
        change_meal(lambda m, s: replace(m, load=(0, 1))),
        change_visit(lambda v, c, s: {"delivered": (1,)}),
        change_visit(lambda v, c, s: {"collected": (0, 1)}),
    ],
    "maximum_work": [change_carer(maximum_work_seconds=60)],
    "maximum_travel": [change_carer(maximum_travel_seconds=60)],
    "maximum_travel_meters": [too_far],
    "maximum_visits": [change_carer(maximum_visits=0)],
    "precedence": [backwards, too_long_after],
    "same_carer": [different_carers],
    "hand_made_order": [wrong_order],
    "promises_over_budget": [over_budget],
    "frozen_changed": [
        frozen_elsewhere,
        change_stop(StopKind.VISIT, lambda s: (replace(s, frozen=True),)),
    ],
    "round_twice": [round_again],
    "unknown_visit": [
        change_stop(StopKind.VISIT, lambda s: (replace(s, about="nobody"),)),
        lambda p, plan: (p, replace(plan, unserved=("nobody",))),
        change_stop(StopKind.PICKUP, lambda s: (replace(s, meals=("nobody",)),)),
    ],
    "unknown_part": [change_stop(StopKind.VISIT, lambda s: (replace(s, part=7),))],
    "unknown_place": [change_stop(StopKind.VISIT, lambda s: (replace(s, place="moon"),))],
    "unknown_kitchen": [change_stop(StopKind.PICKUP, lambda s: (replace(s, about="canteen"),))],
    "unknown_carer": [change_round(lambda r: replace(r, carer="nobody"))],
    "unknown_shift": [change_round(lambda r: replace(r, shift=9))],
}
