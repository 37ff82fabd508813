"""Problems that are plain vehicle routing with windows, and what the fast path makes of them."""

from dataclasses import dataclass

import numpy as np

from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Carer, Problem, Shift, Visit
from routing.solver.kernels.tours.anneal import ABSENCE
from routing.solver.kernels.tours.arrays import Customers, nearest

LARGEST_IN_ARRAYS = 2**31 - 1  # 32 bits, signed


@dataclass(frozen=True, eq=False)
class Fleet:
    """One depot, equal carers, visits of one part in at most one hard window, travel the only cost."""

    problem: Problem
    customers: Customers

    @property
    def vehicles(self) -> int:
        return len(self.problem.carers)

    @property
    def drop_cost(self) -> int:
        """Weighted cost of leaving a visit out: the same for all."""
        return _drop_cost(self.problem)


def fleet_of(problem: Problem) -> Fleet | None:
    """The problem as a fleet, or None if any rule goes beyond that."""
    plain = (
        _only_travel_costs(problem)
        and _are_equal(problem.carers)
        and all(_is_plain(visit) for visit in problem.visits)
        and not (problem.precedences or problem.same_carer or problem.kitchens)
        and len({visit.cost_of_dropping for visit in problem.visits}) == 1
    )
    if not plain or not _is_within_reach(problem):
        return None
    return Fleet(problem, _customers(problem, problem.carers[0].shifts[0]))


def _is_within_reach(problem: Problem) -> bool:
    """Whether every number fits the kernel's arrays, and leaving a customer out is dearer than any detour."""
    matrix = problem.travel_by_mode[problem.carers[0].mode]
    costs = matrix.seconds if matrix.costs is None else matrix.costs
    detour = 2 * int(costs.max())
    services = (visit.parts[0].service_seconds for visit in problem.visits)
    numbers = (
        int(matrix.seconds.max()) + problem.horizon_seconds,
        *services,
        *(load for visit in problem.visits for load in visit.delivered),
    )
    return (
        not matrix.paces
        and max(numbers) <= LARGEST_IN_ARRAYS
        and detour <= ABSENCE
        and detour * problem.objective.travel <= _drop_cost(problem)
    )


def _drop_cost(problem: Problem) -> int:
    return problem.objective.unserved * problem.visits[0].cost_of_dropping


def _only_travel_costs(problem: Problem) -> bool:
    weights = problem.objective
    others = (weights.waiting, weights.largest_idle, weights.fairness)
    return weights.travel > 0 and not any(others) and not problem.leave_at_shift_start


def _are_equal(carers: tuple[Carer, ...]) -> bool:
    first = carers[0]
    plain = len(first.shifts) == 1 and first.shifts[0].overtime_limit_seconds == 0
    plain = plain and first.shifts[0].start_place == first.shifts[0].end_place and len(first.capacity) <= 1
    return plain and all(
        (each.shifts, each.mode, each.capacity, each.use_cost, each.service_cost)
        == (first.shifts, first.mode, first.capacity, 0, 0)
        and not (each.breaks or each.ordered_visits or each.frozen)
        and all(limit is None for limit in each.limits_of_a_day)
        for each in carers
    )


def _is_plain(visit: Visit) -> bool:
    """Whether anybody may come, alone, for nothing but the way."""
    part = visit.parts[0]
    wishes = (visit.promise, visit.pin, visit.sex, visit.language, visit.allowed_carers, visit.meal)
    lists = (visit.due, visit.forbidden_carers, visit.preferred_carers, part.skills, part.credentials)
    return (
        len(visit.parts) == 1
        and len(visit.windows) <= 1
        and all(each is None for each in wishes)
        and not any(lists)
        and not (visit.setup_seconds or visit.setup_by_grade or part.service_by_grade)
        and len(visit.delivered) <= 1
        and not any(visit.collected)
    )


def _customers(problem: Problem, shift: Shift) -> Customers:
    """Customer 0 is the depot, customer k the problem's visit k - 1."""
    rank = problem.place_rank
    places = [rank[shift.start_place], *(rank[visit.place] for visit in problem.visits)]
    matrix = problem.travel_by_mode[problem.carers[0].mode]
    ways = np.ix_(places, places)
    costs = matrix.seconds if matrix.costs is None else matrix.costs
    last = shift.latest_home(problem.horizon_seconds)
    windows = [visit.windows[0] if visit.windows else None for visit in problem.visits]
    distance = np.ascontiguousarray(costs[ways], dtype=np.int32)
    return Customers(
        distance=distance,
        travel=np.ascontiguousarray(matrix.seconds[ways], dtype=np.int32),
        demand=_whole([0, *(sum(visit.delivered) for visit in problem.visits)]),
        opens=_whole([shift.from_, *(window.from_ if window else 0 for window in windows)]),
        closes=_whole([last, *(min(last, window.until) if window else last for window in windows)]),
        service=_whole([0, *(visit.parts[0].service_seconds for visit in problem.visits)]),
        near=nearest(distance),
        capacity=sum(problem.carers[0].capacity),
    )


def _whole(values: list[int]) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def written(fleet: Fleet, tours: list[list[int]]) -> Plan:
    """The plan of tours of customer numbers."""
    rounds = tuple(
        _round(fleet, carer, tour) for carer, tour in zip(fleet.problem.carers, tours, strict=False) if tour
    )
    served = {customer for tour in tours for customer in tour}
    visits = fleet.problem.visits
    return Plan(rounds, tuple(visit.id for rank, visit in enumerate(visits, 1) if rank not in served))


def _round(fleet: Fleet, carer: Carer, tour: list[int]) -> Round:
    customers = fleet.customers
    first = tour[0]
    opens = int(customers.opens[0])
    leave_at = max(opens, int(customers.opens[first]) - int(customers.travel[0, first]))
    here, clock, stops = 0, leave_at, []
    for customer in tour:
        visit = fleet.problem.visits[customer - 1]
        arrive_at = clock + int(customers.travel[here, customer])
        start_at = max(arrive_at, int(customers.opens[customer]))
        clock = start_at + visit.parts[0].service_seconds
        stops.append(Stop(StopKind.VISIT, visit.id, visit.place, arrive_at, start_at, clock))
        here = customer
    return Round(carer.id, 0, leave_at, clock + int(customers.travel[here, 0]), tuple(stops))
