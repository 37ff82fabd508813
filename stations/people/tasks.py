"""Work of this room that nobody waits for."""

from datetime import timedelta

from celery import shared_task

from stations.ground.clock import now
from stations.people.acts import forget_kept_answers

KEPT_FOR = timedelta(days=2)


@shared_task(name="stations.people.tasks.forget_kept_answers")
def forget_old_answers() -> None:
    """Forget answers so old that nobody retries the request any more."""
    forget_kept_answers(before=now() - KEPT_FOR)
