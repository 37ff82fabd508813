"""Vehicle routing with windows by this project and by its peers, each alone in a process of one thread."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyvrp
import vroom
from ortools.constraint_solver import pywrapcp, routing_enums_pb2
from pyvrp.stop import MaxRuntime

from routing.formats import solomon
from routing.solver.budget import Budget
from routing.solver.fleet import Fleet, fleet_of
from routing.solver.touring import plan_tours

ROOT = Path(__file__).resolve().parents[3]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
START_UP_SECONDS = 300.0

Tours = list[list[int]]


def ours(fleet: Fleet, seconds: float, seed: int) -> Tours:
    """The fast path, its kernels compiled before the clock starts."""
    plan_tours(fleet, budget=Budget(iterations=1), seed=seed, report=lambda best: None)
    plan = plan_tours(fleet, budget=Budget(seconds=seconds), seed=seed, report=lambda best: None)
    return [[int(stop.about) for stop in round_.stops] for round_ in plan.rounds]


def by_pyvrp(fleet: Fleet, seconds: float, seed: int) -> Tours:
    """PyVRP's iterated local search; no tours if it found none that keep all windows and loads."""
    customers = fleet.customers
    home = int(customers.closes[0])
    model = pyvrp.Model()
    depot = model.add_depot(model.add_location(0, 0), tw_early=0, tw_late=home)
    model.add_vehicle_type(
        num_available=fleet.vehicles,
        start_depot=depot,
        end_depot=depot,
        capacity=customers.capacity,
        tw_early=0,
        tw_late=home,
    )
    for rank in range(1, len(customers.demand)):
        model.add_client(
            model.add_location(rank, 0),
            delivery=int(customers.demand[rank]),
            service_duration=int(customers.service[rank]),
            tw_early=int(customers.opens[rank]),
            tw_late=int(customers.closes[rank]),
        )
    # Its stubs describe arrays by an outdated type.
    distances: Any = [customers.distance.astype(np.int64)]
    durations: Any = [customers.travel.astype(np.int64)]
    data = model.data().replace(distance_matrices=distances, duration_matrices=durations)
    found = pyvrp.solve(data, stop=MaxRuntime(seconds), seed=seed, display=False)
    if not found.is_feasible():
        return []
    return [[stop.idx + 1 for stop in route if stop.is_client()] for route in found.best.routes()]


def by_vroom(fleet: Fleet, seconds: float, seed: int) -> Tours:
    """VROOM at its widest exploration, which may end before the seconds do; it takes no seed."""
    customers = fleet.customers
    request = vroom.Input()
    request.set_durations_matrix("car", customers.travel.astype(np.uint32))
    window = [int(customers.opens[0]), int(customers.closes[0])]
    for rank in range(fleet.vehicles):
        request.add_vehicle(
            vroom.Vehicle(rank + 1, start=0, end=0, capacity=[customers.capacity], time_window=window)
        )
    for rank in range(1, len(customers.demand)):
        request.add_job(
            vroom.Job(
                rank,
                location=rank,
                delivery=[int(customers.demand[rank])],
                default_service=int(customers.service[rank]),
                time_windows=[[int(customers.opens[rank]), int(customers.closes[rank])]],
            )
        )
    found = request.solve(exploration_level=5, nb_threads=1, timeout=timedelta(seconds=seconds)).routes
    jobs = found[found["type"] == "job"]
    return [[int(each) for each in tour["id"]] for _, tour in jobs.groupby("vehicle_id")]


def by_library(fleet: Fleet, seconds: float, seed: int) -> Tours:
    """OR-Tools routing with matrices and guided local search; it takes no seed."""
    customers = fleet.customers
    numbers = pywrapcp.RoutingIndexManager(len(customers.demand), fleet.vehicles, 0)
    model = pywrapcp.RoutingModel(numbers)
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(customers.distance.tolist()))
    clock = model.RegisterTransitMatrix((customers.travel + customers.service[:, None]).tolist())
    loads = model.RegisterUnaryTransitVector(customers.demand.tolist())
    home = int(customers.closes[0])
    model.AddDimension(loads, 0, customers.capacity, True, "load")
    model.AddDimension(clock, home, home, False, "time")
    times = model.GetDimensionOrDie("time")
    for rank in range(1, len(customers.demand)):
        window = int(customers.opens[rank]), int(customers.closes[rank])
        times.CumulVar(numbers.NodeToIndex(rank)).SetRange(*window)
    options = pywrapcp.DefaultRoutingSearchParameters()
    first, later = routing_enums_pb2.FirstSolutionStrategy, routing_enums_pb2.LocalSearchMetaheuristic
    options.first_solution_strategy = first.PARALLEL_CHEAPEST_INSERTION
    options.local_search_metaheuristic = later.GUIDED_LOCAL_SEARCH
    options.time_limit.FromMilliseconds(int(seconds * 1000))
    found = model.SolveWithParameters(options)
    if found is None:
        return []
    return [_followed(model, numbers, found, vehicle) for vehicle in range(fleet.vehicles)]


def _followed(
    model: pywrapcp.RoutingModel,
    numbers: pywrapcp.RoutingIndexManager,
    found: pywrapcp.Assignment,
    vehicle: int,
) -> list[int]:
    tour, here = [], found.Value(model.NextVar(model.Start(vehicle)))
    while not model.IsEnd(here):
        tour.append(numbers.IndexToNode(here))
        here = found.Value(model.NextVar(here))
    return tour


SOLVERS: dict[str, Callable[[Fleet, float, int], Tours]] = {
    "this project": ours,
    "PyVRP": by_pyvrp,
    "VROOM": by_vroom,
    "OR-Tools routing": by_library,
}


def read_fleet(path: Path) -> Fleet:
    """The fleet of an instance file in Solomon's format."""
    fleet = fleet_of(solomon.read(path.read_text(encoding="utf-8")))
    if fleet is None:
        raise SystemExit(f"{path.name} is not a plain fleet")
    return fleet


def tours_alone(solver: str, path: Path, seconds: float, seed: int) -> Tours:
    """Tours that a solver finds in a process of its own."""
    words = [solver, str(path), str(seconds), str(seed)]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.benches.ground.peers", *words],
        cwd=ROOT,
        env={**os.environ, **ONE_THREAD},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        timeout=START_UP_SECONDS + 2 * seconds,
    )
    tours: Tours = json.loads(ran.stdout.splitlines()[-1])
    return [tour for tour in tours if tour]


def main() -> None:
    """Print the tours of one solver on one instance as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("solver", choices=SOLVERS)
    parser.add_argument("path", type=Path)
    parser.add_argument("seconds", type=float)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    tours = SOLVERS[options.solver](read_fleet(options.path), options.seconds, options.seed)
    print(json.dumps(tours))


if __name__ == "__main__":
    main()
