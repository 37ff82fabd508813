"""What the people room does for rooms beside it that may not know it; the settings name who answers."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from rest_framework.request import Request
from rest_framework.response import Response


def demand(account: Any, right: str) -> None:
    """Raise NotYours unless the account holds the right (settings.RIGHTS_DEMANDED_BY answers)."""
    import_string(settings.RIGHTS_DEMANDED_BY)(account, right)


def stations_seen_by(account: Any) -> QuerySet[Any]:
    """The stations an account may see (settings.STATIONS_SEEN_BY answers)."""
    seen: QuerySet[Any] = import_string(settings.STATIONS_SEEN_BY)(account)
    return seen


def once(request: Request, create: Callable[[], Response]) -> Response:
    """Run `create` once for one Idempotency-Key (settings.CREATED_ONCE_BY answers)."""
    response: Response = import_string(settings.CREATED_ONCE_BY)(request, create)
    return response
