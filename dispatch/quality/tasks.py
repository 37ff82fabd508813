"""Clockwork of this app: following the log, and judging what the clock has failed or new papers change."""

from celery import shared_task

from dispatch.quality import follow, papers
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


@shared_task(name="dispatch.quality.tasks.judge_by_papers")
def judge_by_papers() -> int:
    """Judge again the visits of caregivers whose credentials changed; returns how many."""
    changed = list(papers.caregivers_with_new_papers())
    return sum(papers.judge_by_papers(caregiver=caregiver, at=clock.now()) for caregiver in changed)
