"""What ties visits to each other: precedences, parts, same-carer groups."""

from typing import NamedTuple

from routing.problem import Problem, Starts, Visit
from routing.solver.kernels.rounds.arrays import NEVER
from routing.solver.modelling.numbering import Numbering


class Link(NamedTuple):
    """start(node) >= start(source) + gap; `ahead`: the source also stands earlier in a common turn."""

    source: int
    gap: int
    ahead: bool


def precedence_links(problem: Problem, numbering: Numbering) -> list[list[Link]]:
    """Links of every node from precedences between open visits."""
    rows: list[list[Link]] = [[] for _ in range(numbering.nodes)]
    for link in problem.precedences:
        for source in numbering.nodes_of(link.before):
            part = numbering.parts[source]
            service, most = part.visit.parts[part.part].service_seconds, link.gap_maximum_seconds
            is_last = numbering.last_part.get(link.before) == part.part
            for node in numbering.nodes_of(link.after):
                rows[node].append(Link(source, service + link.gap_minimum_seconds, ahead=True))
                if most is not None and is_last:
                    rows[source].append(Link(node, -service - most, ahead=False))
    return rows


def heirs_of(rows: list[list[Link]]) -> list[list[int]]:
    """For each node, the nodes that have a link from it."""
    found: list[list[int]] = [[] for _ in rows]
    for node, row in enumerate(rows):
        for link in row:
            found[link.source].append(node)
    return found


def linked_nodes(numbering: Numbering, rows: list[list[Link]]) -> list[bool]:
    """Whether a node's time hangs on others or theirs on it."""
    linked = [False] * len(rows)
    for node, each in enumerate(numbering.parts):
        linked[node] = len(numbering.open_parts(each.visit)) > 1 and each.visit.starts != Starts.FREE
    for node, row in enumerate(rows):
        for link in row:
            linked[node] = linked[link.source] = True
    return linked


def gaps(visit: Visit) -> tuple[int, int]:
    """Least and most seconds from the start of a part to the start of the next."""
    if visit.starts == Starts.FREE:
        return -NEVER, NEVER
    if visit.starts == Starts.TOGETHER:
        return 0, 0
    return (
        visit.gap_minimum_seconds,
        NEVER if visit.gap_maximum_seconds is None else visit.gap_maximum_seconds,
    )


def same_carer_groups(problem: Problem, numbering: Numbering) -> list[list[int]]:
    """For every visit job the jobs of its group, itself included; empty without one.

    Groups that share a visit are one.
    """
    job_of = {visit.id: job for job, visit in enumerate(numbering.visits)}
    group = list(range(len(numbering.visits)))
    for linked in problem.same_carer:
        joined = {group[job_of[each]] for each in linked if each in job_of}
        group = [min(joined) if each in joined else each for each in group]
    members: dict[int, list[int]] = {}
    for job, which in enumerate(group):
        members.setdefault(which, []).append(job)
    return [members[which] if len(members[which]) > 1 else [] for which in group]
