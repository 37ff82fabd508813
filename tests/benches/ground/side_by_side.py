"""Runs of a bench side by side: each core does one at a time, so that every solver has one core."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.queues import Queue
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def side_by_side(run: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
    """What `run`, a function of a module, says of each job, in their order."""
    fresh = multiprocessing.get_context("spawn")
    cores = sorted(os.sched_getaffinity(0))
    free: Queue[int] = fresh.Queue()
    for core in cores:
        free.put(core)
    with ProcessPoolExecutor(len(cores), fresh, initializer=_stay_on_one, initargs=(free,)) as pool:
        yield from pool.map(run, jobs)


def _stay_on_one(free: "Queue[int]") -> None:
    """Bind this process, and whatever it starts, to a core that no other has."""
    os.sched_setaffinity(0, {free.get()})
