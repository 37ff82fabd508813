"""Small changes of the order and of who comes."""

import numpy as np

from routing.solver.kernels.chance import below, fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.sequence.arrays import ALONE, EXTRAS, Sequence, Team, Trial
from routing.solver.kernels.sequence.extras import change_extra
from routing.solver.kernels.sequence.linking import (
    NOBODY,
    begin_of,
    find,
    key_after,
    key_at,
    lift,
    place,
)

# Shares of the kinds of change, each the upper bound of a draw from [0, 1).
FOLLOW, HAND_OVER, SHIFT = 0.40, 0.65, 0.85
FARTHEST_SHIFT = 3  # stops
EXTRA = 0.08  # before the others, where there are breaks or visits that may be left out


@compiled
def propose(team: Team, sequence: Sequence, trial: Trial, chance: np.ndarray) -> bool:
    """Change the place or the carers of one visit, or swap two; False, and no change, if it cannot be."""
    visit, kind = 1 + below(chance, len(sequence.keys) - 1), fraction(chance)
    if team.weights[EXTRAS] and kind < EXTRA:
        return change_extra(team, sequence, trial, visit, chance)
    kind = fraction(chance)
    if kind >= SHIFT:
        return _swap(team, sequence, trial, visit, chance)
    part = _part(team, visit, chance)
    stop, is_out = 2 * visit + part, sequence.stops[2 * visit].carer == NOBODY
    if is_out and kind >= HAND_OVER:
        return False
    if kind < FOLLOW:
        other = team.near[visit, below(chance, team.near.shape[1])]
        previous = 2 * other + _part(team, other, chance)
        carer = sequence.stops[previous].carer
        if carer == NOBODY:
            return False
        if not team.able[visit, part, carer] and team.visits[visit].kind != ALONE:
            stop ^= 1
    elif kind < HAND_OVER:
        carer = team.choices[visit, part, below(chance, team.choice_counts[visit, part])]
        previous = _as_late(sequence, stop, carer, chance)
    else:
        previous = _walk(sequence, stop, 1 + below(chance, FARTHEST_SHIFT), fraction(chance) < 0.5)
    return _move(team, sequence, trial, stop, previous, chance)


@compiled
def _part(team: Team, visit: int, chance: np.ndarray) -> int:
    return 0 if team.visits[visit].kind == ALONE else below(chance, 2)


@compiled
def _as_late(sequence: Sequence, stop: int, carer: int, chance: np.ndarray) -> int:
    """Where in a carer's round a stop would end about as late as now; every second time one stop aside."""
    stops, previous = sequence.stops, begin_of(sequence, carer)
    ends = stops[stop].ends
    while stops[stops[previous].following].visit > 0 and stops[stops[previous].following].ends < ends:
        previous = stops[previous].following
    aside = fraction(chance)
    if aside < 0.25:
        return int(stops[previous].previous if stops[previous].visit > 0 else previous)
    if aside < 0.5 and stops[stops[previous].following].visit > 0:
        return int(stops[previous].following)
    return int(previous)


@compiled
def _walk(sequence: Sequence, stop: int, steps: int, forward: bool) -> int:
    """The stop after which one comes that moves so many stops forward or back in its round."""
    stops, previous = sequence.stops, sequence.stops[stop].previous
    for _ in range(steps):
        further = stops[previous].following if forward else stops[previous].previous
        if forward and further == stop:
            further = stops[further].following
        if (forward and stops[further].visit == 0) or (not forward and stops[previous].visit == 0):
            break
        previous = further
    return int(previous)


@compiled
def _move(team: Team, sequence: Sequence, trial: Trial, stop: int, previous: int, chance: np.ndarray) -> bool:
    """Let a stop follow `previous`, in the round of that carer; the visit's other part stays with its own."""
    stops = sequence.stops
    visit, carer, partner = stops[stop].visit, stops[previous].carer, stop ^ 1
    paired = team.visits[visit].kind != ALONE
    if stops[previous].visit == visit or not team.able[visit, stop & 1, carer]:
        return False
    partner_carer, near_partner = stops[partner].carer, stops[partner].previous
    if paired and partner_carer == NOBODY:
        partner_carer = team.choices[
            visit, partner & 1, below(chance, team.choice_counts[visit, partner & 1])
        ]
        near_partner = begin_of(sequence, partner_carer)
        if partner_carer == carer:
            return False
    if paired and partner_carer == carer:
        partner_carer = stops[stop].carer
        near_partner = stops[stop].previous
        if not team.able[visit, partner & 1, partner_carer]:
            return False
    low, high = key_at(sequence, previous), _key_after_without(sequence, previous, visit)
    key = low + (high - low) * fraction(chance)
    if not low < key < high:
        return False
    lift(team, sequence, trial, visit)
    sequence.keys[visit] = key
    place(team, sequence, trial, stop, previous)
    if paired:
        place(team, sequence, trial, partner, find(sequence, near_partner, key))
    return True


@compiled
def _key_after_without(sequence: Sequence, stop: int, visit: int) -> float:
    """Key of what would follow a stop if a visit were taken out."""
    following = sequence.stops[stop].following
    return key_after(sequence, following if sequence.stops[following].visit == visit else stop)


@compiled
def _swap(team: Team, sequence: Sequence, trial: Trial, visit: int, chance: np.ndarray) -> bool:
    """Let two visits exchange their first carers and, every second time, their places in the order."""
    other, stops = team.near[visit, below(chance, team.near.shape[1])], sequence.stops
    own, others = stops[2 * visit].carer, stops[2 * other].carer
    if NOBODY in (own, others):
        return False
    able = team.able[visit, 0, others] and team.able[other, 0, own]
    if (
        other == visit
        or not able
        or stops[2 * visit + 1].carer == others
        or stops[2 * other + 1].carer == own
    ):
        return False
    also_places = fraction(chance) < 0.5
    if own == others and not also_places:
        return False
    lift(team, sequence, trial, visit)
    lift(team, sequence, trial, other)
    keys = sequence.keys
    if also_places:
        keys[visit], keys[other] = keys[other], keys[visit]
    begin, others_begin = begin_of(sequence, own), begin_of(sequence, others)
    place(team, sequence, trial, 2 * visit, find(sequence, others_begin, keys[visit]))
    place(team, sequence, trial, 2 * other, find(sequence, begin, keys[other]))
    for rank in range(2):
        lifted = trial.lifted[rank]
        if team.visits[lifted.visit].kind != ALONE:
            begin = begin_of(sequence, lifted.second_carer)
            second = find(sequence, begin, keys[lifted.visit])
            place(team, sequence, trial, 2 * lifted.visit + 1, second)
    return True
