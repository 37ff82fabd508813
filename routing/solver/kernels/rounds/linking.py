"""Earliest starts: windows, the parts of one visit, precedences."""

from routing.solver.kernels.compiling import compiled
from routing.solver.kernels.rounds.arrays import NEVER, PASS, Desk, Model, Rounds

IMPOSSIBLE = -1


@compiled
def open_start(model: Model, node: int, ready: int) -> int:
    """First start from `ready` on inside a window of the node, or IMPOSSIBLE."""
    first = model.nodes[node].windows_begin
    last = model.nodes[node].windows_end
    if first == last:
        return ready
    for window in range(first, last):
        if ready <= model.windows[window].closes:
            return max(ready, model.windows[window].opens)
    return IMPOSSIBLE


@compiled
def after_sources(model: Model, rounds: Rounds, desk: Desk, turn: int, node: int, ready: int) -> int:
    """Earliest start from `ready` on that leaves every linked source its gap, or IMPOSSIBLE."""
    start = ready
    for link in range(model.nodes[node].links_begin, model.nodes[node].links_end):
        source = model.links[link].source
        there = rounds.at[source].turn
        if there < 0:
            continue
        source_start = rounds.at[source].start
        if there == turn and model.links[link].ahead:
            if rounds.at[source].passed != desk.counts[PASS]:
                return IMPOSSIBLE
            source_start = rounds.at[source].pass_start
        start = max(start, source_start + model.links[link].gap)
    if start > ready:
        return open_start(model, node, start)
    return start


@compiled
def start_among_parts(model: Model, rounds: Rounds, desk: Desk, node: int, own: int) -> int:
    """Least start of one part, given its own earliest start and what each other part could do alone."""
    job = model.nodes[node].job
    first, parts = model.jobs[job].first, model.jobs[job].parts
    least, most = model.jobs[job].gap_minimum, model.jobs[job].gap_maximum
    if parts == 1 or least == -NEVER:
        return own
    alone = desk.parts
    for part in range(parts):
        alone[part] = rounds.at[first + part].own if rounds.at[first + part].turn >= 0 else 0
    alone[node - first] = own
    moved = True
    while moved:
        moved = False
        for part in range(parts - 1):
            if alone[part + 1] < alone[part] + least:
                alone[part + 1] = open_start(model, first + part + 1, alone[part] + least)
                moved = True
            if alone[part] < alone[part + 1] - most:
                alone[part] = open_start(model, first + part, alone[part + 1] - most)
                moved = True
            if alone[part] < 0 or alone[part + 1] < 0:
                return IMPOSSIBLE
    return alone[node - first]
