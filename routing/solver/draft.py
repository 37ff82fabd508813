"""A plan in the making: the order of nodes in every turn, with least times and running cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy

from routing.solver.model import BREAK, TASK, Model, is_promised
from routing.solver.pricing import Price, has_day_terms, price_day, price_turn, static_costs
from routing.solver.settling import Settling
from routing.solver.timing import Timed, latest_starts, unused
from routing.solver.trial import TOO_DEAR, Obstacle, Sequences, Trial

# Dearer than any number of visits left out: the budget is hard.
OVER_BUDGET = 10**15


class Draft:
    """Sequences of all turns, always feasible; changed only by `accept`ing a trial."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.static = static_costs(model)
        self.has_day_terms = has_day_terms(model.problem)
        self._empty()

    def _empty(self) -> None:
        model = self.model
        self.start = list(model.fixed_start)
        self.turn_of = [-1] * len(model.nodes)
        self.sequences: list[list[int]] = [[] for _ in model.turns]
        self.timed: list[Timed] = [unused(model, turn) for turn in model.turns]
        self.prices = [
            price_turn(model, self.static, turn, [], timed)
            for turn, timed in zip(model.turns, self.timed, strict=True)
        ]

    def is_served(self, visit: int) -> bool:
        """Whether every part has somebody who does it, frozen parts included."""
        return all(self.doer(task) >= 0 for task in self.model.tasks_of[visit])

    def doer(self, task: int) -> int:
        """Rank of the carer who does a task, or -1."""
        turn = self.turn_of[task]
        return self.model.turns[turn].carer if turn >= 0 else self.model.fixed_carer[task]

    def unserved(self) -> list[int]:
        """Visits of which at least one open part is done by nobody."""
        return [visit for visit in self.model.visits_open if not self.is_served(visit)]

    def cost(self) -> int:
        """Cost of everything but unserved visits."""
        return sum(price.cost for price in self.prices) + self._day_cost({})

    def total(self) -> int:
        """Cost with unserved visits, and beyond all else what exceeds the stability budget."""
        left_out = sum(map(self.cost_without, self.unserved()))
        return self.cost() + left_out + OVER_BUDGET * self.promises_over_budget()

    def cost_without(self, visit: int) -> int:
        """What it costs to leave out a visit that is not served; a promise to its elder is broken then."""
        weight, record = self.model.problem.objective, self.model.problem.visits[visit]
        promised = weight.broken_promises if self._is_broken(visit) else 0
        return weight.unserved * record.cost_of_dropping + promised

    def promises_over_budget(self) -> int:
        """By how many promises the stability budget is exceeded."""
        most = self.model.problem.maximum_broken_promises
        if most is None:
            return 0
        broken = sum(self._is_broken(visit) for visit in range(len(self.model.problem.visits)))
        return max(0, broken - most)

    def _is_broken(self, visit: int) -> bool:
        record = self.model.problem.visits[visit]
        promise = record.promise
        if promise is None or not is_promised(record):
            return False
        tasks = self.model.tasks_of[visit]
        if not self.is_served(visit):
            return True
        moved = promise.start_at is not None and (
            abs(self.start[tasks[0]] - promise.start_at) > promise.tolerance_seconds
        )
        if moved:
            return True
        if promise.carers is None:
            return False
        carers = {self.model.problem.carers[self.doer(task)].id for task in tasks}
        return carers != set(promise.carers)

    def try_out(self, sequences: Sequences, most: int | None = None) -> Trial | Obstacle:
        """Time and price a change, or say what stands in its way.

        Only valid for changes that add nodes: times never fall. `most` is a cost change not worth exceeding.
        """
        timed = self._settled(sequences, {}, None, patient=True)
        return timed if isinstance(timed, Obstacle) else self._priced(sequences, timed, most)

    def try_anew(self, sequences: Sequences, least: Sequence[int]) -> Trial | Obstacle:
        """As `try_out`, with all rounds that hang together timed anew, so that times can fall too.

        `least` are starts that no node can fall below, or -1.
        """
        timed = self._anew(sequences, least)
        return timed if isinstance(timed, Obstacle) else self._priced(sequences, timed, None)

    def as_early_as_can_be(self) -> Draft | None:
        """The day without its breaks, in which nobody waits for a promise, whatever its work and travel.

        Neither a place of any break nor one more stop can bring a start below those in it. None where its
        many links are not settled.
        """
        nodes, loose = self.model.nodes, copy(self)
        loose.model = self.model.at_best
        rows = [[node for node in row if nodes[node].kind != BREAK] for row in self.sequences]
        return loose._in_haste(rows, self.model.fixed_start)

    def without_waiting(self, least: Sequence[int]) -> Draft | None:
        """The day in its order, in which nobody waits for a promise, from starts that no node can fall below.

        None where its many links are not settled.
        """
        return self._in_haste(self.sequences, least)

    def _in_haste(self, rows: list[list[int]], least: Sequence[int]) -> Draft | None:
        wanted = {rank: row for rank, row in enumerate(rows) if row}
        timed = self._settled(wanted, {}, least, patient=False, limited=False)
        if isinstance(timed, Obstacle):
            return None
        hasty = copy(self)
        # A list of its own: what this draft accepts for a while and takes back does not show in it.
        hasty.sequences, hasty.start = list(rows), list(self.model.fixed_start)
        hasty.turn_of = [-1] * len(self.model.nodes)
        hasty.timed = [timed.get(rank, times) for rank, times in enumerate(self.timed)]
        for rank, row in wanted.items():
            for node, start in zip(row, timed[rank].starts, strict=True):
                hasty.turn_of[node], hasty.start[node] = rank, start
        return hasty

    def first_late(self, sequences: Sequences) -> Obstacle | None:
        """What a change that only adds makes late, if nobody waits for a promise."""
        timed = self._settled(sequences, {}, None, patient=False, limited=False)
        return timed if isinstance(timed, Obstacle) else None

    def first_late_anew(
        self, sequences: Sequences, others: Sequences, least: Sequence[int]
    ) -> Obstacle | None:
        """As `first_late` of a change in which breaks have moved; the `others` can be earlier for that."""
        timed = self._settled(sequences, others, least, patient=False, limited=False)
        return timed if isinstance(timed, Obstacle) else None

    def _priced(self, sequences: Sequences, timed: dict[int, Timed], most: int | None) -> Trial | Obstacle:
        prices, change = {}, 0
        for rank, times in timed.items():
            sequence = sequences.get(rank, self.sequences[rank])
            prices[rank] = price_turn(self.model, self.static, self.model.turns[rank], sequence, times)
            change += prices[rank].cost - self.prices[rank].cost
            if most is not None and change > most and not self.has_day_terms:
                return TOO_DEAR
        change += self._day_cost(prices) - self._day_cost({})
        return Trial(sequences, timed, prices, change)

    def accept(self, trial: Trial) -> None:
        """Make a trial the state."""
        for rank, sequence in trial.sequences.items():
            for node in self.sequences[rank]:
                self.turn_of[node], self.start[node] = -1, self.model.fixed_start[node]
            self.sequences[rank] = sequence
        for rank, times in trial.timed.items():
            self.timed[rank], self.prices[rank] = times, trial.prices[rank]
            times.latest = latest_starts(self.model, self.model.turns[rank], self.sequences[rank])
            for node, start in zip(self.sequences[rank], times.starts, strict=True):
                self.turn_of[node], self.start[node] = rank, start

    def rebuild(self, sequences: Iterable[list[int]], *, patient: bool = True) -> bool:
        """Start over with given sequences; False (and an empty draft) if they cannot be timed."""
        self._empty()
        wanted = {rank: list(sequence) for rank, sequence in enumerate(sequences) if sequence}
        timed = self._anew(wanted, self.model.fixed_start, patient=patient)
        if isinstance(timed, Obstacle):
            return False
        trial = self._priced(wanted, timed, None)
        assert isinstance(trial, Trial)
        self.accept(trial)
        return True

    def _anew(
        self, sequences: Sequences, least: Sequence[int], *, patient: bool = True
    ) -> dict[int, Timed] | Obstacle:
        """Times of these turns and all that hang together with them, in patience if that is possible."""
        others = self._linked_to(sequences)
        hasty = self._settled(sequences, others, least, patient=False)
        if isinstance(hasty, Obstacle) or not patient or not self.model.has_promises:
            return hasty
        waiting = self._settled(sequences, others, least, patient=True)
        return hasty if isinstance(waiting, Obstacle) else waiting

    def _linked_to(self, sequences: Sequences) -> Sequences:
        """The other turns whose starts hang together with these, from turn to turn."""
        where = {node: rank for rank, sequence in sequences.items() for node in sequence}
        found: Sequences = {}
        nodes = list(where)
        while nodes:
            node = nodes.pop()
            links = self.model.floors[node]
            for other in (*(link.other for link in links), *self.model.dependants[node]):
                rank = where.get(other, self.turn_of[other])
                if rank >= 0 and rank not in sequences and rank not in found:
                    found[rank] = self.sequences[rank]
                    nodes += self.sequences[rank]
        return found

    def _settled(
        self,
        sequences: Sequences,
        others: Sequences,
        least: Sequence[int] | None,
        *,
        patient: bool,
        limited: bool = True,
    ) -> dict[int, Timed] | Obstacle:
        """Times of a change and of all that follows from it.

        Times only fall if they begin at the `least`; then `others` are the other turns that hang together.
        """
        return Settling(self, sequences, others, least, patient=patient, limited=limited).run()

    def _day_cost(self, changed: dict[int, Price]) -> int:
        """Cost of the terms that look at the whole day."""
        if not self.has_day_terms:
            return 0
        return price_day(self.model, [changed.get(rank, price) for rank, price in enumerate(self.prices)])

    def tasks_in(self, turn: int) -> list[int]:
        return [node for node in self.sequences[turn] if self.model.nodes[node].kind == TASK]
