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
# A part of a visit in the round of a carer. Stop 2 * visit + part; from 2 * (n + 1) on, one for each carer:
# where his round begins and ends, before his first stop and after his last.
STOP = np.dtype(
    [
        ("previous", np.int64),
        ("following", np.int64),
        ("visit", np.int64),  # 0 where a round begins
        ("carer", np.int64),
        ("ends", np.int64),  # when the carer is free again
    ]
)
STAND = np.dtype(
    [
        ("late", np.int64),  # seconds, of both parts
        ("latest", np.int64),  # the larger of them
        ("waits", np.int64),  # whether it is to be timed again: NOT, DELAYED, HOPEFUL
    ]
)
# A visit taken out of its rounds, and where it stood.
LIFTED = np.dtype(
    [
        ("visit", np.int64),
        ("key", np.float64),
        ("previous", np.int64),
        ("carer", np.int64),
        ("second_previous", np.int64),
        ("second_carer", np.int64),
    ]
)
# A visit as it was before it was timed again.
TIMED = np.dtype(
    [
        ("visit", np.int64),
        ("ends", np.int64),
        ("second_ends", np.int64),
        ("late", np.int64),
        ("latest", np.int64),
    ]
)

# Values of STAND.waits. HOPEFUL: it may start earlier than before; DELAYED: it can only start later.
NOT, DELAYED, HOPEFUL = range(3)
# Columns of Sequence.sums.
TRAVEL, LATE, LARGEST = range(3)
# Columns of Trial.counts. LOST: a visit that was latest of all starts earlier; SEEN: largest lateness timed.
LIFTS, TIMES, WAITING, HOPES, LOST, SEEN = range(6)


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

    keys: (n + 1,) between 0, that of visit 0, and n + 1.  at: (n + 1,) of STAND.
    stops: (2 * (n + 1) + m,) of STOP.  sums: of travel, lateness and largest lateness.
    """

    keys: np.ndarray
    at: np.ndarray
    stops: np.ndarray
    sums: np.ndarray


class Trial(NamedTuple):
    """What one move needs: how to take it back, the visits to be timed again, and the sums before it."""

    lifted: np.ndarray
    timed: np.ndarray
    waiting: np.ndarray
    counts: np.ndarray
    sums: np.ndarray


def records(count: int, kind: np.dtype[np.void]) -> np.ndarray:
    """So many records of zeros, their fields readable as attributes."""
    return np.zeros(count, kind).view(np.recarray)


def empty_sequence(visits: int, carers: int) -> Sequence:
    """Room for a plan: rounds without stops."""
    stops = records(2 * (visits + 1) + carers, STOP)
    stops["visit"][: 2 * (visits + 1)] = np.repeat(np.arange(visits + 1), 2)
    stops["carer"] = -1
    begins = np.arange(2 * (visits + 1), len(stops))
    for column in ("previous", "following"):
        stops[column][begins] = begins
    stops["carer"][begins] = np.arange(carers)
    return Sequence(np.zeros(visits + 1), records(visits + 1, STAND), stops, np.zeros(3, np.int64))


def fresh_trial(visits: int) -> Trial:
    """Room for one move."""
    return Trial(
        lifted=records(2, LIFTED),
        timed=records(2 * visits + 8, TIMED),
        waiting=np.zeros(visits + 1, np.int64),
        counts=np.zeros(6, np.int64),
        sums=np.zeros(3, np.int64),
    )
