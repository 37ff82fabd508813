"""Compile the kernels ahead of the first plan: `python -m routing.solver.warm_up`, called at set-up."""

import numpy as np

from routing.problem import Carer, Kitchen, Meal, Objective, Part, Place, Problem, Shift, TravelMatrix, Visit
from routing.solver.budget import Budget
from routing.solver.fleet import fleet_of
from routing.solver.improve import improve
from routing.solver.kernels.compiling import shortcomings
from routing.solver.reports import Best
from routing.solver.sequencing import plan_sequence
from routing.solver.team import team_of
from routing.solver.touring import plan_tours


def warm_up() -> list[str]:
    """Compile every kernel, or load what is compiled; what this machine falls short of, in sentences."""
    linked, plain = _linked_problem(), _plain_problem()
    improve(linked, start=None, budget=Budget(iterations=4), seed=0, report=_unheard)
    fleet = fleet_of(plain)
    assert fleet is not None
    plan_tours(fleet, budget=Budget(iterations=2), seed=0, report=_unheard)
    paired = _paired_problem()
    team = team_of(paired)
    assert team is not None
    plan_sequence(paired, team, budget=Budget(iterations=2), seed=0, report=_unheard)
    return shortcomings


def _unheard(best: Best) -> None:
    """Nobody waits for this plan."""


def _linked_problem() -> Problem:
    shift = Shift(0, 30_000, "0", "0", 600)
    travel = TravelMatrix("bike", np.full((3, 3), 60), None, np.full((3, 3), 60))
    return Problem(
        places=tuple(Place(str(rank)) for rank in range(3)),
        carers=tuple(Carer(str(rank), (shift,), box_capacity=2) for rank in range(2)),
        visits=(
            Visit("meal", "1", (Part(60),), meal=Meal("kitchen")),
            Visit("bath", "2", (Part(600), Part(600))),
        ),
        travel=(travel,),
        kitchens=(Kitchen("kitchen", "0"),),
    )


def _plain_problem() -> Problem:
    shift = Shift(0, 30_000, "0", "0")
    return Problem(
        places=tuple(Place(str(rank)) for rank in range(3)),
        carers=tuple(Carer(str(rank), (shift,), capacity=(5,)) for rank in range(2)),
        visits=tuple(Visit(str(rank), str(rank), (Part(60),), delivered=(1,)) for rank in (1, 2)),
        travel=(TravelMatrix("bike", np.full((3, 3), 60)),),
        objective=Objective(fairness=0),
    )


def _paired_problem() -> Problem:
    shift = Shift(0, 30_000, "0", "0")
    return Problem(
        places=tuple(Place(str(rank)) for rank in range(3)),
        carers=tuple(Carer(str(rank), (shift,)) for rank in range(2)),
        visits=(Visit("check", "1", (Part(60),)), Visit("bath", "2", (Part(600), Part(600)))),
        travel=(TravelMatrix("bike", np.full((3, 3), 60)),),
        objective=Objective(fairness=0),
        horizon_seconds=30_000,
    )


if __name__ == "__main__":
    for each in warm_up():
        print(each)
