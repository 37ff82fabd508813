"""Small changes of the order and of who comes, and the way back."""

import numpy as np

from routing.solver.kernels.chance import below, fraction
from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.sequence.arrays import (
    ALONE,
    FIRST,
    FIRST_CARER,
    LAST,
    MOVED,
    ORIGIN,
    PARTNER,
    PARTNER_CARER,
    SECOND_CARER,
    Sequence,
    Team,
    Trial,
)

# Shares of the kinds of change, each the upper bound of a draw from [0, 1).
FOLLOW, HAND_OVER, SHIFT = 0.40, 0.60, 0.85
NOBODY = 0  # no partner in a change


@compiled
def propose(team: Team, sequence: Sequence, trial: Trial, chance: np.ndarray) -> bool:
    """Change the place or the carers of one visit, or swap two; False, and no change, if it cannot be."""
    visit = 1 + below(chance, len(sequence.order))
    change = trial.change
    change[MOVED], change[PARTNER] = visit, NOBODY
    change[FIRST_CARER], change[SECOND_CARER] = sequence.carers[visit, 0], sequence.carers[visit, 1]
    kind = fraction(chance)
    if kind >= SHIFT:
        return _swap(team, sequence, trial, visit, chance)
    here = sequence.place[visit]
    there, ranks = here, len(sequence.order)
    if kind < FOLLOW:
        other = team.near[visit, below(chance, team.near.shape[1])]
        side = below(chance, 1 if team.visits[other].kind == ALONE else 2)
        if not _give(team, sequence, visit, sequence.carers[other, side], chance):
            return False
        there = sequence.place[other] + (1 if here > sequence.place[other] else 0)
    elif kind < HAND_OVER or fraction(chance) < 0.5:
        part = _part(team, visit, chance)
        carer = team.choices[visit, part, below(chance, team.choice_counts[visit, part])]
        if not _give_part(team, sequence, visit, part, carer):
            return False
    if kind >= HAND_OVER:
        reach = max(3, ranks // 3)
        there = min(ranks - 1, max(0, here + below(chance, 2 * reach + 1) - reach))
    same = sequence.carers[visit, 0] == change[FIRST_CARER]
    if here == there and same and sequence.carers[visit, 1] == change[SECOND_CARER]:
        return False
    change[FIRST], change[LAST], change[ORIGIN] = min(here, there), max(here, there), here
    _move(sequence, here, there)
    return True


@compiled
def _part(team: Team, visit: int, chance: np.ndarray) -> int:
    return 0 if team.visits[visit].kind == ALONE else below(chance, 2)


@compiled
def _give(team: Team, sequence: Sequence, visit: int, carer: int, chance: np.ndarray) -> bool:
    """Let this carer come, for the part drawn or, if unable, for the other."""
    part = _part(team, visit, chance)
    if not team.able[visit, part, carer]:
        part = 1 - part
        if team.visits[visit].kind == ALONE or not team.able[visit, part, carer]:
            return False
    return _give_part(team, sequence, visit, part, carer)


@compiled
def _give_part(team: Team, sequence: Sequence, visit: int, part: int, carer: int) -> bool:
    """Give one part to a carer; one who does the other part already exchanges it."""
    before = sequence.carers[visit, part]
    if sequence.carers[visit, 1 - part] == carer:
        if not team.able[visit, 1 - part, before]:
            return False
        sequence.carers[visit, 1 - part] = before
    sequence.carers[visit, part] = carer
    return True


@compiled
def _swap(team: Team, sequence: Sequence, trial: Trial, visit: int, chance: np.ndarray) -> bool:
    """Let two visits exchange their first carers and, every second time, their places in the order."""
    other = team.near[visit, below(chance, team.near.shape[1])]
    own, others = sequence.carers[visit, 0], sequence.carers[other, 0]
    able = team.able[visit, 0, others] and team.able[other, 0, own]
    if other == visit or not able or sequence.carers[visit, 1] == others or sequence.carers[other, 1] == own:
        return False
    also_places = fraction(chance) < 0.5
    if own == others and not also_places:
        return False
    sequence.carers[visit, 0], sequence.carers[other, 0] = others, own
    here, there = sequence.place[visit], sequence.place[other]
    change = trial.change
    change[PARTNER], change[PARTNER_CARER] = other, others
    change[FIRST], change[LAST], change[ORIGIN] = min(here, there), max(here, there), here
    if also_places:
        _exchange(sequence, visit, other)
        change[PARTNER] = -other
    return True


@compiled
def _exchange(sequence: Sequence, visit: int, other: int) -> None:
    here, there = sequence.place[visit], sequence.place[other]
    sequence.order[here], sequence.order[there] = other, visit
    sequence.place[visit], sequence.place[other] = there, here


@compiled
def _move(sequence: Sequence, here: int, there: int) -> None:
    """Move one visit in the order; those between close up."""
    visit = sequence.order[here]
    step = 1 if there > here else -1
    for rank in range(here, there, step):
        sequence.order[rank] = sequence.order[rank + step]
        sequence.place[sequence.order[rank]] = rank
    sequence.order[there] = visit
    sequence.place[visit] = there


@compiled
def take_back(sequence: Sequence, trial: Trial) -> None:
    """Undo the change that was proposed last."""
    change = trial.change
    visit = change[MOVED]
    sequence.carers[visit, 0], sequence.carers[visit, 1] = change[FIRST_CARER], change[SECOND_CARER]
    if change[PARTNER] == NOBODY:
        _move(sequence, sequence.place[visit], change[ORIGIN])
        return
    other = abs(change[PARTNER])
    sequence.carers[other, 0] = change[PARTNER_CARER]
    if change[PARTNER] < 0:
        _exchange(sequence, visit, other)
