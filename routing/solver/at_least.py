"""What adding to a plan costs at least, seen before anything that hangs together with it is timed.

Ways and carers of a round do not depend on its times, and with time everything else only becomes dearer: but
for waits before a late departure and promises that are too early, which count nothing until they are certain.
"""

from collections.abc import Mapping

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
        self._latest = sorted((price.largest_lateness for price in self.rounds), reverse=True)
        self._idlest = sorted((price.idle for price in self.rounds), reverse=True)

    def round_with(self, each: Hopeful) -> Price:
        """The price of a round with one part of a visit put in, however it has to wait for other rounds."""
        return _price(self.draft, each.turn, each.row, each.timed)

    def extra(self, turn: int, price: Price) -> int:
        """By how much this price of a round is above the least it costs as it stands."""
        return price.cost - self.rounds[turn].cost

    def change(self, extra: int, rounds: int) -> int:
        """The least change of cost if so many rounds become, together, so much dearer than the least."""
        if not self.is_known:
            return UNKNOWN
        weight = self.draft.model.problem.objective
        # Whichever rounds these are: the others' lateness and idle time stay.
        day = weight.largest_lateness * sum(self._latest[rounds : rounds + 1])
        day += weight.largest_idle * sum(self._idlest[rounds : rounds + 1])
        return self.least + extra + day - self.now

    def change_of(self, prices: Mapping[int, Price]) -> int:
        """The least change of cost if these are the prices of the rounds that are added to; closer."""
        if not self.is_known:
            return UNKNOWN
        every = [prices.get(rank, price) for rank, price in enumerate(self.rounds)]
        return sum(price.cost for price in every) + price_day(self.draft.model, every) - self.now


def _least(draft: Draft, rank: int, row: list[int], thorough: Thorough) -> Price:
    timed = thorough.least_times(rank, row)
    assert not isinstance(timed, int)  # a feasible round is feasible however early the others are
    return _price(draft, rank, row, timed)


def _price(draft: Draft, rank: int, row: list[int], timed: Timed) -> Price:
    return price_turn(draft.model, draft.static, draft.model.turns[rank], row, timed, at_least=True)
