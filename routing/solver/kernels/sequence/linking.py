"""Visits taken out of rounds and put into them."""

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.sequence.arrays import (
    ALONE,
    DELAYED,
    HOPEFUL,
    HOPES,
    LIFTS,
    NOT,
    TRAVEL,
    WAITING,
    Sequence,
    Team,
    Trial,
)


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
    here = stops[stop]
    following, visit = stops[previous].following, here.visit
    here.previous, here.following, here.carer = previous, following, stops[previous].carer
    stops[previous].following = stop
    stops[following].previous = stop
    first, last = stops[previous].visit, stops[following].visit
    sequence.sums[TRAVEL] += team.travel[first, visit] + team.travel[visit, last] - team.travel[first, last]


@compiled
def take(team: Team, sequence: Sequence, stop: int) -> None:
    """Take a stop out of its round."""
    stops = sequence.stops
    visit, previous, following = stops[stop].visit, stops[stop].previous, stops[stop].following
    stops[previous].following = following
    stops[following].previous = previous
    first, last = stops[previous].visit, stops[following].visit
    sequence.sums[TRAVEL] -= team.travel[first, visit] + team.travel[visit, last] - team.travel[first, last]


@compiled
def lift(team: Team, sequence: Sequence, trial: Trial, visit: int) -> None:
    """Take a visit out of its rounds; what followed it is to be timed again."""
    lifted, stop = trial.lifted[trial.counts[LIFTS]], sequence.stops[2 * visit]
    trial.counts[LIFTS] += 1
    lifted.visit, lifted.key = visit, sequence.keys[visit]
    lifted.previous, lifted.carer = stop.previous, stop.carer
    await_timing(sequence, trial, sequence.stops[stop.following].visit, HOPEFUL)
    take(team, sequence, 2 * visit)
    if team.visits[visit].kind != ALONE:
        stop = sequence.stops[2 * visit + 1]
        lifted.second_previous, lifted.second_carer = stop.previous, stop.carer
        await_timing(sequence, trial, sequence.stops[stop.following].visit, HOPEFUL)
        take(team, sequence, 2 * visit + 1)


@compiled
def place(team: Team, sequence: Sequence, trial: Trial, stop: int, previous: int) -> None:
    """Put a stop of a lifted visit after another; it and what follows are to be timed again."""
    put(team, sequence, stop, previous)
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
        take(team, sequence, 2 * visit)
        if team.visits[visit].kind != ALONE:
            take(team, sequence, 2 * visit + 1)
    for rank in range(trial.counts[LIFTS] - 1, -1, -1):
        lifted = trial.lifted[rank]
        sequence.keys[lifted.visit] = lifted.key
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
