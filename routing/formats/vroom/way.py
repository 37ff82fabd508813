"""The way a vehicle has come so far, as VROOM adds it up."""

from routing.formats.vroom.locations import NOWHERE
from routing.problem import Carer, Problem


class Way:
    """Seconds, meters and cost from the start of a round to `place`."""

    def __init__(self, problem: Problem, carer: Carer) -> None:
        self.matrix, self.rank = problem.travel_by_mode[carer.mode], problem.place_rank
        self.place = NOWHERE
        self.seconds = self.meters = self.cost = 0

    def to(self, place: str) -> None:
        """Go on to a place; from and to nowhere is no way."""
        leg = (self.rank[self.place], self.rank[place])
        self.seconds += int(self.matrix.seconds[leg])
        self.meters += 0 if self.matrix.meters is None else int(self.matrix.meters[leg])
        self.cost += int(self.matrix.seconds[leg] if self.matrix.costs is None else self.matrix.costs[leg])
        self.place = place
