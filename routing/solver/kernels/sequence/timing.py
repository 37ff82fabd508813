"""When visits start, and what a changed order costs; only what the change reaches is timed."""

import numpy as np

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.sequence.arrays import (
    ALONE,
    DELAYED,
    HOPEFUL,
    HOPES,
    LARGEST,
    LATE,
    LOST,
    NOT,
    ORDERED,
    SEEN,
    TIMES,
    TOGETHER,
    TRAVEL,
    WAITING,
    Sequence,
    Team,
    Trial,
)
from routing.solver.kernels.sequence.linking import await_timing

TOO_DEAR = -1


@compiled
def weigh(team: Team, sequence: Sequence, trial: Trial, limit: float) -> int:
    """Cost of the changed order, or TOO_DEAR as soon as it is sure to be above the limit.

    Starts grow with the starts before them: once no visit is left that might start earlier, lateness can
    only grow. Travel is known before anything is timed.
    """
    sums, counts, before = sequence.sums, trial.counts, trial.sums[LARGEST]
    if team.weights[TRAVEL] * sums[TRAVEL] > limit:
        return TOO_DEAR
    while counts[WAITING] > 0:
        if counts[HOPES] == 0:
            sums[LARGEST] = counts[SEEN] if counts[LOST] else max(before, counts[SEEN])
            if priced(team, sums) > limit:
                return TOO_DEAR
        _time_again(team, sequence, trial, _next(sequence, trial))
    sums[LARGEST] = max(before, counts[SEEN])
    if counts[LOST] and counts[SEEN] < before:
        sums[LARGEST] = _largest(sequence)
    return priced(team, sums)


@compiled
def _next(sequence: Sequence, trial: Trial) -> int:
    """Of the visits waiting to be timed again the one of the lowest key: nothing before it will change."""
    waiting, counts = trial.waiting, trial.counts
    best = 0
    for rank in range(1, counts[WAITING]):
        if sequence.keys[waiting[rank]] < sequence.keys[waiting[best]]:
            best = rank
    visit = waiting[best]
    counts[WAITING] -= 1
    waiting[best] = waiting[counts[WAITING]]
    if sequence.at[visit].waits == HOPEFUL:
        counts[HOPES] -= 1
    sequence.at[visit].waits = NOT
    return int(visit)


@compiled
def _time_again(team: Team, sequence: Sequence, trial: Trial, visit: int) -> None:
    stops, at, counts = sequence.stops, sequence.at[visit], trial.counts
    before = trial.timed[counts[TIMES]]
    counts[TIMES] += 1
    before.visit, before.ends, before.late, before.latest = visit, stops[2 * visit].ends, at.late, at.latest
    before.second_ends = stops[2 * visit + 1].ends
    stand(team, sequence, visit)
    sequence.sums[LATE] += at.late - before.late
    counts[SEEN] = max(counts[SEEN], at.latest)
    if at.latest < before.latest and before.latest == trial.sums[LARGEST]:
        counts[LOST] = 1
    _pass_on(sequence, trial, 2 * visit, before.ends)
    if team.visits[visit].kind != ALONE:
        _pass_on(sequence, trial, 2 * visit + 1, before.second_ends)


@compiled
def _pass_on(sequence: Sequence, trial: Trial, stop: int, before: int) -> None:
    """What follows a stop is to be timed again if the stop ends otherwise than before."""
    here = sequence.stops[stop]
    if here.ends != before:
        how = DELAYED if here.ends > before else HOPEFUL
        await_timing(sequence, trial, sequence.stops[here.following].visit, how)


@compiled
def stand(team: Team, sequence: Sequence, visit: int) -> None:
    """Time a visit as early as the stops before it and its window allow."""
    given, at, stops = team.visits[visit], sequence.at[visit], sequence.stops
    first = stops[2 * visit]
    start = max(given.opens, stops[first.previous].ends + team.travel[stops[first.previous].visit, visit])
    late = 0
    if given.kind != ALONE:
        other = stops[2 * visit + 1]
        second = stops[other.previous].ends + team.travel[stops[other.previous].visit, visit]
        second = max(given.opens, second)
        if given.kind == TOGETHER:
            start = max(start, second)
            second = start
        if given.kind == ORDERED:
            second = max(second, start + given.gap_minimum)
            start = max(start, second - given.gap_maximum)
        late = max(0, second - given.due)
        other.ends = second + given.second_service
    first.ends = start + given.service
    own = max(0, start - given.due)
    at.late = own + late
    at.latest = max(own, late)


@compiled
def _largest(sequence: Sequence) -> int:
    largest = 0
    for visit in range(1, len(sequence.keys)):
        largest = max(largest, sequence.at[visit].latest)
    return largest


@compiled
def priced(team: Team, sums: np.ndarray) -> int:
    """The weighted sum."""
    weights = team.weights
    travel, late, largest = weights[TRAVEL] * sums[TRAVEL], weights[LATE] * sums[LATE], sums[LARGEST]
    return int(travel + late + weights[LARGEST] * largest)


@compiled
def forget(sequence: Sequence, trial: Trial) -> None:
    """Give every visit timed since the move began its times back; nothing waits any more."""
    counts, stops = trial.counts, sequence.stops
    for rank in range(counts[TIMES] - 1, -1, -1):
        before = trial.timed[rank]
        stops[2 * before.visit].ends, stops[2 * before.visit + 1].ends = before.ends, before.second_ends
        sequence.at[before.visit].late = before.late
        sequence.at[before.visit].latest = before.latest
    for rank in range(counts[WAITING]):
        sequence.at[trial.waiting[rank]].waits = NOT


@compiled
def time_all(team: Team, sequence: Sequence) -> None:
    """Time the whole order anew."""
    sums, stops = sequence.sums, sequence.stops
    sums[:] = 0
    for visit in np.argsort(sequence.keys)[1:]:
        stand(team, sequence, visit)
        sums[LATE] += sequence.at[visit].late
    for stop in range(2, len(stops)):
        if stops[stop].carer >= 0:
            sums[TRAVEL] += team.travel[stops[stop].visit, stops[stops[stop].following].visit]
    sums[LARGEST] = _largest(sequence)
