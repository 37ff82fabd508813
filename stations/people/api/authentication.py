"""Who is asking: a browser's session or a machine's bearer token."""

import time
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Q
from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.request import Request

from stations.ground.clock import now
from stations.people.models import Account, MachineToken
from stations.people.tokens import digest_of

KEYWORD = "Bearer"
RENEW_AFTER_SECONDS = 30


class BrowserSession(SessionAuthentication):
    """A signed-in browser; writes need the CSRF token.

    Requests restart its idle time, at most twice a minute.
    """

    def authenticate(self, request: Request) -> Any:
        """Find the account of the session, and keep the session alive."""
        found = super().authenticate(request)
        if found is not None:
            self._keep_alive(request._request.session)
        return found

    @staticmethod
    def _keep_alive(session: SessionBase) -> None:
        # The real clock counts, and not every read of a list may cost a write.
        if time.time() - session.get("renewed_at", 0) > RENEW_AFTER_SECONDS:
            session["renewed_at"] = time.time()

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme, so that nobody signed in gets 401 and not 403."""
        return "Session"


class BearerToken(BaseAuthentication):
    """`Authorization: Bearer <token>` of a machine account."""

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme in the answer to who is not signed in."""
        return KEYWORD

    def authenticate(self, request: Request) -> tuple[Account, MachineToken] | None:
        """Find the account of the token; None lets the next scheme try, a wrong token is refused."""
        keyword, _, written = get_authorization_header(request).partition(b" ")
        if keyword.lower() != KEYWORD.lower().encode():
            return None
        unexpired = Q(expires_at__isnull=True) | Q(expires_at__gt=now())
        token = (
            MachineToken.objects.select_related("account__station", "account__division", "account__caregiver")
            .filter(unexpired, digest=digest_of(written.strip()), revoked_at__isnull=True)
            .filter(account__is_active=True)
            .first()
        )
        if token is None:
            raise AuthenticationFailed
        return token.account, token


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # untyped registration
    """Describe the bearer token in the schema."""

    target_class = "stations.people.api.authentication.BearerToken"
    name = "bearer"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """HTTP bearer authentication (RFC 6750)."""
        return {"type": "http", "scheme": "bearer"}


class BrowserScheme(SessionScheme):  # type: ignore[no-untyped-call]  # as above
    """Describe the session cookie in the schema."""

    target_class = "stations.people.api.authentication.BrowserSession"
    name = "session"


def asking(request: Request) -> Account:
    """The account behind a request; raises NotAuthenticated when there is none."""
    if not isinstance(request.user, Account):
        raise NotAuthenticated
    return request.user
