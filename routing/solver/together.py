"""Which places of the parts of one visit can go together, the cheapest first, among millions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from routing.solver.hopeful import Hopeful
from routing.solver.model import Model

# Of all combinations of places so many of the cheapest are kept; far fewer are ever tried.
MOST_KEPT = 100_000
# So many are looked at in one step, which bounds the memory.
STEP = 1_000_000
LARGEST = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class _Places:
    """The places of one part as columns."""

    task: int
    carer: np.ndarray
    earliest: np.ndarray
    latest: np.ndarray
    extra: np.ndarray

    @classmethod
    def of(cls, model: Model, places: Sequence[Hopeful], extra: Sequence[int]) -> "_Places":
        return cls(
            places[0].task,
            np.array([model.turns[each.turn].carer for each in places]),
            np.array([each.earliest for each in places]),
            np.array([each.latest for each in places]),
            np.array(extra),
        )


def together(
    model: Model,
    places: Sequence[Sequence[Hopeful]],
    extra: Sequence[Sequence[int]],
    *,
    at_most: int | None = None,
) -> Iterator[tuple[int, ...]]:
    """Ranks of one place of each part, those first whose `extra` costs are least together.

    They are by different carers, each part can begin as long before or after the others as it must, and
    together they cost no more than `at_most`.
    """
    if not all(places):
        return
    parts = [_Places.of(model, *each) for each in zip(places, extra, strict=True)]
    chosen, total = np.arange(len(places[0]))[:, None], parts[0].extra
    for number in range(1, len(parts)):
        following = sum(int(part.extra.min()) for part in parts[number + 1 :])
        most = LARGEST if at_most is None else at_most - following
        chosen, total = _joined(model, parts[: number + 1], chosen, total, most)
    order = np.argsort(total, kind="stable")
    yield from map(tuple, chosen[order].tolist())


def _joined(
    model: Model, parts: list[_Places], chosen: np.ndarray, total: np.ndarray, most: int
) -> tuple[np.ndarray, np.ndarray]:
    """Combinations of the parts before the last, with every place of the last that fits; the cheapest."""
    *before, last = parts
    size = max(1, STEP // len(last.extra))
    found, costs = [chosen[:0, [0] * len(parts)]], [total[:0]]
    for begin in range(0, len(chosen), size):
        some = chosen[begin : begin + size]
        fits = total[begin : begin + size, None] + last.extra <= most
        for number, part in enumerate(before):
            fits &= _can_be_together(model, part, some[:, number], last)
        first, second = np.nonzero(fits)
        found.append(np.column_stack([some[first], second]))
        costs.append(total[begin + first] + last.extra[second])
    every, cost = np.concatenate(found), np.concatenate(costs)
    cheapest = np.argsort(cost, kind="stable")[:MOST_KEPT]
    return every[cheapest], cost[cheapest]


def _can_be_together(model: Model, one: _Places, ranks: np.ndarray, other: _Places) -> np.ndarray:
    """(ranks, places of the other part): by different carers, and able to begin as they must."""
    fits: np.ndarray = one.carer[ranks][:, None] != other.carer
    for link in model.floors[one.task]:
        if link.other == other.task:
            fits &= other.earliest + link.seconds <= one.latest[ranks][:, None]
    for link in model.floors[other.task]:
        if link.other == one.task:
            fits &= one.earliest[ranks][:, None] + link.seconds <= other.latest
    return fits
