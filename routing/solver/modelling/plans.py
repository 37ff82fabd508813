"""From rows of nodes to a Plan that a carer can follow, and back."""

from dataclasses import replace

import numpy as np

from routing.plan import Plan, Round, Stop, StopKind
from routing.problem import Carer
from routing.solver.kernels.references import refer
from routing.solver.kernels.rounds.arrays import BREAK, KITCHEN, VISIT, Model, Rounds
from routing.solver.kernels.rounds.linking import open_start
from routing.solver.kernels.rounds.way import way_seconds
from routing.solver.modelling.numbering import Numbering, frozen_stops
from routing.solver.modelling.setups import seconds_of, setup_before
from routing.solver.modelling.waiting import later_starts


class PlanWriter:
    """Turns timed rounds into a Plan."""

    def __init__(self, numbering: Numbering, model: Model, rounds: Rounds) -> None:
        self.numbering, self.model, self.rounds = numbering, model, rounds
        self.problem, self.reference = numbering.problem, refer(model)

    def plan(self) -> Plan:
        """Used shifts in order of carers, and the visits left out."""
        rounds = [
            round_
            for carer in self.problem.carers
            for shift in range(len(carer.shifts))
            if (round_ := self._round(carer, shift)) is not None
        ]
        unserved = [
            visit.id
            for visit in self.numbering.visits
            if self.rounds.at[self.numbering.nodes_of(visit.id)[0]].turn < 0
        ]
        return Plan(rounds=tuple(rounds), unserved=tuple(unserved))

    def _round(self, carer: Carer, shift: int) -> Round | None:
        frozen = frozen_stops(self.problem, carer, shift)
        turn = self.numbering.turn_rank.get((carer.id, shift))
        if turn is not None and self._visits(turn):
            return self._live_round(turn, frozen)
        if not frozen:
            return None
        if turn is None:
            return Round(carer.id, shift, frozen[0].start_at, frozen[-1].end_at, frozen)
        begin_at = int(self.model.turns[turn].begin_at)
        home = begin_at + self._way(
            turn, int(self.model.turns[turn].begin_place), int(self.model.turns[turn].end_place), begin_at
        )
        return Round(carer.id, shift, begin_at, home, frozen)

    def _visits(self, turn: int) -> int:
        return sum(self.model.nodes[node].kind == VISIT for node in self._row(turn))

    def _row(self, turn: int) -> list[int]:
        return [int(node) for node in self.rounds.stops[turn, : self.rounds.lengths[turn]]]

    def _way(self, turn: int, start: int, end: int, leave_at: int) -> int:
        return int(way_seconds(self.reference, self.model.turns[turn].mode, start, end, leave_at))

    def _live_round(self, turn: int, frozen: tuple[Stop, ...]) -> Round:
        row = self._row(turn)
        starts = self.rounds.starts[turn, : len(row)]
        places = self._places(turn, row, starts)
        if self.model.rules.waiting and not self.model.rules.leave_at_start:
            starts = later_starts(self.model, self.reference, turn, row, starts, places)
        leave_at = self._leave_at(turn, row, places, int(starts[0]))
        stops, done_at = self._stops(turn, row, starts, places, leave_at)
        end_place = int(self.model.turns[turn].end_place)
        home = done_at + self._way(turn, places[-1], end_place, done_at)
        open_turn = self.numbering.turns[turn]
        return Round(open_turn.carer.id, open_turn.shift_rank, leave_at, home, (*frozen, *stops))

    def _places(self, turn: int, row: list[int], starts: np.ndarray) -> list[int]:
        """Where each stop is; a break is where the next stop is if that leaves it time enough."""
        here, clock = int(self.model.turns[turn].begin_place), int(self.model.turns[turn].begin_at)
        found = []
        for rank, node in enumerate(row):
            if self.model.nodes[node].kind != BREAK:
                here = int(self.model.nodes[node].place)
            else:
                ahead = [
                    int(self.model.nodes[later].place)
                    for later in row[rank + 1 :]
                    if self.model.nodes[later].kind != BREAK
                ]
                there = ahead[0] if ahead else int(self.model.turns[turn].end_place)
                arrival = clock + self._way(turn, here, there, clock)
                on_the_way = bool(self.model.nodes[node].on_the_way)
                if on_the_way:
                    here, clock = there, arrival
                elif arrival <= starts[rank] and open_start(self.reference, node, arrival) >= 0:
                    here = there
            found.append(here)
            clock = max(clock, int(starts[rank])) + seconds_of(self.model, turn, row, rank)
        return found

    def _leave_at(self, turn: int, row: list[int], places: list[int], first_start: int) -> int:
        begin_at, begin_place = int(self.model.turns[turn].begin_at), int(self.model.turns[turn].begin_place)
        if self.model.rules.leave_at_start:
            return begin_at
        setup = setup_before(self.model, turn, row, 0)
        first_start = max(first_start, begin_at + setup + self._way(turn, begin_place, places[0], begin_at))
        leave_at = first_start - setup - self._way(turn, begin_place, places[0], begin_at)
        while (
            leave_at > begin_at
            and leave_at + self._way(turn, begin_place, places[0], leave_at) + setup > first_start
        ):
            leave_at -= max(
                1, leave_at + self._way(turn, begin_place, places[0], leave_at) + setup - first_start
            )
        return max(begin_at, leave_at)

    def _stops(
        self, turn: int, row: list[int], starts: np.ndarray, places: list[int], leave_at: int
    ) -> tuple[list[Stop], int]:
        """Stops of a round, and when the carer is done and at the place of the last."""
        here, clock, stops = int(self.model.turns[turn].begin_place), leave_at, []
        for rank, node in enumerate(row):
            arrive_at = clock + self._way(turn, here, places[rank], clock)
            start_at = int(starts[rank])
            seconds = seconds_of(self.model, turn, row, rank)
            stop = self._named(node, self.problem.places[places[rank]].id)
            if stop.kind == StopKind.PICKUP:
                stop = replace(stop, meals=self._meals(turn, row, rank))
            seen_at, done_at = min(arrive_at, start_at), start_at + seconds
            stops.append(replace(stop, arrive_at=seen_at, start_at=start_at, end_at=done_at))
            here, clock = places[rank], max(arrive_at, start_at) + seconds
        return stops, clock

    def _named(self, node: int, place: str) -> Stop:
        numbering = self.numbering
        if self.model.nodes[node].kind == KITCHEN:
            kitchen = self.problem.kitchens[node - numbering.first_kitchen]
            return Stop(StopKind.PICKUP, kitchen.id, place, 0, 0, 0)
        if self.model.nodes[node].kind == BREAK:
            return Stop(
                StopKind.BREAK, numbering.breaks[node - len(numbering.parts)].pause.id, place, 0, 0, 0
            )
        part = numbering.parts[node]
        return Stop(StopKind.VISIT, part.visit.id, place, 0, 0, 0, part=part.part)

    def _meals(self, turn: int, row: list[int], rank: int) -> tuple[str, ...]:
        """Visits whose boxes are loaded at a pickup: those up to the kitchen's next one."""
        meals: list[str] = []
        for node in row[rank + 1 :]:
            if self.model.nodes[node].kitchen != self.model.nodes[row[rank]].kitchen:
                continue
            if self.model.nodes[node].kind == KITCHEN:
                break
            if self.model.nodes[node].carried != turn:
                meals.append(self.numbering.parts[node].visit.id)
        return tuple(meals)


