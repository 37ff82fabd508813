"""A start as a clerk would make it: visits by order of opening, each where it is least late and nearest."""

from dataclasses import dataclass
from itertools import product

from routing.problem import Starts, Visit
from routing.solver.model import Model


@dataclass
class _Clerk:
    """Where each carer stands at the end of the round so far, and since when."""

    model: Model
    rows: list[list[int]]
    free: list[int]
    place: list[int]


# (lateness and way, then what passes since they were free), turns, starts: the least is taken.
_Offer = tuple[tuple[int, int], tuple[int, ...], list[int]]


def first_come(model: Model) -> list[list[int]]:
    """Tasks of each turn in order, by the rules of HHCRSP: one travel mode, shifts without end, lateness."""
    turns = model.turns
    clerk = _Clerk(
        model, [[] for _ in turns], [turn.begin_at for turn in turns], [turn.begin_place for turn in turns]
    )
    visits = range(len(model.problem.visits))
    for rank in sorted(visits, key=lambda rank: model.problem.visits[rank].due[0].from_):
        _give(clerk, rank)
    return clerk.rows


def _give(clerk: _Clerk, rank: int) -> None:
    visit, tasks = clerk.model.problem.visits[rank], clerk.model.tasks_of[rank]
    choices = product(*(sorted(clerk.model.turns_for[task]) for task in tasks))
    apart = [turns for turns in choices if len(set(turns)) == len(turns)]
    _, turns, starts = min(_offer(clerk, visit, tasks, turns) for turns in apart)
    for task, turn, start in zip(tasks, turns, starts, strict=True):
        node = clerk.model.nodes[task]
        clerk.rows[turn].append(task)
        clerk.free[turn], clerk.place[turn] = start + node.service, node.place


def _offer(clerk: _Clerk, visit: Visit, tasks: tuple[int, ...], turns: tuple[int, ...]) -> _Offer:
    nodes = [clerk.model.nodes[task] for task in tasks]
    free = [clerk.free[turn] for turn in turns]
    ways = [
        clerk.model.ways[0].seconds[clerk.place[turn]][node.place]
        for turn, node in zip(turns, nodes, strict=True)
    ]
    starts = _tied(
        visit, [max(node.lowest, since + way) for node, since, way in zip(nodes, free, ways, strict=True)]
    )
    # Lateness costs in the sum and, where it is the largest, once more; ways cost once.
    late = sum(max(0, start - visit.due[0].until) for start in starts)
    return (2 * late + sum(ways), sum(starts) - sum(free)), turns, starts


def _tied(visit: Visit, earliest: list[int]) -> list[int]:
    """The earliest starts of one or two parts as the tie between them allows."""
    if len(earliest) == 1:
        return earliest
    if visit.starts == Starts.TOGETHER:
        return [max(earliest)] * 2
    first, second = earliest
    second = max(second, first + visit.gap_minimum_seconds)
    if visit.gap_maximum_seconds is None:
        return [first, second]
    return [max(first, second - visit.gap_maximum_seconds), second]
