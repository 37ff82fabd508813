"""What a round costs beyond its ways and visits: waiting, overtime, a missed break; and its idle time."""

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.sequence.arrays import (
    ALONE,
    FREE,
    IDLE,
    ROUNDS,
    TOLLS,
    WAITED,
    Sequence,
    Team,
    Trial,
)
from routing.solver.kernels.sequence.linking import begin_of
from routing.solver.kernels.sequence.standing import rests_between, room

NEVER = 1 << 50


@compiled
def count_tolls(team: Team, sequence: Sequence, trial: Trial) -> None:
    """Count the rounds again that the move has reached."""
    sums = sequence.sums
    sums[TOLLS] = trial.sums[TOLLS]
    for rank in range(trial.counts[ROUNDS]):
        carer = trial.rounds[rank]
        count_toll(team, sequence, carer)
        sums[TOLLS] += sequence.tolls[carer] - trial.tolls[rank]
    sums[IDLE] = sequence.idle.max()


@compiled
def count_toll(team: Team, sequence: Sequence, carer: int) -> None:
    """Waiting counts as if the carer left as late as harms no stop (Savelsbergh's forward slack)."""
    given, begin = team.carers[carer], begin_of(sequence, carer)
    if sequence.stops[begin].following == begin:
        sequence.tolls[carer], sequence.idle[carer] = given.missed_cost, max(0, given.until - given.opens)
        return
    waiting, idle, rested = _wait(team, sequence, carer, begin)
    last = sequence.stops[sequence.stops[begin].previous]
    home = last.ends + team.travel[last.leaves, given.ends]
    sequence.idle[carer] = idle + max(0, given.until - home)
    toll = team.weights[WAITED] * waiting + given.overtime_cost * max(0, home - given.until)
    sequence.tolls[carer] = toll + (0 if rested else given.missed_cost)


@compiled
def _wait(team: Team, sequence: Sequence, carer: int, begin: int) -> tuple[int, int, bool]:
    """(waiting that counts, all waiting, whether the break is taken) of a round with stops.

    Waiting for the first stop is waiting at home; so is, by the rules of the judge, waiting after a break
    that opens the round.
    """
    stops, given = sequence.stops, team.carers[carer]
    waiting, idle, free, slack, rank, rested = 0, 0, 0, NEVER, 0, False
    here, stop = stops[begin], stops[begin].following
    while stops[stop].visit > 0:
        visit = stops[stop].visit
        ready = here.ends + team.travel[here.leaves, visit]
        pause = max(ready, given.rest_opens)
        if (
            given.rest > 0
            and pause <= given.rest_closes
            and rests_between(sequence, carer, here.visit, visit)
        ):
            rested, idle = True, idle + pause - ready
            waiting += pause - ready if rank > 0 else 0
            slack = min(slack, waiting + given.rest_closes - pause)
            ready, rank = pause + given.rest, rank + 1
        start = stops[stop].ends - _service(team, stop)
        idle += start - ready
        waiting += start - ready if rank > 0 else 0
        if rank == 1 and rested:
            free = start - ready
        slack = min(slack, waiting + _room_to_wait(team, stop, start))
        here, stop, rank = stops[stop], stops[stop].following, rank + 1
    return waiting - max(min(waiting, slack), free), idle, rested


@compiled
def _service(team: Team, stop: int) -> int:
    visit = team.visits[stop >> 1]
    return int(visit.second_service if stop & 1 else visit.service)


@compiled
def _room_to_wait(team: Team, stop: int, start: int) -> int:
    """How much later a stop may start without harm."""
    given = team.visits[stop >> 1]
    if given.kind not in (ALONE, FREE):
        return 0
    return max(0, room(given, start, _service(team, stop)))
