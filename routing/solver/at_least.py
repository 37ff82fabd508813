"""What adding to a plan costs at least, seen before anything that hangs together with it is timed.

Ways and carers of a round do not depend on its times, and with time everything else only becomes dearer: but
for waits before a late departure and promises that are too early, which count nothing until they are certain.
"""

from collections.abc import Mapping

import numpy as np

from routing.solver.draft import Draft
from routing.solver.hopeful import Hopeful
from routing.solver.pricing import Price, price_day, price_turn
from routing.solver.thorough import Thorough
from routing.solver.timing import Timed

# Below any change of cost: nothing is known.
UNKNOWN = -(10**18)


class AtLeast:
    """Bounds on the cost of changes that only add to a draft as it stands (it may not change meanwhile)."""

    def __init__(self, thorough: Thorough) -> None:
        draft = self.draft = thorough.draft
        self.thorough = thorough
        self.is_known = not any(ways.paces for ways in draft.model.ways)
        self.rounds = [_least(draft, rank, row, thorough) for rank, row in enumerate(draft.sequences)]
        self.now = sum(price.cost for price in draft.prices) + price_day(draft.model, draft.prices)
        self.least = sum(price.cost for price in self.rounds)
        # (amount, turn), the largest first.
        self._latest = _ranked([price.largest_lateness for price in self.rounds])
        self._idlest = _ranked([price.idle for price in self.rounds])
        self._work = np.array(draft.model.work_begun, np.int64)
        for turn, price in zip(draft.model.turns, self.rounds, strict=True):
            self._work[turn.carer] += price.work
        unfairness = self._unfairness_with({}) - len(self._work)  # each carer's share is rounded up
        self._fairness = draft.model.problem.objective.fairness * unfairness

    def round_with(self, each: Hopeful) -> Price:
        """The price of a round with one part of a visit put in, however it has to wait for other rounds."""
        return _price(self.draft, each.turn, each.row, each.timed)

    def extra(self, turn: int, price: Price) -> int:
        """By how much a round of this price is dearer at least than the least it costs as it stands.

        A second of work more for one carer makes the day fairer by two at most: one for the carer, and one
        for all others, who are that much closer to the mean.
        """
        fairer = 2 * abs(price.work - self.rounds[turn].work)
        return self._dearer(turn, price) - self.draft.model.problem.objective.fairness * fairer

    def change(self, extra: int, rounds: int) -> int:
        """The least change of cost if so many rounds become, together, so much dearer than the least."""
        if not self.is_known:
            return UNKNOWN
        weight = self.draft.model.problem.objective
        # Whichever rounds these are: the others' lateness and idle time stay.
        day = weight.largest_lateness * sum(late for late, _ in self._latest[rounds : rounds + 1])
        day += weight.largest_idle * sum(idle for idle, _ in self._idlest[rounds : rounds + 1])
        return self.least + extra + day + self._fairness - self.now

    def change_of(self, prices: Mapping[int, Price]) -> int:
        """The least change of cost if these are the prices of the rounds that are added to; closer."""
        if not self.is_known:
            return UNKNOWN
        dearer = sum(self._dearer(turn, price) for turn, price in prices.items())
        return self.least + dearer + self._day_with(prices) - self.now

    def _dearer(self, turn: int, price: Price) -> int:
        return price.cost - self.rounds[turn].cost

    def _day_with(self, prices: Mapping[int, Price]) -> int:
        """What the terms that look at the whole day cost at least, as `price_day` counts them."""
        weight = self.draft.model.problem.objective
        late = max(price.largest_lateness for price in prices.values())
        idle = max(price.idle for price in prices.values())
        day = weight.largest_lateness * max(late, _first_of_others(self._latest, prices))
        day += weight.largest_idle * max(idle, _first_of_others(self._idlest, prices))
        return day + weight.fairness * self._unfairness_with(prices) if weight.fairness else day

    def _unfairness_with(self, prices: Mapping[int, Price]) -> int:
        work = self._work.copy()
        for turn, price in prices.items():
            work[self.draft.model.turns[turn].carer] += price.work - self.rounds[turn].work
        return int((-(-np.abs(work * len(work) - work.sum()) // len(work))).sum())


def _ranked(amounts: list[int]) -> list[tuple[int, int]]:
    return sorted(((amount, turn) for turn, amount in enumerate(amounts)), reverse=True)


def _first_of_others(ranked: list[tuple[int, int]], changed: Mapping[int, Price]) -> int:
    return next((amount for amount, turn in ranked if turn not in changed), 0)


def _least(draft: Draft, rank: int, row: list[int], thorough: Thorough) -> Price:
    timed = thorough.least_times(rank, row)
    assert not isinstance(timed, int)  # a feasible round is feasible however early the others are
    return _price(draft, rank, row, timed)


def _price(draft: Draft, rank: int, row: list[int], timed: Timed) -> Price:
    return price_turn(draft.model, draft.static, draft.model.turns[rank], row, timed, at_least=True)
