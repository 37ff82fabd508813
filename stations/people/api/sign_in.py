"""Signing in and out of a browser's session.

Failures are counted by django-axes per user name; after the limit the name is locked for a while, also for
the right password. A wrong one-time password counts as a failure.
"""

from datetime import timedelta
from math import ceil

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import authenticate, login
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest
from django.utils import timezone
from django_otp import devices_for_user, match_token
from django_otp import login as remember_device

from stations.people.models import Account, Role
from stations.people.refusals import Locked, OtpNeeded, SecondFactorMissing, WrongCredentials

# Tablets and the elders' own phones stay signed in longer than a desk in an office.
FIELD_ROLES = frozenset({Role.ELDER, Role.FAMILY_MEMBER, Role.CAREGIVER})


def sign_in(request: HttpRequest, *, username: str, password: str, otp: str) -> Account:
    """Open a session for who proves to be the account, with a new session key and CSRF token.

    Raises Locked, WrongCredentials, OtpNeeded or SecondFactorMissing.
    """
    _refuse_locked(request, username)
    account = authenticate(request, username=username, password=password)
    if not isinstance(account, Account):
        _refuse_locked(request, username)
        raise WrongCredentials
    device = _second_factor(request, account, otp)
    login(request, account)
    if device is not None:
        remember_device(request, device)
    request.session.set_expiry(idle_seconds(account))
    return account


def idle_seconds(account: Account) -> int:
    """Seconds without a request after which the account is signed out."""
    return int(settings.FIELD_IDLE_SECONDS if account.role in FIELD_ROLES else settings.IDLE_SECONDS)


def _second_factor(request: HttpRequest, account: Account, otp: str) -> object | None:
    """Check the one-time password where the account has a device; answer the device."""
    if not any(devices_for_user(account)):
        if account.role in settings.SECOND_FACTOR_ROLES:
            raise SecondFactorMissing
        return None
    if not otp:
        raise OtpNeeded
    device: object | None = match_token(account, otp)
    if device is None:
        user_login_failed.send(__name__, credentials={"username": account.username}, request=request)
        _refuse_locked(request, account.username)
        raise WrongCredentials
    return device


def _refuse_locked(request: HttpRequest, username: str) -> None:
    if AxesProxyHandler.is_locked(request, {"username": username}):
        raise Locked(seconds=_seconds_locked(username))


def _seconds_locked(username: str) -> int:
    # Axes counts on the real clock, whatever the day of a demonstration.
    last = AccessAttempt.objects.filter(username=username).order_by("-attempt_time").first()
    cool_off = get_cool_off()
    if last is None or cool_off is None:
        return 0
    remaining: timedelta = last.attempt_time + cool_off - timezone.now()
    return max(1, ceil(remaining / timedelta(seconds=1)))
