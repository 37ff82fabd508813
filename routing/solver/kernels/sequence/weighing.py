"""What a changed order costs, timing only what the change reaches."""

import numpy as np

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.sequence.arrays import (
    ALONE,
    FIRST,
    FIRST_CARER,
    LARGEST,
    LAST,
    LATE,
    MOVED,
    ORDERED,
    ORIGIN,
    PARTNER,
    SECOND_CARER,
    TOGETHER,
    TRAVEL,
    Sequence,
    Team,
    Trial,
)

# How a carer differs from before the move; MARKED: concerned by it, until its last change is passed.
SAME, DELAYED, OTHERWISE, MARKED = range(4)
TOO_DEAR = -1
TOUCHED, UNTIL = range(2)  # columns of Trial.counts


@compiled
def weigh(team: Team, sequence: Sequence, trial: Trial, limit: float) -> int:
    """Cost of the changed order, or TOO_DEAR as soon as it is sure to be above the limit.

    Starts grow with the starts before them, so while carers are only delayed, lateness can only grow.
    """
    sums, last, ranks = trial.sums, trial.change[LAST], len(sequence.order)
    rank, touched, delayed, otherwise = trial.change[FIRST], 0, 0, _mark(sequence, trial)
    # Between its old place and its new one a moved visit has let the others close up by one rank.
    offset = _offset(sequence, trial)
    while rank < ranks and delayed + otherwise > 0:
        if otherwise == 0 and priced(team, sums) > limit:
            return TOO_DEAR
        visit = sequence.order[rank]
        one, two = sequence.carers[visit, 0], sequence.carers[visit, 1]
        if trial.differs[one] == SAME and (two < 0 or trial.differs[two] == SAME):
            sums[LARGEST] = max(sums[LARGEST], sequence.at[visit].latest)
        else:
            _fetch(sequence, trial, one, rank + offset)
            _fetch(sequence, trial, two, rank + offset)
            stand(team, trial.at, trial.where, trial.free, visit, one, two)
            trial.touched[touched] = visit
            touched += 1
            sums[TRAVEL] += trial.at[visit].way - sequence.at[visit].way
            sums[LATE] += trial.at[visit].late - sequence.at[visit].late
            sums[LARGEST] = max(sums[LARGEST], trial.at[visit].latest)
            for carer in (one, two):
                if carer < 0 or trial.differs[carer] == MARKED:
                    continue
                delayed -= trial.differs[carer] == DELAYED
                otherwise -= trial.differs[carer] == OTHERWISE
                trial.differs[carer] = _difference(sequence, trial, carer, rank + offset + 1)
                delayed += trial.differs[carer] == DELAYED
                otherwise += trial.differs[carer] == OTHERWISE
        rank += 1
        if rank == last + 1:
            offset, delayed, otherwise = 0, 0, 0
            for carer in range(len(trial.differs)):
                if trial.differs[carer] == MARKED:
                    trial.differs[carer] = _difference(sequence, trial, carer, rank)
                delayed += trial.differs[carer] == DELAYED
                otherwise += trial.differs[carer] == OTHERWISE
    trial.counts[TOUCHED], trial.counts[UNTIL] = touched, rank
    sums[LARGEST] = max(sums[LARGEST], sequence.largest_after[rank])
    if rank == ranks:
        sums[TRAVEL] += _change_of_ways_home(team, sequence, trial)
    return priced(team, sums)


@compiled
def _mark(sequence: Sequence, trial: Trial) -> int:
    """Begin before the first change, every carer marked whom the change concerns; how many."""
    first, change = trial.change[FIRST], trial.change
    trial.sums[TRAVEL], trial.sums[LATE] = sequence.sums[TRAVEL], sequence.sums[LATE]
    trial.sums[LARGEST] = sequence.largest_before[first]
    trial.differs[:] = SAME
    moved, other = change[MOVED], abs(change[PARTNER])
    marked = _mark_one(sequence, trial, change[FIRST_CARER], first)
    marked += _mark_one(sequence, trial, change[SECOND_CARER], first)
    marked += _mark_one(sequence, trial, sequence.carers[moved, 0], first)
    marked += _mark_one(sequence, trial, sequence.carers[moved, 1], first)
    if other > 0:
        marked += _mark_one(sequence, trial, sequence.carers[other, 0], first)
        marked += _mark_one(sequence, trial, sequence.carers[other, 1], first)
    return marked


