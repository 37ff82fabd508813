"""Where and when a visit stands between the stops before it and its soft windows."""

from typing import Any

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.sequence.arrays import ALONE, ORDERED, TOGETHER, Sequence, Team


@compiled
def stand(team: Team, sequence: Sequence, visit: int) -> None:
    """Time a visit as early as the stops before it and its window allow."""
    given, at = team.visits[visit], sequence.at[visit]
    start, late = max(given.opens, _ready(team, sequence, 2 * visit)), 0
    if given.kind != ALONE:
        second = max(given.opens, _ready(team, sequence, 2 * visit + 1))
        if given.kind == TOGETHER:
            start = max(start, second)
            second = start
        if given.kind == ORDERED:
            second = max(second, start + given.gap_minimum)
            start = max(start, second - given.gap_maximum)
        late = max(0, -room(given, second, given.second_service))
        sequence.stops[2 * visit + 1].ends = second + given.second_service
    sequence.stops[2 * visit].ends = start + given.service
    own = max(0, -room(given, start, given.service))
    at.late = own + late
    at.latest = max(own, late)


@compiled
def _ready(team: Team, sequence: Sequence, stop: int) -> int:
    """When the carer is at a stop and has had the break that comes before it."""
    previous, visit = sequence.stops[sequence.stops[stop].previous], sequence.stops[stop].visit
    ready = previous.ends + team.travel[previous.leaves, visit]
    carer = sequence.stops[stop].carer
    if team.carers[carer].rest > 0 and rests_between(sequence, carer, previous.visit, visit):
        start = max(ready, team.carers[carer].rest_opens)
        if start <= team.carers[carer].rest_closes:
            return int(start + team.carers[carer].rest)
    return int(ready)


@compiled
def rests_between(sequence: Sequence, carer: int, first: int, second: int) -> bool:
    """Whether the break of a carer comes between these two visits of the round."""
    return sequence.keys[first] < sequence.rest_keys[carer] <= sequence.keys[second]


@compiled
def room(given: Any, start: int, service: int) -> int:
    """Seconds until a part that starts then would be late; negative if it is."""
    due = given.next_due if given.next_opens <= start else given.due
    return int(due - start - (service if given.due_at_end else 0))
