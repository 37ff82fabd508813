"""Which jobs are worth taking out together."""

from collections.abc import Sequence

import numpy as np

NEAREST = 80
HOURS_APART = 0.3  # how much a second between wanted times counts against a second of travel

Spans = Sequence[tuple[int, int]]


def near_jobs(
    places: np.ndarray, wanted: Sequence[tuple[Spans, Spans]], seconds: np.ndarray, jobs: int
) -> np.ndarray:
    """(jobs, k) int32: for each job the nearest in travel and time, itself first.

    places: (visits,) of the first jobs; the others, breaks, have only themselves.
    wanted: hard and soft windows of those visits.  seconds: (P, P).
    """
    visits = len(places)
    count = max(1, min(visits, NEAREST))
    table = np.tile(np.arange(jobs, dtype=np.int32)[:, None], (1, count))
    middles = np.array([_middle(*each) for each in wanted], dtype=np.float64)
    for job in range(visits):
        apart = (seconds[places[job], places] + seconds[places, places[job]]) / 2.0
        apart = apart + HOURS_APART * np.abs(middles - middles[job])
        apart[job] = -1.0
        nearest = np.argpartition(apart, count - 1)[:count]
        table[job] = nearest[np.argsort(apart[nearest], kind="stable")]
    return table


def _middle(hard: Spans, soft: Spans) -> float:
    """Middle of the time in which a visit is wanted."""
    spans = [(each[0][0], each[-1][1]) for each in (hard, soft) if each]
    if not spans:
        return 0.0
    begin, end = max(span[0] for span in spans), min(span[1] for span in spans)
    return (begin + max(begin, end)) / 2.0
