"""Days in which being late, long or idle only costs, and the arrays of the annealing over one order."""

import numpy as np

from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Carer, Problem, Starts, Visit
from routing.solver.kernels.sequence.arrays import (
    ALONE,
    CARER,
    FREE,
    ORDERED,
    TOGETHER,
    VISIT,
    Sequence,
    Team,
    records,
)
from routing.solver.kernels.sequence.linking import NOBODY, begin_of
from routing.solver.kernels.sequence.standing import rests_between

FOLLOWERS = 15  # visits kept as good ones to go right before each
NO_LIMIT = 2**40
KINDS = {Starts.FREE: FREE, Starts.TOGETHER: TOGETHER, Starts.ORDERED: ORDERED}


def team_of(problem: Problem) -> Team | None:
    """The problem as a team, or None if more is hard than opening times, skills, pairs and who may come.

    One shift each, with an end that only costs; at most one break each that may be missed.
    """
    rules = (_weights_are_known, _carers_are_simple, _visits_are_simple)
    if not all(rule(problem) for rule in rules):
        return None
    able = _able(problem)
    if not all(_has_crew(able[rank], len(visit.parts)) for rank, visit in enumerate(problem.visits, 1)):
        return None
    visits, carers, places = _visits(problem), *_carers(problem)
    seconds = problem.travel_by_mode[problem.carers[0].mode].seconds
    travel = np.ascontiguousarray(seconds[np.ix_(places, places)], np.int64)
    choices, counts = _choices(able)
    return Team(
        visits=visits,
        carers=carers,
        travel=travel,
        able=able,
        choices=choices,
        choice_counts=counts,
        near=_near(visits, travel, able),
        strange=_strange(problem),
        weights=_weights(problem, visits, carers),
    )


def _weights_are_known(problem: Problem) -> bool:
    weights = problem.objective
    links = (problem.precedences, problem.same_carer, problem.kitchens, problem.leave_at_shift_start)
    return weights.travel > 0 and not weights.fairness and not any(links)


def _weights(problem: Problem, visits: np.ndarray, carers: np.ndarray) -> np.ndarray:
    weights = problem.objective
    ends = bool(carers["overtime_cost"].any()) and any(
        each.shifts[0].until < problem.horizon_seconds for each in problem.carers
    )
    tolled = bool(weights.waiting or weights.largest_idle or ends or carers["missed_cost"].any())
    extras = bool(visits["optional"].any() or carers["rest"].any())
    own = (weights.travel, weights.lateness, weights.largest_lateness, weights.waiting, weights.largest_idle)
    return np.array([*own, tolled, extras], np.int64)


def _carers_are_simple(problem: Problem) -> bool:
    matrix = problem.travel_by_mode[problem.carers[0].mode]
    if matrix.paces or matrix.costs is not None:
        return False
    return all(each.mode == problem.carers[0].mode and _is_unbound(problem, each) for each in problem.carers)


def _is_unbound(problem: Problem, carer: Carer) -> bool:
    rules = (carer.ordered_visits, carer.frozen, carer.use_cost, carer.service_cost)
    return (
        len(carer.shifts) == 1
        and carer.shifts[0].latest_home(problem.horizon_seconds) >= problem.horizon_seconds
        and len(carer.breaks) <= 1
        and not any(each.required or not each.at_next_visit or not each.seconds for each in carer.breaks)
        and all(len(each.windows) == 1 for each in carer.breaks)
        and all(each is None for each in carer.limits_of_a_day)
        and not any(rules)
    )


def _visits_are_simple(problem: Problem) -> bool:
    return all(_is_simple(problem, visit) for visit in problem.visits)


def _is_simple(problem: Problem, visit: Visit) -> bool:
    wishes = (visit.promise, visit.pin, visit.sex, visit.language, visit.meal)
    loads = (visit.setup_seconds, visit.setup_by_grade, visit.delivered, visit.collected)
    return (
        len(visit.parts) <= 2
        and all(each is None for each in wishes)
        and not any(loads)
        and not any(part.service_by_grade for part in visit.parts)
        and len(visit.windows) <= 1
        and len(visit.due) <= 2
        and all(window.until >= problem.horizon_seconds for window in visit.windows)
    )


def _carers(problem: Problem) -> tuple[np.ndarray, list[int]]:
    """The carers, and the place of every spot: those of the visits, then where rounds begin and end."""
    carers = records(len(problem.carers), CARER)
    places = [0, *(problem.place_rank[visit.place] for visit in problem.visits)]
    spots: dict[int, int] = {}
    for rank, carer in enumerate(problem.carers):
        shift, weights = carer.shifts[0], problem.objective
        for column, place in (("begins", shift.start_place), ("ends", shift.end_place)):
            spot = spots.setdefault(problem.place_rank[place], len(places) + len(spots))
            carers[column][rank] = spot
        carers[rank].opens, carers[rank].until = shift.from_, shift.until
        carers[rank].overtime_cost = weights.overtime * carer.overtime_cost
        for pause in carer.breaks:
            carers[rank].rest, carers[rank].missed_cost = pause.seconds, weights.missed_breaks
            carers[rank].rest_opens, carers[rank].rest_closes = pause.opens, pause.closes
    return carers, places + list(spots)


