"""Every place a visit could take in the plan as it stands, breaks at every place too; slow but complete.

Which of them is the cheapest `cheapest` finds without timing them all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby, islice, product

from routing.solver.budget import Cancelled, never, until
from routing.solver.draft import Draft
from routing.solver.hopeful import Hopeful, Standing, are_compatible, standing
from routing.solver.insertion import allowed_places, break_places, carer_obstacle
from routing.solver.model import BREAK
from routing.solver.thorough import Thorough, late_obstacle
from routing.solver.timing import latest_starts
from routing.solver.trial import Obstacle, Trial

# So many combinations of places of the parts of a visit for several carers are tried.
MOST_COMBINATIONS = 4_000


Row = list[int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A turn with one task put in at a place, without its breaks; `late`: place that surely is, or -1."""

    turn: int
    place: int
    row: Row
    late: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A turn in which no place is open to a task."""

    turn: int
    obstacle: Obstacle
    place: int = -1


@dataclass(frozen=True, slots=True)
class Attempt:
    """One task tried in vain at one place of one turn (-1: nowhere in it), and what stands in its way."""

    task: int
    turn: int
    place: int
    obstacle: Obstacle


def fits_anywhere(draft: Draft, visit: int, *, only: frozenset[int] | None = None) -> bool:
    """Whether there is any insertion, in the turns `only` names if it is given."""
    return next(insertions(draft, visit, only=only), None) is not None


def insertions(
    draft: Draft,
    visit: int,
    *,
    only: frozenset[int] | None = None,
    thorough: Thorough | None = None,
) -> Iterator[Trial]:
    """Every insertion there is, one turn after the other."""
    thorough = thorough or Thorough(draft)
    tasks = [task for task in draft.model.tasks_of[visit] if draft.model.fixed_start[task] < 0]
    if len(tasks) == 1:
        for spot in _spots(draft, tasks[0], only, thorough, told=False):
            found = _tried(draft, spot, thorough, told=False)
            yield from (outcome for outcome in found if isinstance(outcome, Trial))
        return
    every = [hopeful(draft, task, thorough, only=only) for task in tasks]
    rows = [_sound_first(draft, each, thorough) for each in every]
    choices = (choice for choice in product(*rows) if are_compatible(draft.model, choice))
    for choice in islice(choices, MOST_COMBINATIONS):
        trial = thorough.try_hopeful({each.turn: each.row for each in choice})
        if isinstance(trial, Trial):
            yield trial


def _sound_first(draft: Draft, found: Iterable[Hopeful], thorough: Thorough) -> list[Hopeful]:
    """Those that are in time by themselves first, without those that never are."""
    stand = [(standing(draft, each, thorough), each) for each in found]
    return [
        each
        for wanted in (Standing.IN_TIME, Standing.LATE_ALONE)
        for having, each in stand
        if having == wanted
    ]


def hopeful(
    draft: Draft,
    task: int,
    thorough: Thorough,
    *,
    only: frozenset[int] | None = None,
    cancelled: Cancelled = never,
) -> Iterator[Hopeful]:
    """Turns with one part of a visit put in at every place, breaks at every place, not late by themselves."""
    for spot in until(cancelled, _spots(draft, task, only, thorough, told=False)):
        if isinstance(spot, Closed) or spot.late >= 0:
            continue
        for row in _with_breaks(draft, spot, thorough):
            timed = thorough.least_times(spot.turn, row)
            if isinstance(timed, int):
                continue
            latest = latest_starts(draft.model, draft.model.turns[spot.turn], row)[row.index(task)]
            yield Hopeful(task, spot.turn, row, timed, latest)


def attempts_in_vain(draft: Draft, task: int) -> Iterator[Attempt]:
    """Try one task, the other parts of its visit left aside, everywhere its carers could do it.

    A place where it fits in none of the variants with breaks or a pickup at other places is told once, with
    the first obstacle.
    """
    thorough = Thorough(draft)
    spots = groupby(_spots(draft, task, None, thorough, told=True), key=lambda spot: (spot.turn, spot.place))
    for (turn, place), variants in spots:
        failed: Obstacle | None = None
        for outcome in chain.from_iterable(_tried(draft, spot, thorough, told=True) for spot in variants):
            if isinstance(outcome, Trial):
                break
            failed = failed or outcome
        else:
            if failed is not None:
                yield Attempt(task, turn, place, failed)


def _tried(
    draft: Draft, spot: Spot | Closed, thorough: Thorough, *, told: bool
) -> Iterator[Trial | Obstacle]:
    if isinstance(spot, Closed):
        yield spot.obstacle
        return
    if spot.late >= 0:
        # Breaks only make later: what is too late without them need not be tried with them.
        yield late_obstacle(spot.row, spot.late)
        return
    for row in _with_breaks(draft, spot, None if told else thorough):
        yield thorough.try_out({spot.turn: row})


def _spots(
    draft: Draft, task: int, only: frozenset[int] | None, thorough: Thorough, *, told: bool
) -> Iterator[Spot | Closed]:
    """Every place for a task, without breaks, with every place of its pickup; turns closed to it by name.

    Places at which it is seen at once that there is no time are left out unless they have to be `told`.
    """
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
        loadings = _loadings(thorough, turn, task, range(first, last), told)
        yield from _places(draft, task, turn, loadings, rest, thorough)


def _loadings(
    thorough: Thorough, turn: int, task: int, places: range, told: bool
) -> Iterator[tuple[int, int]]:
    """(place, where its meal is loaded, -1 without one) in the order in which they are tried."""
    pickup = thorough.model.pickup_of[thorough.model.nodes[task].visit]
    glance = thorough.glance_at(turn)
    if pickup < 0:
        yield from ((place, -1) for place in places if told or glance.has_time(task, place))
        return
    in_time = glance.loadings(task, pickup) if not told else None
    for place in places:
        for load_at in range(place, -1, -1):
            if in_time is None or (load_at, place) in in_time:
                yield place, load_at


def _places(
    draft: Draft, task: int, turn: int, loadings: Iterable[tuple[int, int]], rest: Row, thorough: Thorough
) -> Iterator[Spot]:
    """These places of one turn; with a meal, those of its pickup before it too."""
    pickup = draft.model.pickup_of[draft.model.nodes[task].visit]
    # A pickup that makes one of the stops after it late does so wherever beyond it the meal is handed over.
    too_early_from: dict[int, int] = {}
    for place, load_at in loadings:
        if load_at < 0:
            row = [*rest[:place], task, *rest[place:]]
            yield Spot(turn, place, row, thorough.late_at(turn, row))
            continue
        row = [*rest[:load_at], pickup, *rest[load_at:place], task, *rest[place:]]
        late = too_early_from.get(load_at, -1)
        if late < 0:
            late = thorough.late_at(turn, row)
            if 0 <= late <= place:
                too_early_from[load_at] = late
        yield Spot(turn, place, row, late)


def _with_breaks(draft: Draft, spot: Spot, thorough: Thorough | None) -> Iterator[Row]:
    """A round that is in time without breaks with them at every place, or only where they may be in time."""
    has_time = thorough.pauses_in(spot.turn, spot.row).has_time if thorough is not None else None
    having = draft.sequences[spot.turn]
    return break_places(draft.model, spot.turn, spot.row, having=having, has_time=has_time)
