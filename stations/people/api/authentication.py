"""Who is asking: a browser's session or a machine's bearer token."""

from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.request import Request


class BrowserSession(SessionAuthentication):
    """A signed-in browser; writes need the CSRF token."""

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme, so that nobody signed in gets 401 and not 403."""
        return "Session"


class BearerToken(BaseAuthentication):
    """`Authorization: Bearer <token>` of a machine account."""
