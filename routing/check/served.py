"""Rules of one visit: complete, in time, by the right people, as pinned."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from routing.check.verdict import Broken
from routing.plan import Plan, Stop, StopKind
from routing.problem import Carer, Problem, Starts, Visit


@dataclass(frozen=True)
class Service:
    """One part of a visit as the plan has it."""

    carer: Carer
    stop: Stop


Services = dict[str, list[Service]]


def services_of(problem: Problem, plan: Plan) -> Services:
    """Everything the plan does at each visit, by visit id, in order of part."""
    services: Services = {visit.id: [] for visit in problem.visits}
    for round_ in plan.rounds:
        for stop in round_.stops:
            if stop.kind == StopKind.VISIT:
                services[stop.about].append(Service(problem.carer_by_id[round_.carer], stop))
    for each in services.values():
        each.sort(key=lambda service: service.stop.part)
    return services


def is_whole(visit: Visit, services: list[Service]) -> bool:
    """Whether every part is done; a visit of which only a part has begun counts as unserved."""
    return {service.stop.part for service in services} == set(range(len(visit.parts)))


def has_begun(services: list[Service]) -> bool:
    """Whether nothing of it can be changed any more."""
    return all(service.stop.frozen for service in services)


def broken_visit(problem: Problem, visit: Visit, services: list[Service], unserved: int) -> Iterator[Broken]:
    """Judge one visit; only a visit that is complete is judged further."""
    parts = [service.stop.part for service in services]
    if unserved > 1:
        yield Broken("unserved_twice", "is listed as unserved twice", visit.id)
    if unserved and (is_whole(visit, services) or not has_begun(services)):
        yield Broken("served_and_unserved", "is served and listed as unserved", visit.id)
    if unserved and has_begun(services):
        return  # begun by somebody whom nobody joins
    if not services:
        yield Broken("lost", "is neither served nor listed as unserved", visit.id)
        return
    if len(set(parts)) < len(parts):
        yield Broken("part_twice", f"parts done: {parts}", visit.id)
    elif len(parts) < len(visit.parts):
        yield Broken("part_missing", f"parts done: {parts} of {len(visit.parts)}", visit.id)
    else:
        yield from _together(visit, services)
        yield from _pin(visit, services)
    for service in services:
        if not service.stop.frozen:
            yield from _part(problem, visit, service)


def _part(problem: Problem, visit: Visit, service: Service) -> Iterator[Broken]:
    start, carer, who = service.stop.start_at, service.carer, (visit.id, service.carer.id)
    part = visit.parts[service.stop.part]
    if visit.windows and not any(window.holds(start) for window in visit.windows):
        yield Broken("window", f"starts at {start}, in none of its windows", *who)
    for skill in set(part.skills) - set(carer.skills):
        yield Broken("skill", f"{carer.id} has not the skill {skill!r}", *who)
    for kind in part.credentials:
        if not carer.holds(kind, problem.day):
            yield Broken("credential", f"{carer.id} has no valid {kind!r} on {problem.day}", *who)
    if carer.id in visit.forbidden_carers:
        yield Broken("forbidden_carer", f"{carer.id} may not come", *who)
    if visit.allowed_carers is not None and carer.id not in visit.allowed_carers:
        yield Broken("carer_not_allowed", f"{carer.id} is not among those who may come", *who)
    if visit.sex is not None and visit.sex.hard and carer.sex not in visit.sex.values:
        yield Broken("sex", f"{carer.id} is not of the sex asked for", *who)
    if (
        visit.language is not None
        and visit.language.hard
        and not set(visit.language.values) & set(carer.languages)
    ):
        yield Broken("language", f"{carer.id} speaks none of the languages asked for", *who)


def _together(visit: Visit, services: list[Service]) -> Iterator[Broken]:
    if len({service.carer.id for service in services}) < len(services):
        yield Broken("same_person_twice", "two parts by the same carer", visit.id)
    if has_begun(services):
        return
    starts = [service.stop.start_at for service in services]
    if visit.starts == Starts.TOGETHER and len(set(starts)) > 1:
        yield Broken("not_together", f"parts start at {starts}", visit.id)
    if visit.starts == Starts.ORDERED:
        limit = visit.gap_maximum_seconds
        for first, second in pairwise(services):
            gap = second.stop.start_at - first.stop.start_at
            if has_begun([first, second]):
                continue
            if gap < visit.gap_minimum_seconds or (limit is not None and gap > limit):
                yield Broken(
                    "gap", f"{gap} between starts, allowed {visit.gap_minimum_seconds} to {limit}", visit.id
                )


def _pin(visit: Visit, services: list[Service]) -> Iterator[Broken]:
    """What has begun otherwise than pinned cannot be changed any more."""
    if visit.pin is None:
        return
    for service, wanted in zip(services, visit.pin.carers or (), strict=False):
        if service.carer.id != wanted and not service.stop.frozen:
            yield Broken("pinned_carer", f"done by {service.carer.id}, pinned to {wanted}", visit.id)
    first = services[0].stop
    if visit.pin.start_at is not None and first.start_at != visit.pin.start_at and not first.frozen:
        text = f"starts at {first.start_at}, pinned to {visit.pin.start_at}"
        yield Broken("pinned_time", text, visit.id)
