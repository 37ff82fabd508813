"""How long a way takes; the judge's own reading of the matrices."""

from routing.problem import Problem


def way_seconds(problem: Problem, mode: str, start: str, end: str, leave_at: int) -> int:
    """Seconds from one place to another when leaving at an instant, rounded up to whole seconds.

    With paces, the way is walked through one pace after the other: in `d` seconds of a pace of p permille,
    1000 d / p of the matrix seconds are done.
    """
    matrix = problem.travel_by_mode[mode]
    rank = problem.place_rank
    remaining = int(matrix.seconds[rank[start], rank[end]])
    if not matrix.paces:
        return remaining
    permille = 1000
    later = []
    for pace in matrix.paces:
        if pace.from_ <= leave_at:
            permille = pace.permille
        else:
            later.append(pace)
    # Work in thousandths of thousandths so that no fraction is lost between paces.
    undone, clock = remaining * 1000, leave_at
    for pace in later:
        done = (pace.from_ - clock) * 1_000_000 // permille
        if done >= undone:
            break
        undone, clock, permille = undone - done, pace.from_, pace.permille
    return clock - leave_at - (-undone * permille // 1_000_000)


def way_cost(problem: Problem, mode: str, start: str, end: str, seconds: int) -> int:
    """What the travel term counts for a way that takes so many seconds."""
    costs = problem.travel_by_mode[mode].costs
    return seconds if costs is None else int(costs[problem.place_rank[start], problem.place_rank[end]])
