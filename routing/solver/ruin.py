"""Ruin and recreate with every product rule: take related visits out, put them back better.

After Schrimpf et al. (2000) and Christiaens & Vanden Berghe (2020); annealed acceptance.
"""

import math
from random import Random

from routing.solver.budget import Budget
from routing.solver.construct import insert_all, shuffled
from routing.solver.draft import Draft
from routing.solver.model import TASK, Model
from routing.solver.reports import Best, Report
from routing.solver.snapshots import restore, snapshot

MOST_TAKEN_OUT = 12
# Temperatures as a share of the cost of an average served visit.
HOT, COLD = 0.05, 0.0005

SECONDS_BETWEEN_REPORTS = 0.5


def ruin_and_recreate(draft: Draft, random: Random, budget: Budget, report: Report) -> None:
    """Improve a draft until the budget is used; the draft ends as the best one found."""
    model = draft.model
    current = draft.total()
    best = Best(current, len(draft.unserved()))
    kept = best_kept = snapshot(draft)
    scale = draft.cost() / max(1, len(model.visits_open))
    told = budget.elapsed
    while budget.goes_on() and model.visits_open:
        budget.spend(1)
        heat = HOT * (COLD / HOT) ** budget.fraction * scale
        removed = ruin(draft, random)
        visits = shuffled(draft, draft.unserved() if removed else [], random)
        insert_all(draft, visits, cancelled=budget.cancelled)
        total = draft.total()
        if total <= current - heat * math.log(max(random.random(), 1e-12)):
            current, kept = total, snapshot(draft)
            if total < best.cost:
                best, best_kept = Best(total, len(draft.unserved())), kept
        else:
            restore(draft, kept)
        if budget.elapsed - told >= SECONDS_BETWEEN_REPORTS:
            told = budget.elapsed
            report(best)
    restore(draft, best_kept)


def ruin(draft: Draft, random: Random) -> bool:
    """Take a few related visits out; False if that left an order that cannot be timed."""
    model = draft.model
    served = [visit for visit in model.visits_open if draft.is_served(visit) and _may_move(model, visit)]
    if not served:
        return True
    seed = random.choice(model.visits_open)
    count = random.randint(1, min(MOST_TAKEN_OUT, len(served)))
    nearest = sorted(served, key=lambda visit: distance(draft, seed, visit) * (0.5 + random.random()))
    return take_out(draft, set(nearest[:count]))


def _may_move(model: Model, visit: int) -> bool:
    """A visit with a frozen part must stay served."""
    return all(model.fixed_start[task] < 0 for task in model.tasks_of[visit])


def distance(draft: Draft, first: int, second: int) -> int:
    """How unrelated two visits are: way, difference of start, half as far in the same turn."""
    model = draft.model
    one, two = model.tasks_of[first][0], model.tasks_of[second][0]
    way = model.ways[0].seconds[model.nodes[one].place][model.nodes[two].place]
    starts = [
        draft.start[task] if draft.start[task] >= 0 else model.nodes[task].lowest for task in (one, two)
    ]
    apart = way + abs(starts[0] - starts[1]) // 4
    return apart // 2 if draft.turn_of[one] == draft.turn_of[two] else apart


def take_out(draft: Draft, visits: set[int], *, patient: bool = True) -> bool:
    """Remove visits and time everything anew (times can fall, so nothing old may be kept).

    The carers wait for promised times, where they have time for that, only if they are `patient`.
    """
    model = draft.model
    sequences = []
    for sequence in draft.sequences:
        rest = [node for node in sequence if model.nodes[node].visit not in visits]
        has_work = any(model.nodes[node].kind == TASK for node in rest)
        sequences.append(rest if has_work else [])
    return draft.rebuild(sequences, patient=patient)
