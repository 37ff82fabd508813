"""Rules between visits: precedence, same carer, hand-made order, the frozen past, the stability budget."""

from collections.abc import Iterator

from routing.check.served import Service, Services, has_begun, is_whole
from routing.check.verdict import Broken
from routing.plan import Plan, StopKind
from routing.problem import Carer, Precedence, Problem, Visit


def broken_links(problem: Problem, plan: Plan, services: Services) -> Iterator[Broken]:
    """Everything that ties one visit to another."""
    for link in problem.precedences:
        yield from _precedence(problem, link, services)
    for group in problem.same_carer:
        yield from _same_carer(problem, group, services)
    for carer in problem.carers:
        yield from _hand_made_order(carer, plan)
        yield from _frozen(carer, plan)
    broken, budget = len(not_kept(problem, services)), problem.maximum_broken_promises
    if budget is not None and broken > budget:
        yield Broken("promises_over_budget", f"{broken} promises broken, allowed {budget}")


def _precedence(problem: Problem, link: Precedence, services: Services) -> Iterator[Broken]:
    before, after = services[link.before], services[link.after]
    if not all(is_whole(problem.visit_by_id[each], services[each]) for each in (link.before, link.after)):
        return
    # Of what has begun neither end can be moved any more.
    gaps = [
        each.stop.start_at - other.stop.end_at
        for other in before
        for each in after
        if not (each.stop.frozen and other.stop.frozen)
    ]
    if gaps and min(gaps) < link.gap_minimum_seconds:
        yield Broken("precedence", f"starts {min(gaps)} after the end of {link.before}", link.after)
    end = max(other.stop.end_at for other in before)
    latest = [each.stop.start_at - end for each in after if not has_begun([*before, each])]
    if link.gap_maximum_seconds is not None and latest and max(latest) > link.gap_maximum_seconds:
        yield Broken("precedence", f"starts {max(latest)} after the end of {link.before}", link.after)


def _same_carer(problem: Problem, group: tuple[str, ...], services: Services) -> Iterator[Broken]:
    """Of the visits of a group that are served; those begun by different carers bind nobody any more."""
    whole = [services[each] for each in group if is_whole(problem.visit_by_id[each], services[each])]
    begun = {_carers(each) for each in whole if has_begun(each)}
    if len(begun) <= 1 and len({_carers(each) for each in whole}) > 1:
        yield Broken("same_carer", f"visits {', '.join(group)} have different carers", group[0])


def _carers(services: list[Service]) -> tuple[str, ...]:
    return tuple(service.carer.id for service in services)


def _hand_made_order(carer: Carer, plan: Plan) -> Iterator[Broken]:
    wanted = {visit: rank for rank, visit in enumerate(carer.ordered_visits)}
    rounds = sorted((each for each in plan.rounds if each.carer == carer.id), key=lambda each: each.shift)
    live = [stop for each in rounds for stop in each.stops if not stop.frozen]
    stops = [stop for stop in live if stop.kind == StopKind.VISIT]
    ranks = [wanted[stop.about] for stop in stops if stop.about in wanted]
    if ranks != sorted(ranks):
        yield Broken("hand_made_order", "visits do not keep the order made by hand", carer=carer.id)


def _frozen(carer: Carer, plan: Plan) -> Iterator[Broken]:
    wanted = []
    if carer.frozen is not None:
        wanted = [(stop.visit, stop.part, stop.start_at) for stop in carer.frozen.stops]
    found = []
    for round_ in sorted(plan.rounds, key=lambda each: each.shift):
        if round_.carer != carer.id:
            continue
        frozen = [stop for stop in round_.stops if stop.frozen]
        if list(round_.stops[: len(frozen)]) != frozen:
            yield Broken("frozen_changed", "something stands before the frozen beginning", carer=carer.id)
        found += [(stop.about, stop.part, stop.start_at) for stop in frozen]
    if found != wanted:
        yield Broken("frozen_changed", "the frozen beginning is not as it was", carer=carer.id)


def not_kept(problem: Problem, services: Services) -> tuple[str, ...]:
    """The visits whose promise is broken."""
    return tuple(each.id for each in problem.visits if _promise_is_broken(each, services[each.id]))


def _promise_is_broken(visit: Visit, services: list[Service]) -> bool:
    """Whether what was promised about a visit does not hold; an unserved visit keeps no promise."""
    promise = visit.promise
    if promise is None or (promise.start_at is None and promise.carers is None):
        return False
    if not is_whole(visit, services):
        return True
    moved = promise.start_at is not None and (
        abs(services[0].stop.start_at - promise.start_at) > promise.tolerance_seconds
    )
    changed = promise.carers is not None and set(promise.carers) != {each.carer.id for each in services}
    return moved or changed
