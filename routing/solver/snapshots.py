"""A draft as it was, to go back to."""

from typing import NamedTuple

from routing.solver.draft import Draft
from routing.solver.pricing import Price
from routing.solver.timing import Timed
from routing.solver.trial import Trial


class Snapshot(NamedTuple):
    """Everything that changes in a draft; its parts are replaced, never changed in place."""

    sequences: list[list[int]]
    timed: list[Timed]
    prices: list[Price]
    start: list[int]
    turn_of: list[int]


def snapshot(draft: Draft) -> Snapshot:
    """The draft as it stands."""
    return Snapshot(
        list(draft.sequences),
        list(draft.timed),
        list(draft.prices),
        list(draft.start),
        list(draft.turn_of),
    )


def restore(draft: Draft, kept: Snapshot) -> None:
    """Back to a snapshot."""
    draft.sequences = list(kept.sequences)
    draft.timed = list(kept.timed)
    draft.prices = list(kept.prices)
    draft.start = list(kept.start)
    draft.turn_of = list(kept.turn_of)


def promises_over_budget_with(draft: Draft, trial: Trial) -> int:
    """By how many promises a change would exceed the stability budget."""
    kept = snapshot(draft)
    draft.accept(trial)
    over = draft.promises_over_budget()
    restore(draft, kept)
    return over
