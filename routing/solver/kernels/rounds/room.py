"""Empty arrays of the right size for one search."""

import numpy as np

from routing.solver.kernels.rounds.arrays import SUMS, Desk, Model, Rounds
from routing.solver.kernels.rounds.choosing import CHOICES, LEADERS, TAKEN
from routing.solver.kernels.rounds.surveying import LOADING_REACH, PROSPECT
from routing.solver.kernels.rounds.tables import blank

MOST_STOPS = 400  # in one turn


def stops_per_turn(model: Model) -> int:
    """Room in one row of stops: every node and a pickup for each, within reason."""
    return min(2 * len(model.nodes) + 4, MOST_STOPS)


def empty_rounds(model: Model) -> Rounds:
    """A plan in which every job is absent."""
    jobs, turns = len(model.jobs), len(model.turns)
    shape = (turns, stops_per_turn(model))
    at = blank(len(model.nodes), ("turn", "start", "own", "passed", "pass_start"))
    at["turn"] = -1
    return Rounds(
        stops=np.zeros(shape, np.int32),
        lengths=np.zeros(turns, np.int64),
        starts=np.zeros(shape, np.int64),
        owns=np.zeros(shape, np.int64),
        latest=np.zeros(shape, np.int64),
        at=at,
        sums=np.zeros((turns, SUMS), np.int64),
        absent=np.arange(jobs + 1),
        counts=np.array([jobs], np.int64),
    )


def fresh_desk(model: Model) -> Desk:
    """Room for one move."""
    jobs, turns, stops = len(model.jobs), len(model.turns), stops_per_turn(model)
    parts = int(model.jobs["parts"].max())
    shape = (turns, stops)
    by_place = 2 + LOADING_REACH if model.rules.kitchens else 2
    return Desk(
        row=np.zeros(stops + 2, np.int32),
        row_starts=np.zeros(stops + 2, np.int64),
        row_owns=np.zeros(stops + 2, np.int64),
        row_sums=np.zeros(SUMS, np.int64),
        counts=np.zeros(6, np.int64),
        parts=np.zeros(parts, np.int64),
        pending=blank(model.rules.kitchens, ("meals", "boxes", "ready", "load")),
        pickups=blank(stops + 2, ("boxes", "ready")),
        marks=blank(turns, ("queued", "touched", "is_queued", "is_touched", "is_ruined", "length", "near")),
        saved_stops=np.zeros(shape, np.int32),
        saved_starts=np.zeros(shape, np.int64),
        saved_owns=np.zeros(shape, np.int64),
        saved_latest=np.zeros(shape, np.int64),
        saved_sums=np.zeros((turns, SUMS), np.int64),
        saved_absent=np.zeros(jobs + 1, np.int64),
        keys=np.zeros(jobs + len(model.nodes) + 1, np.float64),
        choices=np.zeros((LEADERS + parts, CHOICES), np.int64),
        chosen=np.zeros((2 * parts, TAKEN), np.int64),
        outlook=np.zeros(7, np.int64),
        loading=np.zeros(stops + 2, np.int64),
        prospects=np.zeros((by_place * (2 * len(model.nodes) + turns + 4), PROSPECT), np.int64),
    )
