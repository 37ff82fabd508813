"""From a draft to the plan that people and the judge read."""

from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Carer
from routing.solver.draft import Draft
from routing.solver.model import BREAK, PICKUP, Model, Turn
from routing.solver.modelling.numbering import frozen_stops
from routing.solver.pricing import leave_at
from routing.solver.timing import is_one_stop


def assemble(draft: Draft) -> Plan:
    """Rounds of every used shift, in order of carers, and the visits left out."""
    model = draft.model
    by_shift = {(turn.carer, turn.shift): turn for turn in model.turns}
    rounds = []
    for carer_rank, carer in enumerate(model.problem.carers):
        for shift_rank in range(len(carer.shifts)):
            frozen = frozen_stops(model.problem, carer, shift_rank)
            turn = by_shift.get((carer_rank, shift_rank))
            if turn is not None and (draft.sequences[turn.rank] or frozen):
                rounds.append(_round(draft, carer, turn, frozen))
            elif frozen:
                rounds.append(Round(carer.id, shift_rank, frozen[0].start_at, frozen[-1].end_at, frozen))
    unserved = tuple(model.problem.visits[each].id for each in draft.unserved())
    return Plan(rounds=tuple(rounds), unserved=unserved)


def _round(draft: Draft, carer: Carer, turn: Turn, frozen: tuple[Stop, ...]) -> Round:
    timed = draft.timed[turn.rank]
    if not draft.sequences[turn.rank]:
        way = draft.model.ways[turn.mode].takes(turn.begin_place, turn.end_place, turn.begin_at)
        return Round(carer.id, turn.shift, turn.begin_at, turn.begin_at + way, frozen)
    leaves = leave_at(draft.model, turn, timed)
    return Round(carer.id, turn.shift, leaves, timed.home_at, (*frozen, *_stops(draft, turn, leaves)))


def _stops(draft: Draft, turn: Turn, leaves: int) -> list[Stop]:
    model, timed = draft.model, draft.timed[turn.rank]
    ways = model.ways[turn.mode]
    place, clock = turn.begin_place, leaves
    stops: list[Stop] = []
    for rank, node_rank in enumerate(draft.sequences[turn.rank]):
        node, there = model.nodes[node_rank], timed.places[rank]
        arrival = clock + ways.takes(place, there, clock)
        start, end = timed.starts[rank], timed.ends[rank]
        if rank and is_one_stop(model.nodes[draft.sequences[turn.rank][rank - 1]], node):
            stops[-1] = _loaded_too(stops[-1], model.problem.visits[node.visit].id)
            continue
        done = start + node.service if node.on_the_way else end
        times = (min(arrival, start), start, done)
        stops.append(_stop(model, turn, node_rank, model.problem.places[there].id, times))
        place, clock = there, end
    return stops


def _loaded_too(stop: Stop, visit: str) -> Stop:
    return Stop(
        stop.kind,
        stop.about,
        stop.place,
        stop.arrive_at,
        stop.start_at,
        stop.end_at,
        meals=(*stop.meals, visit),
    )


def _stop(model: Model, turn: Turn, node_rank: int, place: str, times: tuple[int, int, int]) -> Stop:
    node, problem = model.nodes[node_rank], model.problem
    if node.kind == BREAK:
        return Stop(StopKind.BREAK, problem.carers[turn.carer].breaks[node.part].id, place, *times)
    visit = problem.visits[node.visit].id
    if node.kind == PICKUP:
        return Stop(StopKind.PICKUP, problem.kitchens[node.kitchen].id, place, *times, meals=(visit,))
    return Stop(StopKind.VISIT, visit, place, *times, part=node.part)
