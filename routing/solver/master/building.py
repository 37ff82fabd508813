"""The whole CP-SAT model of a day."""

from routing.solver.master.breaks import add_break_times, add_breaks
from routing.solver.master.day import Day
from routing.solver.master.loads import add_loads
from routing.solver.master.rounds import add_rounds, add_stops
from routing.solver.master.terms import add_limits, add_objective
from routing.solver.master.ties import add_promises, add_ties
from routing.solver.master.visits import add_visits
from routing.solver.model import Model


def build(model: Model) -> Day:
    """Variables, rules and objective; see `coverage` for the rules it does not know."""
    day = Day(model)
    add_stops(day)
    add_visits(day)
    add_breaks(day)
    add_rounds(day)
    add_break_times(day)
    add_ties(day)
    add_promises(day)
    add_loads(day)
    add_limits(day)
    add_objective(day)
    return day
