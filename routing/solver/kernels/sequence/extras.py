"""What a plan may leave out: visits, and breaks, which also may come at another place."""

import numpy as np

from routing.solver.kernels.chance import below, fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.sequence.arrays import HOPEFUL, RESTED, Sequence, Team, Trial
from routing.solver.kernels.sequence.linking import (
    NOBODY,
    await_timing,
    begin_of,
    find,
    key_after,
    key_at,
    reach,
)
from routing.solver.kernels.sequence.timing import leave_out

LEAVE_OUT = 0.3
FARTHEST = 2  # stops a break moves


@compiled
def change_extra(team: Team, sequence: Sequence, trial: Trial, visit: int, chance: np.ndarray) -> bool:
    """Leave out a visit that may be, or else move the break of one who does it; False if neither can be."""
    carer = sequence.stops[2 * visit].carer
    if carer == NOBODY:
        return False
    if team.visits[visit].optional and fraction(chance) < LEAVE_OUT:
        leave_out(team, sequence, trial, visit)
        return True
    return team.carers[carer].rest > 0 and _move_break(team, sequence, trial, carer, chance)


@compiled
def _move_break(team: Team, sequence: Sequence, trial: Trial, carer: int, chance: np.ndarray) -> bool:
    """Let a break come some stops earlier or later; after the last stop: not at all."""
    stops = sequence.stops
    before = find(sequence, begin_of(sequence, carer), sequence.rest_keys[carer])
    previous, forward = before, fraction(chance) < 0.5
    for _ in range(1 + below(chance, FARTHEST)):
        further = stops[previous].following if forward else stops[previous].previous
        if stops[further if forward else previous].visit > 0:
            previous = further
    low, high = key_at(sequence, previous), key_after(sequence, previous)
    key = low + (high - low) * fraction(chance)
    if previous == before or not low < key < high:
        return False
    trial.counts[RESTED], trial.rest[0] = carer + 1, sequence.rest_keys[carer]
    sequence.rest_keys[carer] = key
    reach(sequence, trial, carer)
    await_timing(sequence, trial, stops[stops[before].following].visit, HOPEFUL)
    await_timing(sequence, trial, stops[stops[previous].following].visit, HOPEFUL)
    return True
