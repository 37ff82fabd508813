"""How many visits can be served at all: the day without the ways between visits, which only makes it easier.

Each visit takes its service and the shortest way to it from anywhere its carer can come from. Skills, shifts,
windows, parts, breaks and limits of a day hold as they are; boxes, loads, meters, promises and ties of carers
do not.
"""

import math
from dataclasses import dataclass

from ortools.sat.python import cp_model

from routing.plan import Plan
from routing.problem import Problem
from routing.solver.budget import Budget
from routing.solver.compile import compile_model
from routing.solver.master.coverage import is_at_a_border
from routing.solver.master.day import Expression, Flag, spans_of
from routing.solver.master.leastways import LeastWays
from routing.solver.master.searching import search
from routing.solver.model import Model, Turn

# Choices of a turn for a part of a visit; with more of them the model takes longer than it may.
MOST_CHOICES = 10_000
# CP-SAT's deterministic units, about seconds of a processor: for one iteration, and at most.
EFFORT_FOR_ONE, MOST_EFFORT = 0.005, 3.0
# With a budget of seconds, the bound has what is left of it, but of a short search at least a second.
LEAST_SECONDS = 1.0


@dataclass
class Roster:
    """A CP-SAT model: `stands[task, turn]`, `start[task]`, `served[visit]`, and the shortest ways."""

    model: Model
    ways: LeastWays
    sat: cp_model.CpModel
    stands: dict[tuple[int, int], Flag]
    start: dict[int, cp_model.IntVar]
    served: dict[int, Flag]


def fewest_unserved(problem: Problem, plan: Plan, *, budget: Budget, seed: int) -> int | None:
    """No plan leaves out fewer visits than this; None for days too large to tell; `plan` is known already."""
    if not plan.unserved:
        return 0
    model = compile_model(problem)
    if sum(len(turns) for turns in model.turns_for) > MOST_CHOICES:
        return None
    share, effort = _within(budget)
    return _least_left_out(model, set(plan.unserved), effort=effort, budget=share, seed=seed)


def _within(budget: Budget) -> tuple[Budget, float]:
    """What this may use: what the search has left of its seconds, and an effort."""
    if budget.iterations is not None:
        return budget, min(MOST_EFFORT, EFFORT_FOR_ONE * budget.iterations)
    left = budget.seconds_left or 0.0
    return Budget(seconds=max(LEAST_SECONDS, left), cancelled=budget.cancelled), MOST_EFFORT


def _least_left_out(model: Model, unserved: set[str], *, effort: float, budget: Budget, seed: int) -> int:
    roster = _roster(model)
    for visit, flag in roster.served.items():
        roster.sat.add_hint(flag, model.problem.visits[visit].id not in unserved)
    roster.sat.maximize(sum(roster.served.values()))
    solver, status = search(roster.sat, effort=effort, budget=budget, seed=seed, by_cores=True)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return 0
    return max(0, len(roster.served) - math.floor(solver.best_objective_bound + 1e-6))


def _roster(model: Model) -> Roster:
    sat = cp_model.CpModel()
    served = {visit: sat.new_bool_var("") for visit in model.visits_open}
    roster = Roster(model, LeastWays(model), sat, {}, {}, served)
    for visit in model.visits_open:
        _add_visit(roster, visit)
    for task in roster.start:
        _add_links(roster, task)
    for turn in model.turns:
        _add_turn(roster, turn)
    for carer in range(len(model.problem.carers)):
        _add_limits(roster, carer)
    return roster


def _add_visit(roster: Roster, visit: int) -> None:
    model, sat = roster.model, roster.sat
    tasks = [task for task in model.tasks_of[visit] if model.fixed_start[task] < 0]
    for task in tasks:
        spans = spans_of(model, task)
        domain = cp_model.Domain.from_intervals(spans or [[model.nodes[task].lowest] * 2])
        roster.start[task] = sat.new_int_var_from_domain(domain, "")
        turns = sorted(model.turns_for[task]) if spans else []
        for turn in turns:
            roster.stands[task, turn] = sat.new_bool_var("")
        sat.add(sum(roster.stands[task, turn] for turn in turns) == roster.served[visit])
    for own in model.turns_of_carer:
        pairs = ((task, turn) for task in tasks for turn in own)
        sat.add_at_most_one(roster.stands[pair] for pair in pairs if pair in roster.stands)


