"""A first plan: the hardest visits first, each where it costs least."""

from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import Any

from routing.solver.budget import Cancelled, never
from routing.solver.draft import Draft
from routing.solver.insertion import best_insertion
from routing.solver.model import Model
from routing.solver.snapshots import promises_over_budget_with
from routing.solver.trial import Trial


def _hardness(model: Model, visit: int) -> tuple[int, int, int, int]:
    """Sorts hard visits first: dear to leave out, many hands, few carers, little time."""
    record = model.problem.visits[visit]
    tasks = model.tasks_of[visit]
    room = sum(model.nodes[task].highest - model.nodes[task].lowest for task in tasks)
    choices = min(len(model.turns_for[task]) for task in tasks)
    return (-record.cost_of_dropping, -len(tasks), choices, room)


def insert_all(draft: Draft, visits: Iterable[int], *, cancelled: Cancelled = never) -> list[int]:
    """Insert visits one after the other; returns those that do not fit or cost more than they are worth.

    Once it is cancelled, nothing more is inserted.
    """
    model = draft.model
    left = []
    for visit in visits:
        trial = None if cancelled() else best_insertion(draft, visit)
        worth = model.problem.objective.unserved * model.problem.visits[visit].cost_of_dropping
        if trial is None or trial.cost > worth or _breaks_the_budget(draft, trial):
            left.append(visit)
        else:
            draft.accept(trial)
    return left


def _breaks_the_budget(draft: Draft, trial: Trial) -> bool:
    """Whether an insertion exceeds the budget of broken promises, or exceeds it further."""
    if draft.model.problem.maximum_broken_promises is None:
        return False
    return promises_over_budget_with(draft, trial) > draft.promises_over_budget()


def construct(draft: Draft, *, cancelled: Cancelled = never) -> None:
    """Fill an empty draft."""
    visits = sorted(draft.unserved(), key=lambda visit: _hardness(draft.model, visit))
    insert_all(draft, visits, cancelled=cancelled)


def shuffled(draft: Draft, visits: Sequence[int], random: Random) -> list[int]:
    """One of several orders of insertion, by chance: hardest first, by chance, earliest, least room."""
    model = draft.model
    order = list(visits)
    random.shuffle(order)
    keys: dict[str, Callable[[int], Any]] = {
        "hard": lambda visit: _hardness(model, visit),
        "early": lambda visit: model.nodes[model.tasks_of[visit][0]].lowest,
        "closing": lambda visit: model.nodes[model.tasks_of[visit][0]].highest,
    }
    choice = random.choice(["chance", *keys])
    return order if choice == "chance" else sorted(order, key=keys[choice])