def _strange(problem: Problem) -> np.ndarray:
    """(n + 1, m) weighted cost of each carer who comes although others are preferred."""
    strange = np.zeros((len(problem.visits) + 1, len(problem.carers)), np.int64)
    for rank, visit in enumerate(problem.visits, 1):
        for column, carer in enumerate(problem.carers):
            unwanted = visit.preferred_carers and carer.id not in visit.preferred_carers
            strange[rank, column] = problem.objective.continuity if unwanted else 0
    return strange


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
    visits, weights = records(len(problem.visits) + 1, VISIT), problem.objective
    # What serving one visit could cost at most, so to say; leaving out a dearer one is never tried.
    dear = problem.horizon_seconds * (weights.travel + weights.lateness + weights.overtime)
    for rank, visit in enumerate(problem.visits, 1):
        given, limit = visits[rank], visit.gap_maximum_seconds
        given.opens = visit.windows[0].from_ if visit.windows else 0
        given.due = visit.due[0].until if visit.due else NO_LIMIT
        given.next_opens, given.next_due = NO_LIMIT, NO_LIMIT
        if len(visit.due) == 2:
            given.next_opens, given.next_due = visit.due[1].from_, visit.due[1].until
        given.due_at_end = visit.due_at_end
        given.service = visit.parts[0].service_seconds
        given.kind = ALONE
        if len(visit.parts) == 2:
            given.second_service, given.kind = visit.parts[1].service_seconds, KINDS[visit.starts]
        given.gap_minimum = visit.gap_minimum_seconds
        given.gap_maximum = NO_LIMIT if limit is None else limit
        given.drop_cost = weights.unserved * visit.cost_of_dropping
        given.optional = given.drop_cost < dear
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
    travel = travel[:count, :count]
    arrive = (visits["opens"] + visits["service"])[:, None] + travel
    last = np.where(visits["next_due"] < NO_LIMIT, visits["next_due"], visits["due"])
    wait, late = visits["opens"][None] - arrive, arrive - last[None]
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
    rounds = [_round(problem, team, sequence, rank) for rank in range(len(problem.carers))]
    return Plan(tuple(each for each in rounds if each is not None), unserved=_left_out(problem, sequence))


def _left_out(problem: Problem, sequence: Sequence) -> tuple[str, ...]:
    carers = sequence.stops["carer"][2 : 2 * len(sequence.keys) : 2]
    return tuple(visit.id for visit, carer in zip(problem.visits, carers, strict=True) if carer == NOBODY)


def _round(problem: Problem, team: Team, sequence: Sequence, rank: int) -> Round | None:
    """Each stop as early as can be; the carer leaves as late as the first one allows."""
    carer, begin = problem.carers[rank], begin_of(sequence, rank)
    here, stop, clock = begin, int(sequence.stops[begin].following), -1
    leave_at, stops = 0, list[Stop]()
    while stop != begin:
        visit, part = problem.visits[(stop >> 1) - 1], stop & 1
        way = int(team.travel[sequence.stops[here].leaves, stop >> 1])
        end = int(sequence.stops[stop].ends)
        start = end - visit.parts[part].service_seconds
        pause = _pause(team, sequence, here, stop)
        if not stops:
            leave_at = clock = (start if pause is None else pause) - way
        arrive_at = clock + way
        if pause is not None:
            rest_ends = pause + carer.breaks[0].seconds
            stops.append(Stop(StopKind.BREAK, carer.breaks[0].id, visit.place, arrive_at, pause, rest_ends))
            arrive_at = rest_ends
        stops.append(Stop(StopKind.VISIT, visit.id, visit.place, arrive_at, start, end, part))
        here, stop, clock = stop, int(sequence.stops[stop].following), end
    home = clock + int(team.travel[sequence.stops[here].leaves, team.carers[rank].ends])
    return Round(carer.id, 0, leave_at, home, tuple(stops)) if stops else None


def _pause(team: Team, sequence: Sequence, here: int, stop: int) -> int | None:
    """When the break between two stops starts, if there is one."""
    stops, given = sequence.stops, team.carers[sequence.stops[stop].carer]
    if not given.rest or not rests_between(sequence, stops[stop].carer, stops[here].visit, stop >> 1):
        return None
    ready = stops[here].ends + team.travel[stops[here].leaves, stop >> 1]
    start = int(max(ready, given.rest_opens))
    return start if start <= given.rest_closes else None