def _add_links(roster: Roster, task: int) -> None:
    """Links between the parts of a visit, and that a visit comes after another where both are served.

    A greatest gap between two visits is left out, and so are links to what has begun already.
    """
    model, visit = roster.model, roster.model.nodes[task].visit
    for link in model.floors[task]:
        other = model.nodes[link.other].visit
        if link.other not in roster.start or (other != visit and link.seconds < 0):
            continue
        later = roster.start[task] >= roster.start[link.other] + link.seconds
        roster.sat.add(later).only_enforce_if([roster.served[each] for each in {visit, other}])


def _add_turn(roster: Roster, turn: Turn) -> None:
    """One after the other, each with the shortest way to it; home in time."""
    model, sat = roster.model, roster.sat
    tasks = [task for task in roster.start if (task, turn.rank) in roster.stands]
    if not tasks:
        return
    to, home = roster.ways.into(turn), roster.ways.out_of(turn)
    busy, services = [], []
    for task in tasks:
        node, stands = model.nodes[task], roster.stands[task, turn.rank]
        way, start = to[task], roster.start[task]
        busy.append(sat.new_optional_fixed_size_interval_var(start - way, way + node.service, stands, ""))
        services.append(sat.new_optional_fixed_size_interval_var(start, node.service, stands, ""))
        pickup = model.pickup_of[node.visit]
        loaded = model.nodes[pickup].lowest + model.nodes[pickup].service if pickup >= 0 else 0
        sat.add(start >= max(turn.begin_at, loaded) + way).only_enforce_if(stands)
        sat.add(start + node.service + home[task] <= turn.latest_home).only_enforce_if(stands)
    sat.add_no_overlap(busy)
    used = sat.new_bool_var("")
    sat.add_max_equality(used, [roster.stands[task, turn.rank] for task in tasks])
    rest = _add_breaks(roster, turn, used, services)
    spent = sum((to[task] + model.nodes[task].service) * roster.stands[task, turn.rank] for task in tasks)
    least_home = min(home[task] for task in tasks)
    sat.add(spent + rest + least_home <= turn.latest_home - turn.begin_at).only_enforce_if(used)


def _add_breaks(roster: Roster, turn: Turn, used: Flag, services: list[cp_model.IntervalVar]) -> int:
    """Required breaks lie between services; how many seconds they take."""
    model, sat, seconds = roster.model, roster.sat, 0
    carer = model.problem.carers[turn.carer]
    for rank in model.breaks_of[turn.rank]:
        node = model.nodes[rank]
        if node.required and not is_at_a_border(carer, carer.breaks[node.part]):
            start = sat.new_int_var_from_domain(cp_model.Domain.from_intervals(spans_of(model, rank)), "")
            services.append(sat.new_optional_fixed_size_interval_var(start, node.service, used, ""))
            seconds += node.service
    sat.add_no_overlap(services)
    return seconds


def _add_limits(roster: Roster, carer: int) -> None:
    """Most work, travel and visits of what is still to come."""
    model, record = roster.model, roster.model.problem.carers[carer]
    travel: list[Expression] = []
    service: list[Expression] = []
    count: list[Flag] = []
    for turn in model.turns_of_carer[carer]:
        to = roster.ways.into(model.turns[turn])
        for task in roster.start:
            if (task, turn) in roster.stands:
                stands = roster.stands[task, turn]
                travel.append(to[task] * stands)
                service.append(model.nodes[task].service * stands)
                count.append(stands)
    limits = (record.maximum_work_seconds, record.maximum_travel_seconds, record.maximum_visits)
    for limit, spent in zip(limits, (sum(travel) + sum(service), sum(travel), sum(count)), strict=True):
        if limit is not None and count:
            roster.sat.add(spent <= limit)
