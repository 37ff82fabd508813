"""The arrays the annealing over one order works on; visit 0 stands for where a round begins and ends."""

from typing import NamedTuple

import numpy as np

ALONE, FREE, TOGETHER, ORDERED = range(4)

VISIT = np.dtype(
    [
        ("opens", np.int64),
        ("due", np.int64),  # a later start is late, until the next soft window opens
        ("next_opens", np.int64),
        ("next_due", np.int64),
        ("due_at_end", np.int64),
        ("service", np.int64),
        ("second_service", np.int64),
        ("kind", np.int64),  # ALONE; two parts with starts FREE, TOGETHER or ORDERED
        ("gap_minimum", np.int64),
        ("gap_maximum", np.int64),
        ("drop_cost", np.int64),  # weighted
        ("optional", np.int64),
    ]
)
CARER = np.dtype(
    [
        ("opens", np.int64),  # start of the shift
        ("until", np.int64),  # a later return is overtime
        ("overtime_cost", np.int64),  # weighted, of one second
        ("begins", np.int64),  # spot
        ("ends", np.int64),  # spot
        ("rest", np.int64),  # seconds of the break, 0 without one
        ("rest_opens", np.int64),
        ("rest_closes", np.int64),
        ("missed_cost", np.int64),  # weighted, of not taking it
    ]
)
# A part of a visit in the round of a carer. Stop 2 * visit + part; from 2 * (n + 1) on, one for each carer:
# where his round begins and ends, before his first stop and after his last.
STOP = np.dtype(
    [
        ("previous", np.int64),
        ("following", np.int64),
        ("visit", np.int64),  # 0 where a round begins
        ("leaves", np.int64),  # spot one goes on from
        ("reaches", np.int64),  # spot one comes to
        ("carer", np.int64),  # -1: nobody, the visit is left out
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
# A visit taken out of its rounds, and where it stood; carer -1 if it was in none.
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
# Columns of Sequence.sums. FIXED: weighted cost of who comes and of visits left out. TOLLS: weighted waiting,
# overtime and missed breaks of all rounds. IDLE: seconds, the most of any round.
TRAVEL, LATE, LARGEST, FIXED, TOLLS, IDLE = range(6)
# Further columns of Team.weights. TOLLED: whether rounds have tolls or idle time at all; EXTRAS: whether
# there are breaks or visits that may be left out.
WAITED, IDLED, TOLLED, EXTRAS = range(3, 7)
# Columns of Trial.counts. LOST: a visit that was latest of all starts earlier; SEEN: largest lateness timed;
# RESTED: 1 + carer whose break has moved.
LIFTS, TIMES, WAITING, HOPES, LOST, SEEN, RESTED, ROUNDS = range(8)


class Team(NamedTuple):
    """What is given. n visits, m carers, d places where rounds begin or end.

    travel: (n + 1 + d, n + 1 + d) seconds, row = from; spots are the visits, then those places.
    able: (n + 1, 2, m) who may do which part.  choices, choice_counts: the same as lists.
    near: (n + 1, k) visits that go well right before each.  strange: (n + 1, m) weighted cost of who comes.
    weights: of travel, lateness, largest lateness, waiting and idle time; then TOLLED and EXTRAS.
    """

    visits: np.ndarray
    carers: np.ndarray
    travel: np.ndarray
    able: np.ndarray
    choices: np.ndarray
    choice_counts: np.ndarray
    near: np.ndarray
    strange: np.ndarray
    weights: np.ndarray


class Sequence(NamedTuple):
    """The plan being changed.

    keys: (n + 1,) between 0, that of visit 0, and n + 1.  at: (n + 1,) of STAND.
    stops: (2 * (n + 1) + m,) of STOP.  rest_keys: (m,) a break comes right before the first visit of a
    higher key.  tolls, idle: (m,) of each round.
    """

    keys: np.ndarray
    at: np.ndarray
    stops: np.ndarray
    rest_keys: np.ndarray
    tolls: np.ndarray
    idle: np.ndarray
    sums: np.ndarray


class Trial(NamedTuple):
    """What one move needs: how to take it back, the visits to be timed again, and what was before it.

    rounds: (m,) carers whose rounds have changed, tolls and idle as they were; reached: (m,) whether so.
    rest: (1,) the key of the break that has moved.
    """

    lifted: np.ndarray
    timed: np.ndarray
    waiting: np.ndarray
    rounds: np.ndarray
    reached: np.ndarray
    tolls: np.ndarray
    idle: np.ndarray
    rest: np.ndarray
    counts: np.ndarray
    sums: np.ndarray


def records(count: int, kind: np.dtype[np.void]) -> np.ndarray:
    """So many records of zeros, their fields readable as attributes."""
    return np.zeros(count, kind).view(np.recarray)


def empty_sequence(team: Team) -> Sequence:
    """Room for a plan: rounds without stops, no visit in any."""
    visits, carers = len(team.visits), len(team.carers)
    stops = records(2 * visits + carers, STOP)
    for column in ("visit", "leaves", "reaches"):
        stops[column][: 2 * visits] = np.repeat(np.arange(visits), 2)
    stops["carer"] = -1
    begins = np.arange(2 * visits, len(stops))
    for column in ("previous", "following"):
        stops[column][begins] = begins
    stops["carer"][begins] = np.arange(carers)
    stops["leaves"][begins] = team.carers["begins"]
    stops["reaches"][begins] = team.carers["ends"]
    stops["ends"][begins] = team.carers["opens"]
    sums = np.zeros(6, np.int64)
    sums[FIXED] = team.visits["drop_cost"].sum()
    return Sequence(
        keys=np.zeros(visits),
        at=records(visits, STAND),
        stops=stops,
        rest_keys=np.full(carers, float(visits)),
        tolls=np.zeros(carers, np.int64),
        idle=np.zeros(carers, np.int64),
        sums=sums,
    )


def fresh_trial(team: Team) -> Trial:
    """Room for one move."""
    visits, carers = len(team.visits), len(team.carers)
    return Trial(
        lifted=records(2, LIFTED),
        timed=records(2 * visits + 8, TIMED),
        waiting=np.zeros(visits, np.int64),
        rounds=np.zeros(carers, np.int64),
        reached=np.zeros(carers, np.int64),
        tolls=np.zeros(carers, np.int64),
        idle=np.zeros(carers, np.int64),
        rest=np.zeros(1),
        counts=np.zeros(8, np.int64),
        sums=np.zeros(6, np.int64),
    )
