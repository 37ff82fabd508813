"""Clockwork of this app: following the log, and judging what the clock has failed."""

from celery import shared_task

from dispatch.quality import follow
from stations.ground import clock


@shared_task(name="dispatch.quality.tasks.follow_log")
def follow_log() -> int:
    """Follow every station's log to its head; returns how many events were read."""
    read = 0
    for station_id in list(follow.stations_with_news().values_list("station_id", flat=True)):
        while batch := follow.follow_station(station_id=station_id, at=clock.now()):
            read += batch
    return read


@shared_task(name="dispatch.quality.tasks.judge_overdue")
def judge_overdue() -> int:
    """Judge orders long past their window; returns how many."""
    now = clock.now()
    stations = list(follow.stations_with_overdue(now))
    return sum(follow.judge_overdue(station_id=station_id, at=now) for station_id in stations)
