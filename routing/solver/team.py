"""Days of linked visits without hard ends, and the arrays of the annealing over one order."""

import numpy as np

from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Carer, Problem, Starts, Visit
from routing.solver.kernels.sequence.arrays import (
    ALONE,
    ORDERED,
    TOGETHER,
    VISIT,
    Sequence,
    Team,
    records,
)

FOLLOWERS = 15  # visits kept as good ones to go right before each
NO_LIMIT = 2**40


def team_of(problem: Problem) -> Team | None:
    """The problem as a team, or None if any rule goes beyond windows that open, lateness, skills and pairs.

    One shift each from one common place, with no end that could bind; every visit must be served.
    """
    if not (_only_travel_and_lateness(problem) and _start_and_end_together(problem)):
        return None
    if not problem.visits or not all(_is_simple(problem, visit) for visit in problem.visits):
        return None
    able = _able(problem)
    if not all(_has_crew(able[rank], len(visit.parts)) for rank, visit in enumerate(problem.visits, 1)):
        return None
    places = [problem.place_rank[problem.carers[0].shifts[0].start_place]]
    places += [problem.place_rank[visit.place] for visit in problem.visits]
    seconds = problem.travel_by_mode[problem.carers[0].mode].seconds
    travel = np.ascontiguousarray(seconds[np.ix_(places, places)], np.int64)
    visits = _visits(problem)
    choices, counts = _choices(able)
    weights = problem.objective
    return Team(
        visits=visits,
        travel=travel,
        able=able,
        choices=choices,
        choice_counts=counts,
        near=_near(visits, travel, able),
        weights=np.array([weights.travel, weights.lateness, weights.largest_lateness], np.int64),
    )


def _only_travel_and_lateness(problem: Problem) -> bool:
    weights = problem.objective
    others = (weights.waiting, weights.largest_idle, weights.fairness)
    links = (problem.precedences, problem.same_carer, problem.kitchens, problem.leave_at_shift_start)
    return weights.travel > 0 and not any(others) and not any(links)


def _start_and_end_together(problem: Problem) -> bool:
    if not all(carer.shifts for carer in problem.carers):
        return False
    first = problem.carers[0]
    matrix = problem.travel_by_mode[first.mode]
    if matrix.paces or matrix.costs is not None:
        return False
    return all(
        each.mode == first.mode and _is_unbound(problem, each, first.shifts[0].start_place)
        for each in problem.carers
    )


def _is_unbound(problem: Problem, carer: Carer, place: str) -> bool:
    limits = (carer.maximum_work_seconds, carer.maximum_travel_seconds, carer.maximum_visits)
    rules = (carer.breaks, carer.ordered_visits, carer.frozen, carer.use_cost)
    shift = carer.shifts[0]
    whole_day = shift.from_ == 0 and shift.until >= problem.horizon_seconds
    return (
        len(carer.shifts) == 1
        and whole_day
        and (shift.start_place, shift.end_place) == (place, place)
        and all(each is None for each in limits)
        and not any(rules)
    )


def _is_simple(problem: Problem, visit: Visit) -> bool:
    wishes = (visit.promise, visit.pin, visit.sex, visit.language, visit.meal)
    loads = (visit.preferred_carers, visit.setup_seconds, visit.delivered, visit.collected, visit.due_at_end)
    return (
        len(visit.parts) <= 2
        and (len(visit.parts) == 1 or visit.starts != Starts.FREE)
        and all(each is None for each in wishes)
        and not any(loads)
        and len(visit.windows) <= 1
        and len(visit.due) <= 1
        and all(window.until >= problem.horizon_seconds for window in visit.windows)
    )


def _able(problem: Problem) -> np.ndarray:
    able = np.zeros((len(problem.visits) + 1, 2, len(problem.carers)), np.bool_)
    for rank, visit in enumerate(problem.visits, 1):
        for part, need in enumerate(visit.parts):
            for column, carer in enumerate(problem.carers):
                able[rank, part, column] = (
                    set(need.skills) <= set(carer.skills)
                    and all(carer.holds(kind, problem.day) for kind in need.credentials)
                    and carer.id not in visit.forbidden_carers
                    and (visit.allowed_carers is None or carer.id in visit.allowed_carers)
                )
    return able


