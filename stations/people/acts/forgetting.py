"""Forgetting what is kept only for a while."""

from datetime import date, datetime

from stations.people.models import KeptAnswer, Shift


def forget_kept_answers(*, before: datetime) -> int:
    """Delete the answers kept for retries from before an instant, and answer how many."""
    deleted, _ = KeptAnswer.objects.filter(created_at__lt=before).delete()
    return deleted


def forget_shift_reasons(*, before: date) -> int:
    """Forget why shifts of days before that one were withdrawn, not that they were; answer of how many."""
    return Shift.objects.filter(day__lt=before).exclude(withdrawn_reason="").update(withdrawn_reason="")
