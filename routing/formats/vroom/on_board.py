"""What is on board along a route, and what a route carries in all."""

from collections.abc import Sequence

from routing.plan import Round, Stop, StopKind
from routing.problem import Problem, Visit


def amounts(problem: Problem, round_: Round, dimensions: int) -> dict[str, list[int]]:
    """What a route delivers and picks up; a shipment is both."""
    visits = _visits(problem, round_)
    shipped = [each.meal.load for each in visits if each.meal is not None]
    delivered = sum_of([*(each.delivered[:dimensions] for each in visits), *shipped])
    return {
        "delivery": delivered,
        "amount": delivered,
        "pickup": sum_of([*(each.collected[:dimensions] for each in visits), *shipped]),
    }


def sum_of(amounts: Sequence[Sequence[int]]) -> list[int]:
    """Sum by dimension."""
    size = max((len(each) for each in amounts), default=0)
    return [sum(each[rank] for each in amounts if rank < len(each)) for rank in range(size)]


class OnBoard:
    """What is on board, from the start of a round to the stop that is done last."""

    def __init__(self, problem: Problem, round_: Round, dimensions: int) -> None:
        self.problem, self.dimensions = problem, dimensions
        self.load = [0] * max(1, dimensions)
        for each in _visits(problem, round_):
            self._change(each.delivered, 1)

    def now(self) -> list[int]:
        """Load as it is."""
        return list(self.load)

    def after(self, stop: Stop) -> list[int]:
        """Load when a stop is done."""
        if stop.kind == StopKind.VISIT:
            visit = self.problem.visit_by_id[stop.about]
            self._change(visit.delivered, -1)
            self._change(visit.collected, 1)
            self._change(visit.meal.load if visit.meal is not None else (), -1)
        for about in stop.meals:
            meal = self.problem.visit_by_id[about].meal
            self._change(meal.load if meal is not None else (), 1)
        return self.now()

    def _change(self, amounts: tuple[int, ...], sign: int) -> None:
        for rank, amount in enumerate(amounts[: self.dimensions]):
            self.load[rank] += sign * amount


def _visits(problem: Problem, round_: Round) -> list[Visit]:
    return [problem.visit_by_id[stop.about] for stop in round_.stops if stop.kind == StopKind.VISIT]
