"""The second factor of an account: a time-based one-time password (RFC 6238)."""

from base64 import b32encode
from dataclasses import dataclass

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from stations.people.authority import demand
from stations.people.models import Account
from stations.people.permissions import Right


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """What an authenticator is given, this once: the address to scan, or the secret to type."""

    address: str
    secret: str

    def text(self) -> str:
        """Both, for a console; the secret in groups of four letters, as it is typed."""
        groups = " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))
        return f"{self.address}\nSecret to type: {groups}"


@transaction.atomic
def give_second_factor(*, account: Account, by: Account | None = None) -> SecondFactor:
    """Replace the account's second factor; an authenticator set up before is of no use any more.

    `by` None is the console of the machine.
    """
    if by is not None:
        demand(by, Right.MANAGE_ACCOUNTS)
    TOTPDevice.objects.filter(user=account).delete()
    device = TOTPDevice.objects.create(user=account, name="authenticator", confirmed=True)
    return SecondFactor(str(device.config_url), b32encode(device.bin_key).decode().rstrip("="))
