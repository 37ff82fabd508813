"""Signing in and out, and who one is."""

from typing import Any

from django.contrib.auth import logout, update_session_auth_hash
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from stations.ground.clock import now
from stations.people.acts import change_password, speak
from stations.people.api.authentication import asking
from stations.people.api.serializers.session import Credentials, Me, NewPassword, Preference
from stations.people.api.sign_in import sign_in
from stations.people.models import Account
from stations.people.selectors import own_elders


class Session(APIView):
    """The browser's session."""

    permission_classes = (AllowAny,)

    def get_authenticators(self) -> list[Any]:
        """Nobody has to be signed in to sign in; signing out needs the session and its CSRF token."""
        signing_in = self.request is not None and self.request.method == "POST"
        return [] if signing_in else super().get_authenticators()

    @extend_schema(request=Credentials, responses=Me, auth=[])
    def post(self, request: Request) -> Response:
        """Sign in: 200 with who one is; 401 wrong_credentials or otp_needed, 423 locked with seconds."""
        typed = Credentials(data=request.data)
        typed.is_valid(raise_exception=True)
        return _me(sign_in(request._request, **typed.validated_data))

    @extend_schema(responses={204: None})
    def delete(self, request: Request) -> Response:
        """Sign out; also when nobody was signed in."""
        logout(request._request)
        return Response(status=status.HTTP_204_NO_CONTENT)


class WhoIAm(APIView):
    """The account behind the request."""

    @extend_schema(responses=Me)
    def get(self, request: Request) -> Response:
        """Say who one is, what one may do, and what time it is."""
        return _me(asking(request))

    @extend_schema(request=Preference, responses=Me)
    def patch(self, request: Request) -> Response:
        """Choose the language one reads."""
        chosen = Preference(data=request.data)
        chosen.is_valid(raise_exception=True)
        return _me(speak(account=asking(request), **chosen.validated_data))


class Password(APIView):
    """One's own password."""

    @extend_schema(request=NewPassword, responses={204: None})
    def post(self, request: Request) -> Response:
        """Change it; other sessions of the account end, this one stays."""
        typed = NewPassword(data=request.data)
        typed.is_valid(raise_exception=True)
        account = change_password(account=asking(request), **typed.validated_data)
        update_session_auth_hash(request._request, account)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _me(account: Account) -> Response:
    elders = list(own_elders(account, now()).select_related("station"))
    return Response(Me(account, context={"elders": elders, "own": {elder.pk for elder in elders}}).data)