@compiled
def _mark_one(sequence: Sequence, trial: Trial, carer: int, row: int) -> int:
    if carer < 0 or trial.differs[carer] == MARKED:
        return 0
    _fetch(sequence, trial, carer, row)
    trial.differs[carer] = MARKED
    return 1


@compiled
def _fetch(sequence: Sequence, trial: Trial, carer: int, row: int) -> None:
    """Read where a carer stands, unless the move has changed that."""
    if carer >= 0 and trial.differs[carer] == SAME:
        trial.where[carer], trial.free[carer] = sequence.where[row, carer], sequence.free[row, carer]


@compiled
def _offset(sequence: Sequence, trial: Trial) -> int:
    """Old rank minus new rank of the visits between the first and the last change."""
    if trial.change[PARTNER] != 0:
        return 0
    here, there = trial.change[ORIGIN], sequence.place[trial.change[MOVED]]
    return 1 if here < there else (-1 if here > there else 0)


@compiled
def _change_of_ways_home(team: Team, sequence: Sequence, trial: Trial) -> int:
    change, ranks = 0, len(sequence.order)
    for carer in range(len(trial.differs)):
        if trial.differs[carer] != SAME:
            change += team.travel[trial.where[carer], 0] - team.travel[sequence.where[ranks, carer], 0]
    return change


@compiled
def priced(team: Team, sums: np.ndarray) -> int:
    """The weighted sum."""
    weights = team.weights
    travel, late, largest = weights[TRAVEL] * sums[TRAVEL], weights[LATE] * sums[LATE], sums[LARGEST]
    return int(travel + late + weights[LARGEST] * largest)


@compiled
def _difference(sequence: Sequence, trial: Trial, carer: int, rank: int) -> int:
    if trial.where[carer] != sequence.where[rank, carer]:
        return OTHERWISE
    if trial.free[carer] == sequence.free[rank, carer]:
        return SAME
    return DELAYED if trial.free[carer] > sequence.free[rank, carer] else OTHERWISE


@compiled
def stand(
    team: Team, at: np.ndarray, where: np.ndarray, free: np.ndarray, visit: int, one: int, two: int
) -> None:
    """Put a visit at the end of its carers' rounds, as early as they and its window allow."""
    given, here = team.visits[visit], at[visit]
    way = team.travel[where[one], visit]
    start = max(given.opens, free[one] + way)
    late = 0
    if given.kind != ALONE:
        second_way = team.travel[where[two], visit]
        second = max(given.opens, free[two] + second_way)
        way += second_way
        if given.kind == TOGETHER:
            start = max(start, second)
            second = start
        if given.kind == ORDERED:
            second = max(second, start + given.gap_minimum)
            start = max(start, second - given.gap_maximum)
        late = max(0, second - given.due)
        where[two] = visit
        free[two] = second + given.second_service
        here.second_ends = free[two]
    where[one] = visit
    free[one] = start + given.service
    here.ends = free[one]
    here.way = way
    own = max(0, start - given.due)
    here.late = own + late
    here.latest = max(own, late)


@compiled
def time_all(team: Team, sequence: Sequence) -> None:
    """Time the whole order anew."""
    sums, ranks = sequence.sums, len(sequence.order)
    sums[:] = 0
    sequence.where[0, :] = 0
    sequence.free[0, :] = 0
    for rank in range(ranks):
        visit = sequence.order[rank]
        sequence.place[visit] = rank
        sequence.where[rank + 1] = sequence.where[rank]
        sequence.free[rank + 1] = sequence.free[rank]
        one, two = sequence.carers[visit, 0], sequence.carers[visit, 1]
        stand(team, sequence.at, sequence.where[rank + 1], sequence.free[rank + 1], visit, one, two)
        sums[TRAVEL] += sequence.at[visit].way
        sums[LATE] += sequence.at[visit].late
    for carer in range(sequence.where.shape[1]):
        sums[TRAVEL] += team.travel[sequence.where[ranks, carer], 0]
    note_largest(sequence, 0, ranks)
    sums[LARGEST] = sequence.largest_before[ranks]


@compiled
def note_largest(sequence: Sequence, first: int, until: int) -> None:
    """Renew the largest lateness before and after each rank, once ranks first .. until - 1 have changed."""
    for rank in range(first, len(sequence.order)):
        latest = sequence.at[sequence.order[rank]].latest
        sequence.largest_before[rank + 1] = max(sequence.largest_before[rank], latest)
    for rank in range(until - 1, -1, -1):
        latest = sequence.at[sequence.order[rank]].latest
        sequence.largest_after[rank] = max(sequence.largest_after[rank + 1], latest)