def _has_crew(able: np.ndarray, parts: int) -> bool:
    """Whether each part finds a carer of its own."""
    counts = able[:parts].sum(axis=1)
    together = int(np.count_nonzero(able[:parts].any(axis=0)))
    return bool(counts.all()) and together >= parts


def _visits(problem: Problem) -> np.ndarray:
    visits = records(len(problem.visits) + 1, VISIT)
    for rank, visit in enumerate(problem.visits, 1):
        pair = len(visit.parts) == 2
        visits[rank].opens = visit.windows[0].from_ if visit.windows else 0
        visits[rank].due = visit.due[0].until if visit.due else NO_LIMIT
        visits[rank].service = visit.parts[0].service_seconds
        visits[rank].second_service = visit.parts[1].service_seconds if pair else 0
        visits[rank].kind = ALONE if not pair else TOGETHER if visit.starts == Starts.TOGETHER else ORDERED
        visits[rank].gap_minimum = visit.gap_minimum_seconds
        limit = visit.gap_maximum_seconds
        visits[rank].gap_maximum = NO_LIMIT if limit is None else limit
    return visits


def _choices(able: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Who may do each part, as lists filled up with -1."""
    choices = np.full(able.shape, -1, np.int64)
    counts = able.sum(axis=2)
    for rank in range(len(able)):
        for part in range(2):
            choices[rank, part, : counts[rank, part]] = np.flatnonzero(able[rank, part])
    return choices, counts


def _near(visits: np.ndarray, travel: np.ndarray, able: np.ndarray) -> np.ndarray:
    """(n + 1, k) visits that lie and open well for going right before each, by somebody able to do both."""
    count = len(visits)
    arrive = (visits["opens"] + visits["service"])[:, None] + travel
    wait, late = visits["opens"][None] - arrive, arrive - visits["due"][None]
    badness = travel + 0.3 * np.maximum(0, wait) + np.maximum(0, late)
    anybody = np.asarray(able.any(axis=1), np.int64)
    badness[np.matmul(anybody, anybody.T) == 0] = np.inf
    badness[0] = np.inf
    np.fill_diagonal(badness, np.inf)
    near = np.zeros((count, max(1, min(count - 2, FOLLOWERS))), np.int64)
    for rank in range(1, count):
        best = [each for each in np.argsort(badness[:, rank], kind="stable") if badness[each, rank] < np.inf]
        best = best[: near.shape[1]] or [rank]
        near[rank] = [best[column % len(best)] for column in range(near.shape[1])]
    return near


def written(problem: Problem, team: Team, sequence: Sequence) -> Plan:
    """The plan of a timed order."""
    stops: list[list[tuple[int, int, int]]] = [[] for _ in problem.carers]
    for visit in np.argsort(sequence.keys)[1:].tolist():
        given = team.visits[visit]
        for part, service in enumerate((given.service, given.second_service)):
            stop = sequence.stops[2 * visit + part]
            if stop.carer >= 0:
                stops[stop.carer].append((visit, part, int(stop.ends - service)))
    rounds = [
        _round(problem, team, carer, row) for carer, row in zip(problem.carers, stops, strict=True) if row
    ]
    return Plan(tuple(rounds))


def _round(problem: Problem, team: Team, carer: Carer, row: list[tuple[int, int, int]]) -> Round:
    clock = leave_at = row[0][2] - int(team.travel[0, row[0][0]])
    here, stops = 0, []
    for rank, part, start_at in row:
        visit = problem.visits[rank - 1]
        arrive_at = clock + int(team.travel[here, rank])
        clock = start_at + visit.parts[part].service_seconds
        stops.append(Stop(StopKind.VISIT, visit.id, visit.place, arrive_at, start_at, clock, part))
        here = rank
    return Round(carer.id, 0, leave_at, clock + int(team.travel[here, 0]), tuple(stops))
