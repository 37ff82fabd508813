"""Every place a visit could take in the plan as it stands, breaks at every place too; slow but complete."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from routing.solver.draft import Draft, Obstacle, Trial
from routing.solver.insertion import allowed_places, break_places, carer_obstacle
from routing.solver.model import BREAK

# A visit for several carers has so many combinations of places that were feasible one by one.
MOST_COMBINATIONS = 4_000


@dataclass(frozen=True, slots=True)
class Attempt:
    """One task tried at one place of one turn (-1: nowhere in it), and what came of it."""

    task: int
    turn: int
    place: int
    sequence: tuple[int, ...]
    outcome: Trial | Obstacle

    @property
    def fits(self) -> bool:
        return isinstance(self.outcome, Trial)


def insert_anywhere(draft: Draft, visit: int) -> Trial | None:
    """The cheapest insertion there is into the plan as it stands, or None if there is surely none."""
    return min(_insertions(draft, visit, None), key=lambda trial: trial.cost, default=None)


def fits_anywhere(draft: Draft, visit: int, *, only: frozenset[int] | None = None) -> bool:
    """Whether there is any insertion, in the turns `only` names if it is given."""
    return next(_insertions(draft, visit, only), None) is not None


def first_insertions(draft: Draft, visit: int, count: int) -> list[Trial]:
    """The first few insertions met, none only if there is none."""
    return list(islice(_insertions(draft, visit, None), count))


def _insertions(draft: Draft, visit: int, only: frozenset[int] | None) -> Iterator[Trial]:
    tasks = [task for task in draft.model.tasks_of[visit] if draft.model.fixed_start[task] < 0]
    if len(tasks) == 1:
        found = (attempt.outcome for attempt in attempts(draft, tasks[0], only=only))
        yield from (outcome for outcome in found if isinstance(outcome, Trial))
        return
    parts = [[attempt for attempt in attempts(draft, task, only=only) if attempt.fits] for task in tasks]
    for choice in islice(product(*parts), MOST_COMBINATIONS):
        carers = {draft.model.turns[each.turn].carer for each in choice}
        if len(carers) == len(choice):
            trial = draft.try_out({each.turn: list(each.sequence) for each in choice})
            if isinstance(trial, Trial):
                yield trial


def attempts(draft: Draft, task: int, *, only: frozenset[int] | None = None) -> Iterator[Attempt]:
    """Try one task, the other parts of its visit left aside, everywhere its carers could do it.

    Of the variants with breaks or a pickup at other places, those that fit are all told; a place where
    none fits is told once, with the first obstacle.
    """
    model = draft.model
    for turn in sorted(model.turns_for[task] if only is None else model.turns_for[task] & only):
        if code := carer_obstacle(draft, task, model.turns[turn].carer):
            yield Attempt(task, turn, -1, (), Obstacle(code))
            continue
        first, last = allowed_places(draft, turn, task)
        if first >= last:
            yield Attempt(task, turn, -1, (), Obstacle("hand_made_order"))
            continue
        # Places are counted without breaks, which may move.
        base = draft.sequences[turn]
        rest = [node for node in base if model.nodes[node].kind != BREAK]
        first -= sum(model.nodes[node].kind == BREAK for node in base[:first])
        last -= sum(model.nodes[node].kind == BREAK for node in base[: last - 1])
        for place in range(first, last):
            yield from _at_place(draft, task, turn, place, rest)


def _at_place(draft: Draft, task: int, turn: int, place: int, rest: list[int]) -> Iterator[Attempt]:
    failed: Obstacle | None = None
    fitted = False
    for loaded in _loaded(draft, task, place, rest):
        # Breaks only make later: what is too late without them need not be tried with them.
        without = draft.try_out({turn: loaded})
        if isinstance(without, Obstacle):
            failed = failed or without
            continue
        for sequence in break_places(draft.model, turn, loaded, having=draft.sequences[turn]):
            outcome = draft.try_out({turn: sequence})
            if isinstance(outcome, Trial):
                fitted = True
                yield Attempt(task, turn, place, tuple(sequence), outcome)
            failed = failed or (outcome if isinstance(outcome, Obstacle) else None)
    if not fitted and failed is not None:
        yield Attempt(task, turn, place, (), failed)


def _loaded(draft: Draft, task: int, place: int, rest: list[int]) -> Iterator[list[int]]:
    """The order with the task, and with its meal loaded at every place before it."""
    pickup = draft.model.pickup_of[draft.model.nodes[task].visit]
    if pickup < 0:
        yield [*rest[:place], task, *rest[place:]]
        return
    for load_at in range(place, -1, -1):
        yield [*rest[:load_at], pickup, *rest[load_at:place], task, *rest[place:]]
