"""Days whose breaks may fall in the middle of a way."""

from dataclasses import replace

from routing.problem import Problem


def with_parted_ways(problem: Problem) -> Problem:
    """All breaks but those right before a visit at any moment of the way, where that may be asked."""
    waits = problem.objective.waiting or problem.objective.largest_idle
    if waits or any(matrix.paces for matrix in problem.travel):
        return problem
    carers = tuple(
        replace(each, breaks=tuple(replace(rest, on_the_way=not rest.at_next_visit) for rest in each.breaks))
        for each in problem.carers
    )
    return replace(problem, carers=carers)
