"""When visits start, and what a changed order costs; only what the change reaches is timed."""

import numpy as np

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.sequence.arrays import (
    ALONE,
    DELAYED,
    FIXED,
    HOPEFUL,
    HOPES,
    IDLE,
    IDLED,
    LARGEST,
    LATE,
    LOST,
    NOT,
    RESTED,
    ROUNDS,
    SEEN,
    TIMES,
    TOLLED,
    TOLLS,
    TRAVEL,
    WAITING,
    Sequence,
    Team,
    Trial,
)
from routing.solver.kernels.sequence.linking import NOBODY, await_timing, lift, reach
from routing.solver.kernels.sequence.standing import stand
from routing.solver.kernels.sequence.tolls import count_toll, count_tolls

TOO_DEAR = -1


@compiled
def weigh(team: Team, sequence: Sequence, trial: Trial, limit: float) -> int:
    """Cost of the changed order, or TOO_DEAR as soon as it is sure to be above the limit.

    Starts grow with the starts before them: once no visit is left that might start earlier, lateness can
    only grow (but for breaks that come too late and are missed). Travel is known before anything is timed.
    """
    sums, counts, before = sequence.sums, trial.counts, trial.sums[LARGEST]
    sums[TOLLS], sums[IDLE] = 0, 0
    if team.weights[TRAVEL] * sums[TRAVEL] + sums[FIXED] > limit:
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
    if team.weights[TOLLED]:
        count_tolls(team, sequence, trial)
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
    at, counts = sequence.at[visit], trial.counts
    before = trial.timed[counts[TIMES]]
    _note(sequence, trial, visit)
    stand(team, sequence, visit)
    sequence.sums[LATE] += at.late - before.late
    counts[SEEN] = max(counts[SEEN], at.latest)
    if at.latest < before.latest and before.latest == trial.sums[LARGEST]:
        counts[LOST] = 1
    _pass_on(sequence, trial, 2 * visit, before.ends)
    if team.visits[visit].kind != ALONE:
        _pass_on(sequence, trial, 2 * visit + 1, before.second_ends)


@compiled
def _note(sequence: Sequence, trial: Trial, visit: int) -> None:
    """Keep the times of a visit as they are."""
    before, stops, at = trial.timed[trial.counts[TIMES]], sequence.stops, sequence.at[visit]
    trial.counts[TIMES] += 1
    before.visit, before.late, before.latest = visit, at.late, at.latest
    before.ends, before.second_ends = stops[2 * visit].ends, stops[2 * visit + 1].ends


@compiled
def _pass_on(sequence: Sequence, trial: Trial, stop: int, before: int) -> None:
    """What follows a stop is to be timed again if the stop ends otherwise than before."""
    here = sequence.stops[stop]
    if here.ends != before:
        reach(sequence, trial, here.carer)
        how = DELAYED if here.ends > before else HOPEFUL
        await_timing(sequence, trial, sequence.stops[here.following].visit, how)


@compiled
def leave_out(team: Team, sequence: Sequence, trial: Trial, visit: int) -> None:
    """Take a visit out of the plan; it is late no more."""
    at = sequence.at[visit]
    lift(team, sequence, trial, visit)
    _note(sequence, trial, visit)
    sequence.sums[FIXED] += team.visits[visit].drop_cost
    sequence.sums[LATE] -= at.late
    if at.latest > 0 and at.latest == trial.sums[LARGEST]:
        trial.counts[LOST] = 1
    at.late, at.latest = 0, 0


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
    rounds = sums[TOLLS] + weights[IDLED] * sums[IDLE]
    return int(travel + late + weights[LARGEST] * largest + sums[FIXED] + rounds)


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
    for rank in range(counts[ROUNDS]):
        carer = trial.rounds[rank]
        sequence.tolls[carer], sequence.idle[carer] = trial.tolls[rank], trial.idle[rank]
    if counts[RESTED] > 0:
        sequence.rest_keys[counts[RESTED] - 1] = trial.rest[0]


@compiled
def time_all(team: Team, sequence: Sequence) -> None:
    """Time the whole order anew."""
    sums, stops = sequence.sums, sequence.stops
    sums[LATE] = 0
    for visit in np.argsort(sequence.keys)[1:]:
        if stops[2 * visit].carer != NOBODY:
            stand(team, sequence, visit)
            sums[LATE] += sequence.at[visit].late
    sums[LARGEST] = _largest(sequence)
    sums[TOLLS] = 0
    if team.weights[TOLLED]:
        for carer in range(len(sequence.tolls)):
            count_toll(team, sequence, carer)
        sums[TOLLS], sums[IDLE] = sequence.tolls.sum(), sequence.idle.max()
