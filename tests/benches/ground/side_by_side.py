"""Runs of a bench side by side: each core does one at a time, so that every solver has one core."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.queues import SimpleQueue
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def side_by_side(run: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
    """What `run`, a function of a module, says of each job, in their order.

    Raises what it raises for a job, once the runs that have begun are over.
    """
    # Not a copy of this process: the libraries may hold threads and locks.
    spawning = multiprocessing.get_context("spawn")
    cores = sorted(os.sched_getaffinity(0))
    free: SimpleQueue[int] = spawning.SimpleQueue()
    for core in cores:
        free.put(core)
    with ProcessPoolExecutor(len(cores), spawning, initializer=_stay_on_one, initargs=(free,)) as pool:
        yield from pool.map(run, jobs)


def _stay_on_one(free: SimpleQueue[int]) -> None:
    """Bind this process, and what it starts from now on, to a core that no other has."""
    os.sched_setaffinity(0, {free.get()})
