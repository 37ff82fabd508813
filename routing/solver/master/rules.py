"""The rules about one visit, each put back into its bare day under a flag of its own."""

from collections.abc import Callable, Iterator
from itertools import pairwise, zip_longest

from ortools.sat.python import cp_model

from routing.problem import Carer, Problem, Starts, Visit
from routing.solver.master.day import DEPOT, Day, Flag
from routing.solver.master.terms import service_seconds, travel_meters, travel_seconds
from routing.solver.master.visits import by_carer
from routing.solver.model import PICKUP, rules_against

Flags = dict[str, Flag]


def add_rules(day: Day, problem: Problem, visit: Visit) -> Flags:
    """A flag for every rule that could forbid the visit; while it is set, the rule holds."""
    flags: Flags = {}

    def flag(rule: str) -> Flag:
        return flags.setdefault(rule, day.flag())

    _add_persons(day, problem, visit, flag)
    _add_times(day, visit, flag)
    _add_meal(day, problem, visit, flag)
    for turn in day.turns:
        _add_shift(day, problem, turn, flag)
        _add_loads_at_breaks(day, problem, visit, turn, flag)
    for rank, carer in enumerate(problem.carers):
        _add_limits(day, rank, carer, flag)
    return flags


FlagOf = Callable[[str], Flag]


def _add_persons(day: Day, problem: Problem, visit: Visit, flag: FlagOf) -> None:
    for task in day.model.tasks_of[0]:
        for carer, stands in by_carer(day, task).items():
            for rule in _against(problem, problem.carers[carer], visit, day.node(task).part):
                for each in stands:
                    day.sat.add_implication(flag(rule), ~each)


def _against(problem: Problem, carer: Carer, visit: Visit, part: int) -> Iterator[str]:
    """Every rule by which this carer may not do this part."""
    yield from rules_against(problem, carer, visit, part)
    if any(_exceeds(load, carer.capacity) for load in (_with_meal(visit), visit.collected)):
        yield "overloaded"


def _with_meal(visit: Visit) -> tuple[int, ...]:
    """What is on board on the way to the visit, once its meal is loaded."""
    loaded = visit.meal.load if visit.meal is not None else ()
    return tuple(sum(each) for each in zip_longest(visit.delivered, loaded, fillvalue=0))


def _exceeds(load: tuple[int, ...], most: tuple[int, ...]) -> bool:
    limits = (*most, *([0] * len(load)))
    return any(each > limit for each, limit in zip(load, limits, strict=False))


def _add_times(day: Day, visit: Visit, flag: FlagOf) -> None:
    tasks = day.model.tasks_of[0]
    if visit.windows:
        spans = cp_model.Domain.from_intervals([[window.from_, window.until] for window in visit.windows])
        for task in tasks:
            inside = day.sat.add_linear_expression_in_domain(day.start[task], spans)
            inside.only_enforce_if(flag("window"))
    if visit.pin is not None and visit.pin.start_at is not None:
        day.sat.add(day.start[tasks[0]] == visit.pin.start_at).only_enforce_if(flag("pinned_time"))
    for first, second in pairwise(tasks):
        apart = day.start[second] - day.start[first]
        if visit.starts == Starts.TOGETHER:
            day.sat.add(apart == 0).only_enforce_if(flag("not_together"))
        elif visit.starts == Starts.ORDERED:
            day.sat.add(apart >= visit.gap_minimum_seconds).only_enforce_if(flag("gap"))
            if visit.gap_maximum_seconds is not None:
                day.sat.add(apart <= visit.gap_maximum_seconds).only_enforce_if(flag("gap"))


def _add_meal(day: Day, problem: Problem, visit: Visit, flag: FlagOf) -> None:
    meal = visit.meal
    if meal is None:
        return
    task, pickup = day.model.tasks_of[0][0], day.model.pickup_of[0]
    day.sat.add(day.start[pickup] >= meal.ready_at).only_enforce_if(flag("meal_not_ready"))
    if meal.limit_seconds is not None:
        handed_over = day.start[task] + day.node(task).service
        hot = day.sat.add(handed_over <= meal.ready_at + meal.limit_seconds)
        hot.only_enforce_if(flag("meal_cold"))
    windows = problem.kitchen_by_id[meal.kitchen].windows
    if windows:
        spans = cp_model.Domain.from_intervals([[window.from_, window.until] for window in windows])
        open_then = day.sat.add_linear_expression_in_domain(day.start[pickup], spans)
        open_then.only_enforce_if(flag("kitchen_closed"))


def _add_shift(day: Day, problem: Problem, turn: int, flag: FlagOf) -> None:
    """Nothing before the shift, home in time, and the break it owes."""
    record = day.model.turns[turn]
    carer = problem.carers[record.carer]
    shift = carer.shifts[record.shift]
    latest = shift.latest_home(problem.horizon_seconds)
    rules = [day.used[turn], flag("shift")]
    day.sat.add(day.home[turn] <= latest).only_enforce_if(rules)
    for node in day.nodes_of(turn):
        ready = shift.from_ + day.way(turn, DEPOT, node)[0]
        first = day.arcs.get((turn, DEPOT, node))
        if first is not None:
            day.sat.add(day.start[node] >= ready).only_enforce_if([first, flag("shift")])
    for rank in day.model.breaks_of[turn]:
        pause, taken = carer.breaks[day.node(rank).part], day.pauses[rank].taken
        day.sat.add(day.pauses[rank].start >= shift.from_).only_enforce_if([taken, flag("shift")])
        if pause.required and shift.from_ <= pause.opens and pause.closes <= shift.until:
            day.sat.add_implication(day.used[turn], taken).only_enforce_if(flag("break_missing"))


def _add_loads_at_breaks(day: Day, problem: Problem, visit: Visit, turn: int, flag: FlagOf) -> None:
    """Breaks where little may be on board, of what is carried for this visit."""
    carer = problem.carers[day.model.turns[turn].carer]
    for rank in day.model.breaks_of[turn]:
        most, pause = carer.breaks[day.node(rank).part].maximum_load, day.pauses[rank]
        if most is None:
            continue
        for node in (DEPOT, *day.nodes_of(turn)):
            loads = zip((pause.before, pause.after), _loads_around(day, visit, node), strict=True)
            for here in (spots[node] for spots, load in loads if node in spots and _exceeds(load, most)):
                day.sat.add_implication(flag("break_load"), ~here)


def _loads_around(day: Day, visit: Visit, node: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What is on board right before and right after a stop; of the depot, at the end and at the beginning."""
    if node == DEPOT:
        return visit.collected, visit.delivered
    if day.node(node).kind == PICKUP:
        return visit.delivered, _with_meal(visit)
    return _with_meal(visit), visit.collected


def _add_limits(day: Day, rank: int, carer: Carer, flag: FlagOf) -> None:
    travel, service = travel_seconds(day, rank), service_seconds(day, rank)
    if carer.maximum_work_seconds is not None:
        day.sat.add(travel + service <= carer.maximum_work_seconds).only_enforce_if(flag("maximum_work"))
    if carer.maximum_travel_seconds is not None:
        day.sat.add(travel <= carer.maximum_travel_seconds).only_enforce_if(flag("maximum_travel"))
    if carer.maximum_travel_meters is not None:
        meters = travel_meters(day, rank)
        day.sat.add(meters <= carer.maximum_travel_meters).only_enforce_if(flag("maximum_travel_meters"))
    if carer.maximum_visits == 0:
        for task in day.model.tasks_of[0]:
            for each in by_carer(day, task).get(rank, []):
                day.sat.add_implication(flag("maximum_visits"), ~each)
