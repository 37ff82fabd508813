"""What a plan costs as a whole."""

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import (
    BROKEN,
    COST,
    HOPELESS,
    IDLE,
    LATEST_BY,
    VISITS,
    WORK,
    Model,
    Rounds,
)


@compiled
def total_cost(model: Model, rounds: Rounds) -> int:
    """Weighted objective, plus HOPELESS for each promise broken over the budget."""
    cost, latest_by, idle, broken = 0, 0, 0, model.rules.broken_fixed
    for turn in range(len(rounds.lengths)):
        cost += rounds.sums[turn, COST]
        latest_by = max(latest_by, rounds.sums[turn, LATEST_BY])
        idle = max(idle, rounds.sums[turn, IDLE])
        broken += rounds.sums[turn, BROKEN]
    for rank in range(rounds.counts[0]):
        job = rounds.absent[rank]
        cost += model.jobs[job].drop_cost
        broken += model.jobs[job].promised
    if 0 <= model.rules.broken_budget < broken:
        cost += (broken - model.rules.broken_budget) * (HOPELESS >> 6)
    cost += model.rules.largest_lateness * latest_by + model.rules.largest_idle * idle
    return cost + _cost_by_carer(model, rounds)


@compiled
def _cost_by_carer(model: Model, rounds: Rounds) -> int:
    """Unfairness and the cost of using a carer at all."""
    carers = len(model.carers)
    total, cost = 0, 0
    for carer in range(carers):
        total += model.carers[carer].fixed_work
        used = model.carers[carer].fixed_visits > 0
        for turn in range(model.carers[carer].turn_begin, model.carers[carer].turn_end):
            total += rounds.sums[turn, WORK]
            used = used or rounds.sums[turn, VISITS] > 0
        if used:
            cost += model.rules.travel * model.carers[carer].use_cost
    if model.rules.fairness == 0:
        return cost
    unfair = 0
    for carer in range(carers):
        unfair += -(-abs(work_of(model, rounds, carer) * carers - total) // carers)
    return cost + model.rules.fairness * unfair


@compiled
def work_of(model: Model, rounds: Rounds, carer: int) -> int:
    """Seconds of service and travel of one carer over the day."""
    work = model.carers[carer].fixed_work
    for turn in range(model.carers[carer].turn_begin, model.carers[carer].turn_end):
        work += rounds.sums[turn, WORK]
    return work
