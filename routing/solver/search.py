"""One annealing run over the general kernel, in chunks between which the caller has the word."""

from dataclasses import dataclass

import numpy as np

from routing.solver.kernels.chance import seeded
from routing.solver.kernels.references import refer
from routing.solver.kernels.rounds.anneal import anneal
from routing.solver.kernels.rounds.arrays import Model
from routing.solver.kernels.rounds.cost import total_cost
from routing.solver.kernels.rounds.loading import load
from routing.solver.kernels.rounds.room import empty_rounds, fresh_desk

Rows = tuple[np.ndarray, np.ndarray]  # stops (turns, m), lengths (turns,)


@dataclass(frozen=True)
class Cooling:
    """Temperatures at the beginning and the end, in units of a typical way to a neighbour."""

    first: float = 2.0
    last: float = 0.02

    def at(self, fraction: float) -> float:
        """Temperature when this fraction of the budget is used."""
        return float(self.first * (self.last / self.first) ** fraction)


def _typical_leg(model: Model) -> float:
    """Mean weighted cost of a way to one of the nearest jobs, over the modes of all turns."""
    first, place = model.jobs["first"], model.nodes["place"]
    near = model.near[:, 1 : min(6, model.near.shape[1])]
    if near.size == 0:
        return 1.0
    here, there = place[first][:, None], place[first[near]]
    legs = [
        float((model.costs if model.modes[mode].has_costs else model.seconds)[mode][here, there].mean())
        for mode in model.turns["mode"]
    ]
    weight = max(1, model.rules.travel, model.rules.waiting)
    return max(1.0, float(np.mean(legs))) * weight


class Search:
    """A plan that is being improved; `rows` is the best so far."""

    def __init__(self, model: Model, *, seed: int, cooling: Cooling) -> None:
        self.model = model
        self.cooling = cooling
        self.unit = _typical_leg(model)
        self.rounds = empty_rounds(model)
        self.desk = fresh_desk(model)
        self.arguments = (refer(model), refer(self.rounds), refer(self.desk))
        self.chance = seeded(seed)
        self.best_stops = self.rounds.stops.copy()
        self.best_lengths = self.rounds.lengths.copy()
        self.costs = np.zeros(2, np.int64)
        self.moves, self.chunk = 0, 1
        self.adopt((self.best_stops.copy(), self.best_lengths.copy()))

    @property
    def best_cost(self) -> int:
        """Weighted cost of the best plan so far, visits left out included."""
        return int(self.costs[1])

    @property
    def rows(self) -> Rows:
        """The best plan so far, in the arrays that go on changing while the search runs."""
        return self.best_stops, self.best_lengths

    def adopt(self, rows: Rows) -> bool:
        """Go on from another order of stops; False, and nothing changed, if it breaks a hard rule."""
        stops, lengths = rows
        if not load(*self.arguments, stops, lengths):
            load(*self.arguments, self.best_stops, self.best_lengths)
            return False
        self.costs[:] = total_cost(*self.arguments[:2])
        self.best_stops[:] = stops
        self.best_lengths[:] = lengths
        return True

    def run(self, iterations: int, fraction: float) -> None:
        """So many moves at the temperature of this fraction of the budget."""
        anneal(
            *self.arguments,
            self.best_stops,
            self.best_lengths,
            self.costs,
            self.chance,
            self.unit * self.cooling.at(fraction),
            iterations,
        )
        self.moves += iterations
