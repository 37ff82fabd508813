"""Every place a visit could take in the plan as it stands, breaks at every place too; slow but complete."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice, product

from routing.solver.draft import Draft, Obstacle, Trial
from routing.solver.insertion import allowed_places, break_places, carer_obstacle
from routing.solver.model import BREAK
from routing.solver.promises import puts_over_budget

# So many combinations of places of the parts of a visit for several carers are tried.
MOST_COMBINATIONS = 4_000


Row = list[int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A turn with one task put in at a place, its breaks left out."""

    turn: int
    place: int
    row: Row


@dataclass(frozen=True, slots=True)
class Closed:
    """A turn in which no place is open to a task."""

    turn: int
    obstacle: Obstacle
    place: int = -1


@dataclass(frozen=True, slots=True)
class Attempt:
    """One task tried at one place of one turn (-1: nowhere in it), and what came of it."""

    task: int
    turn: int
    place: int
    sequence: tuple[int, ...]
    outcome: Trial | Obstacle


def insert_anywhere(draft: Draft, visit: int) -> Trial | None:
    """The cheapest insertion there is into the plan as it stands, or None if there is surely none.

    One that exceeds the budget of broken promises is taken only where all of them do.
    """
    return min(
        _insertions(draft, visit, None),
        key=lambda trial: (puts_over_budget(draft, trial), trial.cost),
        default=None,
    )


def is_worth_it(draft: Draft, visit: int, trial: Trial) -> bool:
    """Whether a plan with this insertion is better than one without the visit."""
    problem = draft.model.problem
    saved = problem.objective.unserved * problem.visits[visit].cost_of_dropping
    return trial.cost <= saved and not puts_over_budget(draft, trial)


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
    least = draft.least_starts()
    rows = [_hopeful(draft, task, only, least) for task in tasks]
    for choice in islice(product(*rows), MOST_COMBINATIONS):
        carers = {draft.model.turns[turn].carer for turn, _ in choice}
        if len(carers) == len(choice):
            trial = draft.try_thoroughly(dict(choice), least)
            if isinstance(trial, Trial):
                yield trial


def _hopeful(draft: Draft, task: int, only: frozenset[int] | None, least: list[int]) -> list[tuple[int, Row]]:
    """Turns with one part of a visit put in that may be in time, those that are so by themselves first.

    Alone they can be late: the other part's turn may have to move its break as well.
    """
    found = [
        (spot.turn, sequence)
        for spot in _spots(draft, task, only)
        if isinstance(spot, Spot) and draft.may_be_in_time({spot.turn: spot.row}, least)
        for sequence in _with_breaks(draft, spot)
        if draft.may_be_in_time({spot.turn: sequence}, least)
    ]
    return sorted(found, key=lambda each: isinstance(draft.try_out(dict([each])), Obstacle))


def attempts(draft: Draft, task: int, *, only: frozenset[int] | None = None) -> Iterator[Attempt]:
    """Try one task, the other parts of its visit left aside, everywhere its carers could do it.

    Of the variants with breaks or a pickup at other places, those that fit are all told; a place where
    none fits is told once, with the first obstacle.
    """
    least = draft.least_starts()
    spots = groupby(_spots(draft, task, only), key=lambda spot: (spot.turn, spot.place))
    for (turn, place), variants in spots:
        failed: Obstacle | None = None
        fitted = False
        for spot in variants:
            for sequence, outcome in _tried(draft, spot, least):
                if isinstance(outcome, Obstacle):
                    failed = failed or outcome
                    continue
                fitted = True
                yield Attempt(task, turn, place, tuple(sequence), outcome)
        if not fitted and failed is not None:
            yield Attempt(task, turn, place, (), failed)


def _tried(draft: Draft, spot: Spot | Closed, least: list[int]) -> Iterator[tuple[Row, Trial | Obstacle]]:
    if isinstance(spot, Closed):
        yield [], spot.obstacle
        return
    # Breaks only make later: what is too late without them need not be tried with them.
    without = draft.try_thoroughly({spot.turn: spot.row}, least)
    if isinstance(without, Obstacle):
        yield spot.row, without
        return
    for sequence in _with_breaks(draft, spot):
        yield sequence, draft.try_thoroughly({spot.turn: sequence}, least)


def _spots(draft: Draft, task: int, only: frozenset[int] | None) -> Iterator[Spot | Closed]:
    """Every place for a task, without breaks, with every place of its pickup; turns closed to it by name."""
    model = draft.model
    for turn in sorted(model.turns_for[task] if only is None else model.turns_for[task] & only):
        if code := carer_obstacle(draft, task, model.turns[turn].carer):
            yield Closed(turn, Obstacle(code))
            continue
        first, last = allowed_places(draft, turn, task)
        if first >= last:
            yield Closed(turn, Obstacle("hand_made_order"))
            continue
        # Places are counted without breaks, which may move.
        base = draft.sequences[turn]
        rest = [node for node in base if model.nodes[node].kind != BREAK]
        first -= sum(model.nodes[node].kind == BREAK for node in base[:first])
        last -= sum(model.nodes[node].kind == BREAK for node in base[: last - 1])
        for place in range(first, last):
            for row in _loaded(draft, task, place, rest):
                yield Spot(turn, place, row)


def _with_breaks(draft: Draft, spot: Spot) -> Iterator[Row]:
    return break_places(draft.model, spot.turn, spot.row, having=draft.sequences[spot.turn])


def _loaded(draft: Draft, task: int, place: int, rest: list[int]) -> Iterator[Row]:
    """The order with the task, and with its meal loaded at every place before it."""
    pickup = draft.model.pickup_of[draft.model.nodes[task].visit]
    if pickup < 0:
        yield [*rest[:place], task, *rest[place:]]
        return
    for load_at in range(place, -1, -1):
        yield [*rest[:load_at], pickup, *rest[load_at:place], task, *rest[place:]]
