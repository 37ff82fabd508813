"""The problem: frozen records that validate themselves, with JSON in and out."""

from routing.problem.carers import Break, Carer, Credential, Frozen, FrozenStop, Shift
from routing.problem.errors import ProblemError
from routing.problem.grades import ForGrade
from routing.problem.minutes import against_minute, clashes
from routing.problem.objective import Objective
from routing.problem.pins import against_coming
from routing.problem.places import Kitchen, Place, Window
from routing.problem.problem import MOST_VISITS, Problem, require_manageable
from routing.problem.travel import Pace, TravelMatrix
from routing.problem.visits import Meal, Part, Pin, Precedence, Promise, Starts, Visit, Wish

__all__ = [
    "MOST_VISITS",
    "Break",
    "Carer",
    "Credential",
    "ForGrade",
    "Frozen",
    "FrozenStop",
    "Kitchen",
    "Meal",
    "Objective",
    "Pace",
    "Part",
    "Pin",
    "Place",
    "Precedence",
    "Problem",
    "ProblemError",
    "Promise",
    "Shift",
    "Starts",
    "TravelMatrix",
    "Visit",
    "Window",
    "Wish",
    "against_coming",
    "against_minute",
    "clashes",
    "require_manageable",
]
