"""Links between starts: what may not begin before what."""

from itertools import pairwise

from routing.problem import Problem, Starts, Visit
from routing.solver.model import Link
from routing.solver.modelling.endings import parts_that_end_last


def floors_of(problem: Problem, tasks_of: tuple[tuple[int, ...], ...], size: int) -> list[list[Link]]:
    """For each of `size` nodes, the starts it may not begin before."""
    floors: list[list[Link]] = [[] for _ in range(size)]
    for rank, visit in enumerate(problem.visits):
        _link_parts(visit, tasks_of[rank], floors)
    rank_of = problem.visit_rank
    last_part = parts_that_end_last(problem)
    for link in problem.precedences:
        before, after, most = rank_of[link.before], rank_of[link.after], link.gap_maximum_seconds
        for first, part in zip(tasks_of[before], problem.visits[before].parts, strict=True):
            for second in tasks_of[after]:
                floors[second].append(Link(first, part.service_seconds + link.gap_minimum_seconds))
                if most is not None and first == tasks_of[before][last_part[link.before]]:
                    floors[first].append(Link(second, -part.service_seconds - most))
    return floors


def _link_parts(visit: Visit, tasks: tuple[int, ...], floors: list[list[Link]]) -> None:
    for first, second in pairwise(tasks):
        if visit.starts == Starts.TOGETHER:
            floors[first].append(Link(second, 0))
            floors[second].append(Link(first, 0))
        elif visit.starts == Starts.ORDERED:
            floors[second].append(Link(first, visit.gap_minimum_seconds))
            if visit.gap_maximum_seconds is not None:
                floors[first].append(Link(second, -visit.gap_maximum_seconds))


def dependants_of(floors: list[list[Link]]) -> tuple[tuple[int, ...], ...]:
    """For each node, the nodes whose start depends on its own."""
    dependants: list[set[int]] = [set() for _ in floors]
    for node, links in enumerate(floors):
        for link in links:
            dependants[link.other].add(node)
    return tuple(tuple(sorted(each)) for each in dependants)
