"""The arrays of the general kernel. Letters in shapes: S nodes, J jobs, T turns, C carers, P places."""

from typing import Any, NamedTuple

import numpy as np

NEVER = 1 << 40  # later than any instant, larger than any gap
HOPELESS = 1 << 48  # cost of a broken hard rule that only the search itself may pass through

VISIT, BREAK, KITCHEN = 0, 1, 2  # kinds of nodes

# Columns of Rounds.sums: what one turn contributes.
COST, LATEST_BY, IDLE, WORK, TRAVEL, VISITS, BROKEN, WAITING, FIRST_RANK, LAST_RANK, METERS = range(11)
SUMS = 11

DELIVERED, COLLECTED, LOADED, MOST = range(4)  # last index of Model.loads
LOADS = 4

# A table of whole numbers with named columns, see tables.py; mypy cannot know the names.
Table = Any


class Rules(NamedTuple):
    """Weights of the objective, and rules of the whole problem. broken_budget: -1 is no limit;
    broken_fixed: promises already broken."""

    broken: int
    lateness: int
    largest_lateness: int
    travel: int
    waiting: int
    largest_idle: int
    fairness: int
    overtime: int
    broken_budget: int
    broken_fixed: int
    leave_at_start: int
    kitchens: int
    has_meals: int
    has_orders: int
    has_meters: int
    dimensions: int


class Model(NamedTuple):
    """Everything that does not change during a search. `x_begin`, `x_end`: rows of the table x.

    seconds, costs, meters: (modes, P, P), row = from; costs only where the mode has_costs, else seconds cost;
        meters only where the rules has_meters, because somebody's are limited.
    modes: has_costs, has_paces, paces_begin, paces_end.  paces: begins, permille.
    nodes (S): kind; job (-1 kitchen); place; service, at least; setup of the way;
        windows_begin, _end; last_start = latest start
        any hard rule of the node allows; dues_begin, _end; due_at_end; kitchen (-1 none); boxes; ready;
        carried = turn whose box holds the meal, or -1; promise = promised start of a first part, or -1;
        tolerance; at_next and on_the_way of breaks; links_begin, _end; heirs_begin, _end; is_linked;
        allowed_begin, _end.
    windows, dues: opens, closes.
    links: start[node] >= start[source] + gap if both are served; ahead: the source must also stand earlier
        if in the same turn.  heirs: nodes with a link from this one.
    loads: (S, dimensions, LOADS) delivered, collected, loaded with the meal; most on board at a break.
    jobs (J): first, parts = its nodes; gap_minimum .. gap_maximum from start to start of its parts
        (-NEVER: free); drop_cost; group_begin, group_end = jobs of its same-carer group; promised; opens.
    of_promise: (J, C) who keeps the promise.  near: (J, k) related jobs, nearest first, itself first.
    beyond: (grades, S, 2) seconds on top of the service, for who is there already, for who is not.
    turns (T): carer, grade, mode, begin_place, begin_at, end_place, opens, until, latest_home, overtime_cost,
        service_cost, box_capacity, carried_boxes, begun = frozen stops make the way home count.
    carers (C): turn_begin, turn_end; most_work, most_travel, most_visits, most_meters;
        is_limited; use_cost; fixed_work, fixed_visits of frozen stops.
    capacity, on_board: (T, dimensions) most on board, and what is on board at the beginning.
    order_rank: (C, S) in the hand-made order or -1.
    compatible: (S, T) weighted cost of the node in the turn, -1 forbidden.  allowed: turns by node.
    """

    seconds: np.ndarray
    costs: np.ndarray
    meters: np.ndarray
    modes: Table
    paces: Table
    nodes: Table
    windows: Table
    dues: Table
    links: Table
    heirs: np.ndarray
    loads: np.ndarray
    jobs: Table
    group_jobs: np.ndarray
    of_promise: np.ndarray
    near: np.ndarray
    beyond: np.ndarray
    turns: Table
    carers: Table
    capacity: np.ndarray
    on_board: np.ndarray
    order_rank: np.ndarray
    compatible: np.ndarray
    allowed: np.ndarray
    rules: Rules


class Rounds(NamedTuple):
    """The plan being changed: stops[t, : lengths[t]] are the nodes of turn t in order.

    starts, owns: (T, m) start of each stop, and its start if no partner held it back.
    latest: (T, m) latest start that leaves what follows in time, see latest.py; of a break, the latest
    instant to be done with what comes before it.
    at (S): turn (-1 none), start, own of the node; passed, pass_start of the turn being timed.
    sums: (T, SUMS).  absent[: counts[0]] are jobs in no turn.
    """

    stops: np.ndarray
    lengths: np.ndarray
    starts: np.ndarray
    owns: np.ndarray
    latest: np.ndarray
    at: Table
    sums: np.ndarray
    absent: np.ndarray
    counts: np.ndarray


class Desk(NamedTuple):
    """Room to work in: a row to try things on, turns to be timed again (marks), the copy of a move (saved).

    marks (T): queued, touched are stacks of turns; is_queued, is_touched, is_ruined, length, near
    belong to a turn.
    pending (kitchens): meals, boxes, ready, load of those waiting for a pickup.
    pickups (by place in the row): boxes, ready.
    loading (by place in a turn): cost of loading a meal there, of the turn being looked at.
    """

    row: np.ndarray
    row_starts: np.ndarray
    row_owns: np.ndarray
    row_sums: np.ndarray
    counts: np.ndarray
    parts: np.ndarray
    pending: Table
    pickups: Table
    marks: Table
    saved_stops: np.ndarray
    saved_starts: np.ndarray
    saved_owns: np.ndarray
    saved_latest: np.ndarray
    saved_sums: np.ndarray
    saved_absent: np.ndarray
    keys: np.ndarray
    choices: np.ndarray
    chosen: np.ndarray
    outlook: np.ndarray
    loading: np.ndarray
    prospects: np.ndarray


# Places in Desk.counts.
PASS, QUEUED, TOUCHED, ABSENT_BEFORE, PROSPECTS, SURVEY = range(6)
