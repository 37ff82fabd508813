"""How late the stops of a turn may begin."""

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import BREAK, Model, Rounds


@compiled
def note_latest(model: Model, rounds: Rounds, turn: int) -> None:
    """Fill rounds.latest of a turn, from the way home backwards; never too early.

    Links to other turns, setups and all windows but the last of a stop are left aside.
    """
    mode, there = model.turns[turn].mode, model.turns[turn].end_place
    limit = model.turns[turn].latest_home
    leaving = limit  # latest instant to set out or to begin the breaks before that
    for place in range(rounds.lengths[turn] - 1, -1, -1):
        node = rounds.stops[turn, place]
        last, service = model.nodes[node].last_start, model.nodes[node].service
        if model.nodes[node].kind == BREAK:
            # Taken before the way or after it.
            limit -= service
            if model.nodes[node].at_next:
                limit = min(limit, last)
            leaving = min(last, leaving - service)
            rounds.latest[turn, place] = min(limit, leaving)
            continue
        here = model.nodes[node].place
        way = 0 if model.modes[mode].has_paces else model.seconds[mode, here, there]
        limit = min(last, min(limit - way, leaving) - service)
        rounds.latest[turn, place] = limit
        there, leaving = here, limit
