"""From a Problem to the arrays of the general kernel."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

import numpy as np

from routing.problem import Carer, Problem
from routing.solver.kernels.rounds.arrays import (
    BREAK,
    COLLECTED,
    DELIVERED,
    KITCHEN,
    LOADED,
    LOADS,
    MOST,
    NEVER,
    VISIT,
    Model,
    Rules,
    Table,
)
from routing.solver.kernels.rounds.tables import blank, table
from routing.solver.limits import begun_load, most_on_board
from routing.solver.modelling.compatibility import compatibility
from routing.solver.modelling.crew import carer_table, order_ranks, turn_table
from routing.solver.modelling.durations import Durations
from routing.solver.modelling.jobs import broken_by_now, job_table, promise_keepers
from routing.solver.modelling.links import heirs_of, linked_nodes, precedence_links, same_carer_groups
from routing.solver.modelling.nearness import near_jobs
from routing.solver.modelling.numbering import Numbering
from routing.solver.modelling.windows import hard_windows, last_starts

Item = TypeVar("Item")


class Flat(Generic[Item]):
    """Rows of different length laid end to end, with where each row begins and ends."""

    def __init__(self, rows: Sequence[Sequence[Item]]) -> None:
        ends = np.cumsum([len(row) for row in rows], dtype=np.int64)
        self.ends = ends.tolist()
        self.begins = [0, *self.ends[:-1]] if rows else []
        self.values = [value for row in rows for value in row]

    @property
    def numbers(self) -> np.ndarray:
        return np.array(self.values, dtype=np.int64)


def build_model(problem: Problem, numbering: Numbering) -> Model:
    """All arrays of a problem."""
    builder = _Builder(problem, numbering)
    return builder.model()


class _Builder:
    def __init__(self, problem: Problem, numbering: Numbering) -> None:
        self.problem, self.numbering = problem, numbering
        self.spans = hard_windows(problem, numbering)
        others = numbering.nodes - len(numbering.parts)
        self.due: list[list[tuple[int, int]]] = [
            [(window.from_, window.until) for window in each.visit.due] for each in numbering.parts
        ] + [[] for _ in range(others)]
        self.links = precedence_links(problem, numbering)
        self.durations = Durations(problem)
        self.compatible = compatibility(problem, numbering, self.durations)
        self.windows, self.dues = Flat(self.spans), Flat(self.due)
        self.link_rows, self.heirs = Flat(self.links), Flat(heirs_of(self.links))
        self.allowed = Flat([np.flatnonzero(row >= 0).tolist() for row in self.compatible])
        self.groups = Flat(same_carer_groups(problem, numbering))

    def model(self) -> Model:
        problem, numbering = self.problem, self.numbering
        has_costs = any(matrix.costs is not None for matrix in problem.travel)
        costs = [matrix.seconds if matrix.costs is None else matrix.costs for matrix in problem.travel]
        jobs = job_table(problem, numbering, self.spans, self.groups.begins, self.groups.ends)
        return Model(
            seconds=np.stack([matrix.seconds for matrix in problem.travel]),
            costs=np.stack(costs) if has_costs else np.zeros((len(costs), 1, 1), np.int64),
            meters=self._meters(),
            modes=self._modes(),
            paces=_table_of(
                [(pace.from_, pace.permille) for m in problem.travel for pace in m.paces], "begins permille"
            ),
            nodes=self._nodes(),
            windows=_table_of(self.windows.values, "opens closes"),
            dues=_table_of(self.dues.values, "opens closes"),
            links=_table_of(self.link_rows.values, "source gap ahead"),
            heirs=self.heirs.numbers,
            loads=self._loads(),
            jobs=jobs,
            group_jobs=self.groups.numbers,
            of_promise=promise_keepers(problem, numbering),
            near=self._near(),
            beyond=self._beyond(),
            turns=turn_table(problem, numbering, self.durations.grades),
            carers=carer_table(problem, numbering),
            capacity=self._by_turn(most_on_board),
            on_board=self._by_turn(begun_load),
            order_rank=order_ranks(problem, numbering),
            compatible=self.compatible,
            allowed=self.allowed.numbers,
            rules=self._rules(),
        )

    @property
    def has_meters(self) -> bool:
        """Whether anybody's meters are limited."""
        return any(carer.maximum_travel_meters is not None for carer in self.problem.carers)

    def _meters(self) -> np.ndarray:
        travel = self.problem.travel
        if not self.has_meters:
            return np.zeros((len(travel), 1, 1), np.int64)
        none = np.zeros_like(travel[0].seconds)
        return np.stack([none if matrix.meters is None else matrix.meters for matrix in travel])

    def _modes(self) -> Table:
        paces = Flat([matrix.paces for matrix in self.problem.travel])
        return table(
            {
                "has_costs": [matrix.costs is not None for matrix in self.problem.travel],
                "has_paces": [bool(matrix.paces) for matrix in self.problem.travel],
                "paces_begin": paces.begins,
                "paces_end": paces.ends,
            }
        )

    def _nodes(self) -> Table:
        numbering = self.numbering
        return table(
            {
                "kind": [VISIT] * len(numbering.parts)
                + [BREAK] * len(numbering.breaks)
                + [KITCHEN] * len(self.problem.kitchens),
                "windows_begin": self.windows.begins,
                "windows_end": self.windows.ends,
                "last_start": last_starts(numbering, self.spans),
                "dues_begin": self.dues.begins,
                "dues_end": self.dues.ends,
                "links_begin": self.link_rows.begins,
                "links_end": self.link_rows.ends,
                "heirs_begin": self.heirs.begins,
                "heirs_end": self.heirs.ends,
                "allowed_begin": self.allowed.begins,
                "allowed_end": self.allowed.ends,
                "is_linked": linked_nodes(numbering, self.links),
                **self._of_stops(),
                **self._of_meals(),
                **self._of_promises(),
            }
        )

    def _of_stops(self) -> dict[str, Iterable[int]]:
        numbering, rank = self.numbering, self.problem.place_rank
        parts, breaks, kitchens = numbering.parts, numbering.breaks, self.problem.kitchens
        job_of = {visit.id: job for job, visit in enumerate(numbering.visits)}
        jobs = [job_of[each.visit.id] for each in parts]
        jobs += [len(numbering.visits) + each for each in range(len(breaks))]
        visits = [self.durations.of_part(each.visit, each.part) for each in parts]
        loading = [self.durations.of_kitchen(each) for each in kitchens]
        places = [rank[each.visit.place] for each in parts] + [0] * len(breaks)
        return {
            "job": jobs + [-1] * len(kitchens),
            "service": [each.service for each in visits]
            + [each.pause.seconds for each in breaks]
            + [each.service for each in loading],
            "place": places + [rank[each.place] for each in kitchens],
            "setup": [each.setup for each in visits] + [0] * len(breaks) + [each.setup for each in loading],
            "due_at_end": self._for_parts([int(each.visit.due_at_end) for each in parts], 0),
            "on_the_way": [0] * len(parts)
            + [int(each.pause.on_the_way) for each in breaks]
            + [0] * len(kitchens),
            "at_next": [0] * len(parts)
            + [int(each.pause.at_next_visit) for each in breaks]
            + [0] * len(kitchens),
        }

    def _of_meals(self) -> dict[str, Iterable[int]]:
        numbering = self.numbering
        meals = [each.visit.meal for each in numbering.parts]
        kitchens = [numbering.kitchen_rank[meal.kitchen] if meal else -1 for meal in meals]
        return {
            "kitchen": kitchens + [-1] * len(numbering.breaks) + list(range(len(self.problem.kitchens))),
            "boxes": self._for_parts([meal.boxes if meal else 0 for meal in meals], 0),
            "ready": self._for_parts([meal.ready_at if meal else 0 for meal in meals], 0),
            "carried": self._for_parts([numbering.carrying_turn(each.visit) for each in numbering.parts], -1),
        }

    def _of_promises(self) -> dict[str, Iterable[int]]:
        made = [each.visit.promise if each.part == 0 else None for each in self.numbering.parts]
        starts = [-1 if promise is None or promise.start_at is None else promise.start_at for promise in made]
        return {
            "promise": self._for_parts(starts, -1),
            "tolerance": self._for_parts(
                [promise.tolerance_seconds if promise else 0 for promise in made], 0
            ),
        }

    def _for_parts(self, values: list[int], other: int) -> list[int]:
        """One value a node: those given for parts, another for breaks and kitchens."""
        return values + [other] * (self.numbering.nodes - len(values))

    def _loads(self) -> np.ndarray:
        loads = np.zeros((self.numbering.nodes, self.problem.load_dimensions, LOADS), np.int64)
        for node, each in enumerate(self.numbering.parts):
            for kind, load in zip((DELIVERED, COLLECTED, LOADED), each.visit.loads, strict=True):
                loads[node, : len(load), kind] = load
        loads[:, :, MOST] = NEVER
        for node, pause in enumerate(self.numbering.breaks, len(self.numbering.parts)):
            if pause.pause.maximum_load is not None:
                limits = pause.pause.maximum_load[: self.problem.load_dimensions]
                loads[node, :, MOST] = 0
                loads[node, : len(limits), MOST] = limits
        return loads

    def _beyond(self) -> np.ndarray:
        """(grades, nodes, 2), see Duration.beyond."""
        beyond = np.zeros((len(self.durations.grades), self.numbering.nodes, 2), np.int64)
        for node, each in enumerate(self.numbering.parts):
            beyond[:, node] = self.durations.of_part(each.visit, each.part).beyond or 0
        for node, kitchen in enumerate(self.problem.kitchens, self.numbering.first_kitchen):
            beyond[:, node] = self.durations.of_kitchen(kitchen).beyond or 0
        return beyond

    def _by_turn(self, load_of: Callable[[Problem, Carer, int], list[int]]) -> np.ndarray:
        """(turns, dimensions) of something that is told of a carer's shift."""
        rows = [load_of(self.problem, turn.carer, turn.shift_rank) for turn in self.numbering.turns]
        return np.array(rows, np.int64).reshape(len(rows), self.problem.load_dimensions)

    def _near(self) -> np.ndarray:
        numbering = self.numbering
        rank = self.problem.place_rank
        places = np.array([rank[visit.place] for visit in numbering.visits], dtype=np.int64)
        first = [numbering.nodes_of(visit.id)[0] for visit in numbering.visits]
        wanted = [(self.spans[node], self.due[node]) for node in first]
        return near_jobs(places, wanted, np.asarray(self.problem.travel[0].seconds), numbering.jobs)

    def _rules(self) -> Rules:
        problem, weights = self.problem, self.problem.objective
        budget = problem.maximum_broken_promises
        return Rules(
            broken=weights.broken_promises,
            lateness=weights.lateness,
            largest_lateness=weights.largest_lateness,
            travel=weights.travel,
            waiting=weights.waiting,
            largest_idle=weights.largest_idle,
            fairness=weights.fairness,
            overtime=weights.overtime,
            broken_budget=-1 if budget is None else budget,
            broken_fixed=broken_by_now(problem, self.numbering),
            leave_at_start=int(problem.leave_at_shift_start),
            kitchens=len(problem.kitchens),
            has_meals=int(any(visit.meal for visit in self.numbering.visits)),
            has_orders=int(any(carer.ordered_visits for carer in problem.carers)),
            has_meters=int(self.has_meters),
            dimensions=problem.load_dimensions,
        )


def _table_of(rows: Sequence[Sequence[int]], names: str) -> Table:
    """A table from its rows."""
    columns = names.split()
    if not rows:
        return blank(0, columns)
    return table({name: [row[rank] for row in rows] for rank, name in enumerate(columns)})
