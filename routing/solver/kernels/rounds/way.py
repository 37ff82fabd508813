"""How long a way takes, with or without a time-of-day profile."""

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import Model


@compiled
def way_seconds(model: Model, mode: int, start: int, end: int, leave_at: int) -> int:
    """Seconds of a way begun at `leave_at`, rounded up (Ichoua, Gendreau, Potvin 2003)."""
    seconds = model.seconds[mode, start, end]
    if not model.modes[mode].has_paces:
        return seconds
    return _paced_seconds(model, mode, seconds, leave_at)


@compiled
def _paced_seconds(model: Model, mode: int, seconds: int, leave_at: int) -> int:
    """Walk through one pace after the other; undone is in thousandths of seconds times permille."""
    undone = seconds * 1000
    clock = leave_at
    permille = 1000
    for rank in range(model.modes[mode].paces_begin, model.modes[mode].paces_end):
        begins = model.paces[rank].begins
        if begins <= leave_at:
            permille = model.paces[rank].permille
            continue
        done = (begins - clock) * 1_000_000 // permille
        if done >= undone:
            break
        undone -= done
        clock = begins
        permille = model.paces[rank].permille
    return clock - leave_at - (-undone * permille // 1_000_000)


@compiled
def way_cost(model: Model, mode: int, start: int, end: int, seconds: int) -> int:
    """What a way that takes so many seconds counts in the travel term."""
    if model.modes[mode].has_costs:
        return model.costs[mode, start, end]
    return seconds
