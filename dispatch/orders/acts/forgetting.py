"""Forgetting what is kept only for a while."""

from datetime import date

from django.db import transaction

from dispatch.orders.models import Withdrawal
from stations.people.acts import forget_shift_reasons


@transaction.atomic
def forget_withdrawal_reasons(*, before: date) -> int:
    """Forget why caregivers could not come on days before that one, and answer in how many rows.

    It is their health. That they were away, from when, and what became of their visits stays.
    """
    withdrawals = Withdrawal.objects.filter(day__lt=before).exclude(reason="").update(reason="")
    return withdrawals + forget_shift_reasons(before=before)
