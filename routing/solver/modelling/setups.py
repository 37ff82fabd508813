"""Setup at the stops of a row of nodes: paid unless the stop before it, breaks left out, was at its place."""

from routing.solver.kernels.rounds.arrays import BREAK, Model


def setup_before(model: Model, turn: int, row: list[int], rank: int) -> int:
    """Seconds of setup between the way to a stop and its start."""
    return int(model.nodes[row[rank]].setup) if _comes_from_elsewhere(model, turn, row, rank) else 0


def seconds_of(model: Model, turn: int, row: list[int], rank: int) -> int:
    """Seconds of a stop from its start to its end, setup included that is part of it."""
    moved = _comes_from_elsewhere(model, turn, row, rank)
    beyond = model.beyond[model.turns[turn].grade, row[rank], int(moved)]
    return int(model.nodes[row[rank]].service + beyond)


def _comes_from_elsewhere(model: Model, turn: int, row: list[int], rank: int) -> bool:
    node = model.nodes[row[rank]]
    if node.kind == BREAK:
        return False
    for earlier in reversed(row[:rank]):
        if model.nodes[earlier].kind != BREAK:
            return bool(model.nodes[earlier].place != node.place)
    return bool(model.turns[turn].begin_place != node.place)
