"""What a change of one turn does to the terms that look at all turns, without counting them all again."""

import numpy as np

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import IDLE, LATEST_BY, Desk, Model, Rounds
from routing.solver.kernels.rounds.cost import work_of

# Places in Desk.outlook: the two largest of two figures of turns, and the mean work of a carer.
IDLEST, IDLE_FIRST, IDLE_SECOND, LATEST, LATE_FIRST, LATE_SECOND, MEAN_WORK = range(7)


@compiled
def look_out(model: Model, rounds: Rounds, desk: Desk) -> None:
    """Note the two idlest and latest turns and the mean work, to measure single insertions against."""
    outlook = desk.outlook
    for column in range(MEAN_WORK + 1):
        outlook[column] = 0
    if model.rules.largest_idle or model.rules.largest_lateness:
        _two_largest(rounds, outlook, IDLE, IDLEST)
        _two_largest(rounds, outlook, LATEST_BY, LATEST)
    if model.rules.fairness:
        carers = len(model.carers)
        for carer in range(carers):
            outlook[MEAN_WORK] += work_of(model, rounds, carer)
        outlook[MEAN_WORK] //= carers


@compiled
def _two_largest(rounds: Rounds, outlook: np.ndarray, column: int, at: int) -> None:
    for turn in range(len(rounds.lengths)):
        value = rounds.sums[turn, column]
        if value > outlook[at + 1]:
            outlook[at + 2] = outlook[at + 1]
            outlook[at], outlook[at + 1] = turn, value
        elif value > outlook[at + 2]:
            outlook[at + 2] = value


@compiled
def shared_change(
    model: Model, rounds: Rounds, desk: Desk, turn: int, idle: int, latest_by: int, extra_work: int
) -> int:
    """Change of the terms that look at all turns, if one turn had this idle time, lateness, and more work."""
    rules, outlook = model.rules, desk.outlook
    change = 0
    if rules.largest_idle:
        others = outlook[IDLE_SECOND] if outlook[IDLEST] == turn else outlook[IDLE_FIRST]
        change += rules.largest_idle * (max(idle, others) - outlook[IDLE_FIRST])
    if rules.largest_lateness:
        others = outlook[LATE_SECOND] if outlook[LATEST] == turn else outlook[LATE_FIRST]
        change += rules.largest_lateness * (max(latest_by, others) - outlook[LATE_FIRST])
    if rules.fairness:
        above = work_of(model, rounds, model.turns[turn].carer) - outlook[MEAN_WORK]
        change += rules.fairness * (abs(above + extra_work) - abs(above))
    return change
