"""A smallest set of visits found that would have to make room."""

from collections.abc import Iterable

from routing.explain.copies import copy_of
from routing.solver.draft import Draft
from routing.solver.every_place import fits_anywhere
from routing.solver.ruin import take_out

MOST_SINGLES = 60


def blockers(draft: Draft, visit: int) -> tuple[int, ...] | None:
    """Visits without which it would fit; None if it does not fit into an empty day either."""
    movable = [each for each in draft.model.visits_open if _can_leave(draft, each)]
    eligible = _visits_in_its_turns(draft, visit, movable)
    for each in eligible[:MOST_SINGLES]:
        if fits_without(draft, visit, {each}):
            return (each,)
    # Where each visit has been tried alone, no group is smaller than two.
    fewest = 2 if len(eligible) <= MOST_SINGLES else 1
    whole_turns = [_movable_in(draft, turn, movable) for turn in sorted(_turns_for(draft, visit))]
    if found := _smallest(draft, visit, whole_turns, fewest):
        return found
    for group in (eligible, movable):
        if fits_without(draft, visit, set(group)):
            return _fewer(draft, visit, group)
    return None


def _smallest(draft: Draft, visit: int, groups: list[list[int]], fewest: int) -> tuple[int, ...] | None:
    """The smallest of what of each group has to be out, the first of `fewest` visits ending the search."""
    best: tuple[int, ...] | None = None
    for group in groups:
        if not fits_without(draft, visit, set(group)):
            continue
        needed = _fewer(draft, visit, group)
        if best is None or len(needed) < len(best):
            best = needed
        if len(best) <= fewest:
            break
    return best


def fits_without(draft: Draft, visit: int, others: set[int]) -> bool:
    """Whether a visit that does not fit now fits once some others are taken out, all else in its order."""
    copy = copy_of(draft)
    return take_out(copy, others, patient=False) and fits_anywhere(
        copy, visit, only=_touched(draft, visit, others)
    )


def _touched(draft: Draft, visit: int, others: set[int]) -> frozenset[int] | None:
    """Turns of all whose visits leave, since limits span shifts; None (all) where starts hang together."""
    model = draft.model
    nodes = [task for each in (visit, *others) for task in model.tasks_of[each]]
    linked = any(model.floors[node] or model.dependants[node] for node in nodes)
    if linked or len(model.tasks_of[visit]) > 1 or model.same_carer_groups[visit]:
        return None
    carers = {model.turns[turn].carer for node in nodes if (turn := draft.turn_of[node]) >= 0}
    return frozenset(turn.rank for turn in model.turns if turn.carer in carers)


def _fewer(draft: Draft, visit: int, group: Iterable[int]) -> tuple[int, ...]:
    """Put back one after the other what need not be out."""
    needed = set(group)
    for each in sorted(needed, key=lambda one: -draft.model.problem.visits[one].cost_of_dropping):
        if fits_without(draft, visit, needed - {each}):
            needed.discard(each)
    return tuple(sorted(needed))


def _can_leave(draft: Draft, visit: int) -> bool:
    tasks = draft.model.tasks_of[visit]
    return draft.is_served(visit) and all(draft.model.fixed_start[task] < 0 for task in tasks)


def _turns_for(draft: Draft, visit: int) -> set[int]:
    return {turn for task in draft.model.tasks_of[visit] for turn in draft.model.turns_for[task]}


def _movable_in(draft: Draft, turn: int, movable: list[int]) -> list[int]:
    inside = {draft.model.nodes[node].visit for node in draft.tasks_in(turn)}
    return [each for each in movable if each in inside]


def _visits_in_its_turns(draft: Draft, visit: int, movable: list[int]) -> list[int]:
    turns = _turns_for(draft, visit)
    inside = {draft.model.nodes[node].visit for turn in turns for node in draft.tasks_in(turn)}
    return [each for each in movable if each in inside]
