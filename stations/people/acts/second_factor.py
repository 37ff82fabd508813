"""The second factor of an account: a time-based one-time password (RFC 6238)."""

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from stations.people.authority import demand
from stations.people.models import Account
from stations.people.permissions import Right


@transaction.atomic
def give_second_factor(*, account: Account, by: Account | None = None) -> str:
    """Replace the account's second factor and answer, this once, the otpauth:// address for an authenticator.

    `by` None is the console of the machine.
    """
    if by is not None:
        demand(by, Right.MANAGE_ACCOUNTS)
    TOTPDevice.objects.filter(user=account).delete()
    device = TOTPDevice.objects.create(user=account, name="authenticator", confirmed=True)
    return str(device.config_url)
