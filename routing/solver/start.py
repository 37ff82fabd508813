"""Begin from a plan that exists already, as far as it still holds."""

from routing.plan import Plan, Round, StopKind
from routing.solver.draft import Draft
from routing.solver.insertion import break_places
from routing.solver.model import BREAK, TASK, Model
from routing.solver.trial import Trial


def follow(draft: Draft, plan: Plan) -> None:
    """Take over the rounds of a plan; what no longer fits is left for construction."""
    wanted = whole_visits(draft.model, _sequences(draft.model, plan))
    if draft.rebuild([wanted.get(rank, []) for rank in range(len(draft.model.turns))]):
        return
    for turn, sequence in wanted.items():
        _as_far_as_possible(draft, turn, sequence)


def whole_visits(model: Model, sequences: dict[int, list[int]]) -> dict[int, list[int]]:
    """Sequences without the visits that lack a part or their pickup; empty where no visit is left."""
    present = {node for sequence in sequences.values() for node in sequence}
    whole = {
        visit
        for visit in model.visits_open
        if all(task in present or model.fixed_start[task] >= 0 for task in model.tasks_of[visit])
        and (model.pickup_of[visit] in present or model.pickup_of[visit] < 0)
    }
    found = {}
    for turn, sequence in sequences.items():
        rest = [n for n in sequence if model.nodes[n].kind == BREAK or model.nodes[n].visit in whole]
        found[turn] = rest if _visits_in(model, rest) else []
    return found


def _as_far_as_possible(draft: Draft, turn: int, sequence: list[int]) -> None:
    """Insert the single-carer visits of a round one by one, at the end of what is there."""
    for visit in _visits_in(draft.model, sequence):
        tasks = draft.model.tasks_of[visit]
        if draft.is_served(visit) or len(tasks) > 1 or draft.model.same_carer_groups[visit]:
            continue
        pickup = draft.model.pickup_of[visit]
        added = [*draft.sequences[turn], *([pickup] if pickup >= 0 else []), tasks[0]]
        for variant in break_places(draft.model, turn, added):
            trial = draft.try_out({turn: variant})
            if isinstance(trial, Trial):
                draft.accept(trial)
                break


def _visits_in(model: Model, sequence: list[int]) -> list[int]:
    return [model.nodes[node].visit for node in sequence if model.nodes[node].kind == TASK]


def _sequences(model: Model, plan: Plan) -> dict[int, list[int]]:
    carers = {carer.id: rank for rank, carer in enumerate(model.problem.carers)}
    turn_of = {(turn.carer, turn.shift): turn.rank for turn in model.turns}
    found = {}
    for round_ in plan.rounds:
        carer = carers.get(round_.carer, -1)
        turn = turn_of.get((carer, round_.shift))
        if turn is not None:
            found[turn] = _nodes(model, round_, turn)
    return found


def _nodes(model: Model, round_: Round, turn: int) -> list[int]:
    """Nodes of a round that still exist and may still stand in this turn."""
    rank = model.problem.visit_rank
    pauses = {
        model.problem.carers[model.turns[turn].carer].breaks[model.nodes[n].part].id: n
        for n in model.breaks_of[turn]
    }
    nodes: list[int] = []
    for stop in round_.stops:
        if stop.kind == StopKind.BREAK and stop.about in pauses:
            nodes.append(pauses[stop.about])
        if stop.kind == StopKind.PICKUP:
            nodes += [model.pickup_of[rank[meal]] for meal in stop.meals if meal in rank]
        if stop.kind == StopKind.VISIT and stop.about in rank:
            tasks = model.tasks_of[rank[stop.about]]
            nodes += [tasks[stop.part]] if stop.part < len(tasks) else []
    return [
        node for node in nodes if node >= 0 and model.fixed_start[node] < 0 and turn in model.turns_for[node]
    ]
