"""Rules between visits: precedence, same carer, hand-made order, the frozen past, the stability budget."""

from collections.abc import Iterator

from routing.check.served import Service, Services
from routing.check.verdict import Broken
from routing.plan import Plan, StopKind
from routing.problem import Carer, Precedence, Problem, Promise


def broken_links(problem: Problem, plan: Plan, services: Services) -> Iterator[Broken]:
    """Everything that ties one visit to another."""
    for link in problem.precedences:
        yield from _precedence(link, services)
    for group in problem.same_carer:
        carers = {tuple(service.carer.id for service in services[each]) for each in group if services[each]}
        if len(carers) > 1:
            yield Broken("same_carer", f"visits {', '.join(group)} have different carers", group[0])
    for carer in problem.carers:
        yield from _hand_made_order(carer, plan)
        yield from _frozen(carer, plan)
    broken, budget = len(not_kept(problem, services)), problem.maximum_broken_promises
    if budget is not None and broken > budget:
        yield Broken("promises_over_budget", f"{broken} promises broken, allowed {budget}")


def _precedence(link: Precedence, services: Services) -> Iterator[Broken]:
    if not services[link.before] or not services[link.after]:
        return
    end = max(service.stop.end_at for service in services[link.before])
    first = min(service.stop.start_at for service in services[link.after])
    last = max(service.stop.start_at for service in services[link.after])
    if first - end < link.gap_minimum_seconds:
        yield Broken("precedence", f"starts {first - end} after the end of {link.before}", link.after)
    if link.gap_maximum_seconds is not None and last - end > link.gap_maximum_seconds:
        yield Broken("precedence", f"starts {last - end} after the end of {link.before}", link.after)


def _hand_made_order(carer: Carer, plan: Plan) -> Iterator[Broken]:
    wanted = {visit: rank for rank, visit in enumerate(carer.ordered_visits)}
    rounds = sorted((each for each in plan.rounds if each.carer == carer.id), key=lambda each: each.shift)
    stops = [stop for each in rounds for stop in each.stops if stop.kind == StopKind.VISIT]
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
    return tuple(each.id for each in problem.visits if promise_is_broken(each.promise, services[each.id]))


def promise_is_broken(promise: Promise | None, services: list[Service]) -> bool:
    """Whether what was promised about a visit does not hold; an unserved visit keeps no promise."""
    if promise is None or (promise.start_at is None and promise.carers is None):
        return False
    if not services:
        return True
    moved = promise.start_at is not None and (
        abs(services[0].stop.start_at - promise.start_at) > promise.tolerance_seconds
    )
    changed = promise.carers is not None and set(promise.carers) != {each.carer.id for each in services}
    return moved or changed
