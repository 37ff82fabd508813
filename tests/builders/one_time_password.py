"""The six digits that an authenticator shows."""

import time
from base64 import b32decode
from urllib.parse import parse_qs, urlsplit

from django_otp.oath import TOTP


def one_time_password(address: str, *, ahead: int = 0) -> str:
    """The digits of an otpauth:// address now, or `ahead` periods from now."""
    said = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    secret = said["secret"]
    code = TOTP(
        b32decode(secret + "=" * (-len(secret) % 8)), step=int(said["period"]), digits=int(said["digits"])
    )
    code.time = time.time() + ahead * int(said["period"])
    return f"{code.token():0{said['digits']}d}"
