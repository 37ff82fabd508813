"""Work of this room that nobody waits for."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings

from dispatch.orders.acts import forget_withdrawal_reasons
from stations.ground.clock import today


@shared_task(name="dispatch.orders.tasks.forget_absence_reasons")
def forget_absence_reasons() -> None:
    """Forget why caregivers could not come on days that are further back than the city keeps it."""
    forget_withdrawal_reasons(before=today() - timedelta(days=settings.ABSENCE_REASON_DAYS))
