"""Visits taken out of rounds and put into them."""

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.sequence.arrays import (
    ALONE,
    DELAYED,
    FIXED,
    HOPEFUL,
    HOPES,
    LIFTS,
    NOT,
    ROUNDS,
    TRAVEL,
    WAITING,
    Sequence,
    Team,
    Trial,
)

NOBODY = -1


@compiled
def begin_of(sequence: Sequence, carer: int) -> int:
    """The stop before the first one of a carer's round."""
    return 2 * len(sequence.keys) + carer


@compiled
def key_at(sequence: Sequence, stop: int) -> float:
    """Key of the visit of a stop, 0 where a round begins."""
    return sequence.keys[sequence.stops[stop].visit]


@compiled
def key_after(sequence: Sequence, stop: int) -> float:
    """Key of the visit that follows in the round, or above all where none does."""
    visit = sequence.stops[sequence.stops[stop].following].visit
    return sequence.keys[visit] if visit > 0 else float(len(sequence.keys))


@compiled
def put(team: Team, sequence: Sequence, stop: int, previous: int) -> None:
    """Put a stop into the round of `previous`, right after it."""
    stops = sequence.stops
    following, visit, carer = stops[previous].following, stops[stop].visit, stops[previous].carer
    stops[stop].previous, stops[stop].following, stops[stop].carer = previous, following, carer
    stops[previous].following = stop
    stops[following].previous = stop
    sequence.sums[TRAVEL] += _detour(team, sequence, stop)
    sequence.sums[FIXED] += team.strange[visit, carer]


@compiled
def take(team: Team, sequence: Sequence, stop: int) -> None:
    """Take a stop out of its round."""
    stops = sequence.stops
    sequence.sums[TRAVEL] -= _detour(team, sequence, stop)
    sequence.sums[FIXED] -= team.strange[stops[stop].visit, stops[stop].carer]
    previous, following = stops[stop].previous, stops[stop].following
    stops[previous].following = following
    stops[following].previous = previous
    stops[stop].carer = NOBODY


@compiled
def _detour(team: Team, sequence: Sequence, stop: int) -> int:
    stops, visit = sequence.stops, sequence.stops[stop].visit
    first, last = stops[stops[stop].previous].leaves, stops[stops[stop].following].reaches
    return int(team.travel[first, visit] + team.travel[visit, last] - team.travel[first, last])


@compiled
def lift(team: Team, sequence: Sequence, trial: Trial, visit: int) -> None:
    """Take a visit out of the rounds it is in; what followed it is to be timed again."""
    lifted, stop = trial.lifted[trial.counts[LIFTS]], sequence.stops[2 * visit]
    trial.counts[LIFTS] += 1
    lifted.visit, lifted.key = visit, sequence.keys[visit]
    lifted.previous, lifted.carer = stop.previous, stop.carer
    if stop.carer == NOBODY:
        sequence.sums[FIXED] -= team.visits[visit].drop_cost
        return
    _release(team, sequence, trial, 2 * visit)
    if team.visits[visit].kind != ALONE:
        lifted.second_previous = sequence.stops[2 * visit + 1].previous
        lifted.second_carer = sequence.stops[2 * visit + 1].carer
        _release(team, sequence, trial, 2 * visit + 1)


@compiled
def _release(team: Team, sequence: Sequence, trial: Trial, stop: int) -> None:
    reach(sequence, trial, sequence.stops[stop].carer)
    await_timing(sequence, trial, sequence.stops[sequence.stops[stop].following].visit, HOPEFUL)
    take(team, sequence, stop)


@compiled
def place(team: Team, sequence: Sequence, trial: Trial, stop: int, previous: int) -> None:
    """Put a stop of a lifted visit after another; it and what follows are to be timed again."""
    put(team, sequence, stop, previous)
    reach(sequence, trial, sequence.stops[stop].carer)
    await_timing(sequence, trial, sequence.stops[stop].visit, HOPEFUL)
    await_timing(sequence, trial, sequence.stops[sequence.stops[stop].following].visit, HOPEFUL)


@compiled
def find(sequence: Sequence, near: int, key: float) -> int:
    """The stop after which a visit of this key goes, in the round of the stop `near`."""
    stops, stop = sequence.stops, near
    while key_at(sequence, stop) > key:
        stop = stops[stop].previous
    while key_after(sequence, stop) < key:
        stop = stops[stop].following
    return stop


@compiled
def put_back(team: Team, sequence: Sequence, trial: Trial) -> None:
    """Undo all lifting and placing since the move began."""
    for rank in range(trial.counts[LIFTS]):
        visit = trial.lifted[rank].visit
        if sequence.stops[2 * visit].carer != NOBODY:
            take(team, sequence, 2 * visit)
            if team.visits[visit].kind != ALONE:
                take(team, sequence, 2 * visit + 1)
    for rank in range(trial.counts[LIFTS] - 1, -1, -1):
        lifted = trial.lifted[rank]
        sequence.keys[lifted.visit] = lifted.key
        if lifted.carer == NOBODY:
            continue
        put(team, sequence, 2 * lifted.visit, lifted.previous)
        if team.visits[lifted.visit].kind != ALONE:
            put(team, sequence, 2 * lifted.visit + 1, lifted.second_previous)


@compiled
def await_timing(sequence: Sequence, trial: Trial, visit: int, how: int) -> None:
    """Note that a visit is to be timed again, as DELAYED or HOPEFUL."""
    if visit == 0 or sequence.at[visit].waits >= how:
        return
    if sequence.at[visit].waits == NOT:
        trial.waiting[trial.counts[WAITING]] = visit
        trial.counts[WAITING] += 1
    if how > DELAYED:
        trial.counts[HOPES] += 1
    sequence.at[visit].waits = how


@compiled
def reach(sequence: Sequence, trial: Trial, carer: int) -> None:
    """Note that the tolls of a round are to be counted again."""
    if carer == NOBODY or trial.reached[carer]:
        return
    rank = trial.counts[ROUNDS]
    trial.reached[carer] = 1
    trial.rounds[rank] = carer
    trial.tolls[rank], trial.idle[rank] = sequence.tolls[carer], sequence.idle[carer]
    trial.counts[ROUNDS] += 1