def rows_of(plan: Plan, numbering: Numbering, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """(stops, lengths) of a plan's order; stops that no longer exist are left out."""
    stops, lengths = np.zeros(shape, np.int32), np.zeros(shape[0], np.int64)
    for round_ in plan.rounds:
        turn = numbering.turn_rank.get((round_.carer, round_.shift))
        if turn is None:
            continue
        for stop in round_.stops:
            node = _node_of(stop, round_.carer, numbering)
            if node is not None and lengths[turn] < shape[1]:
                stops[turn, lengths[turn]] = node
                lengths[turn] += 1
    _rest_in_unused_turns(numbering, stops, lengths)
    return stops, lengths


def _rest_in_unused_turns(numbering: Numbering, stops: np.ndarray, lengths: np.ndarray) -> None:
    """A plan does not speak of unused turns; the kernel keeps their required breaks ready in them."""
    for rank, each in enumerate(numbering.breaks):
        unused = [turn for turn in each.turns if each.pause.required and lengths[turn] == 0]
        node = len(numbering.parts) + rank
        for turn in unused[:1]:
            stops[turn, 0], lengths[turn] = node, 1


def _node_of(stop: Stop, carer: str, numbering: Numbering) -> int | None:
    if stop.frozen:
        return None
    if stop.kind == StopKind.VISIT:
        return numbering.node_of.get((stop.about, stop.part))
    if stop.kind == StopKind.BREAK:
        return numbering.break_node_of.get((carer, stop.about))
    rank = numbering.kitchen_rank.get(stop.about)
    return None if rank is None else numbering.first_kitchen + rank
