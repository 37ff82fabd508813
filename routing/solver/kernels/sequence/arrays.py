"""The arrays the annealing over one order works on; visit 0 is where all carers start and end."""

from typing import NamedTuple

import numpy as np

ALONE, TOGETHER, ORDERED = range(3)

VISIT = np.dtype(
    [
        ("opens", np.int64),
        ("due", np.int64),  # a later start is late
        ("service", np.int64),
        ("second_service", np.int64),
        ("kind", np.int64),  # ALONE, TOGETHER, ORDERED
        ("gap_minimum", np.int64),
        ("gap_maximum", np.int64),
    ]
)
STAND = np.dtype(
    [
        ("ends", np.int64),  # when the first carer is free again
        ("second_ends", np.int64),
        ("way", np.int64),  # seconds of travel to get here, of both carers
        ("late", np.int64),  # seconds, of both parts
        ("latest", np.int64),  # the larger of them
    ]
)

# Columns of Trial.change. PARTNER is negative where two visits also exchanged their places.
MOVED, PARTNER, FIRST, LAST, FIRST_CARER, SECOND_CARER, PARTNER_CARER, ORIGIN = range(8)
# Columns of Sequence.sums.
TRAVEL, LATE, LARGEST = range(3)


class Team(NamedTuple):
    """What is given. n visits, m carers.

    travel: (n + 1, n + 1) seconds, row = from.  able: (n + 1, 2, m) who may do which part.
    choices, choice_counts: the same as lists.  near: (n + 1, k) visits that go well right before each.
    weights: of travel, lateness and largest lateness.
    """

    visits: np.ndarray
    travel: np.ndarray
    able: np.ndarray
    choices: np.ndarray
    choice_counts: np.ndarray
    near: np.ndarray
    weights: np.ndarray


class Sequence(NamedTuple):
    """The plan being changed.

    order: (n,) visits.  place: (n + 1,) their ranks in it.  at: (n + 1,) of STAND.
    carers: (n + 1, 2), the second -1 where one comes.
    where, free: (n + 1, m) place and time of each carer before the visit of that rank.
    largest_before, largest_after: (n + 1,) largest lateness of the ranks below, from this rank on.
    """

    order: np.ndarray
    place: np.ndarray
    carers: np.ndarray
    at: np.ndarray
    where: np.ndarray
    free: np.ndarray
    largest_before: np.ndarray
    largest_after: np.ndarray
    sums: np.ndarray


class Trial(NamedTuple):
    """What one move needs: visits timed anew, how carers differ from before, and how to take it back."""

    at: np.ndarray
    touched: np.ndarray
    where: np.ndarray
    free: np.ndarray
    differs: np.ndarray
    sums: np.ndarray
    change: np.ndarray
    counts: np.ndarray


def records(count: int, kind: np.dtype[np.void]) -> np.ndarray:
    """So many records of zeros, their fields readable as attributes."""
    return np.zeros(count, kind).view(np.recarray)


def empty_sequence(visits: int, carers: int) -> Sequence:
    """Room for a plan."""
    return Sequence(
        order=np.arange(1, visits + 1),
        place=np.arange(-1, visits),
        carers=np.full((visits + 1, 2), -1, np.int64),
        at=records(visits + 1, STAND),
        where=np.zeros((visits + 1, carers), np.int64),
        free=np.zeros((visits + 1, carers), np.int64),
        largest_before=np.zeros(visits + 1, np.int64),
        largest_after=np.zeros(visits + 1, np.int64),
        sums=np.zeros(3, np.int64),
    )


def fresh_trial(visits: int, carers: int) -> Trial:
    """Room for one move."""
    return Trial(
        at=records(visits + 1, STAND),
        touched=np.zeros(visits + 1, np.int64),
        where=np.zeros(carers, np.int64),
        free=np.zeros(carers, np.int64),
        differs=np.zeros(carers, np.int64),
        sums=np.zeros(3, np.int64),
        change=np.zeros(8, np.int64),
        counts=np.zeros(2, np.int64),
    )
