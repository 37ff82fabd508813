"""Forgetting what is kept only for a while."""

from datetime import datetime

from stations.people.models import KeptAnswer


def forget_kept_answers(*, before: datetime) -> int:
    """Delete the answers kept for retries from before an instant, and answer how many."""
    deleted, _ = KeptAnswer.objects.filter(created_at__lt=before).delete()
    return deleted
