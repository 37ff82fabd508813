"""What the people room does for rooms beside it that may not know it; the settings name who answers."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from rest_framework.request import Request
from rest_framework.response import Response


def demand(account: Any, right: str) -> None:
    """Raise NotYours unless the account holds the right (settings.RIGHTS_DEMANDED_BY answers)."""
    import_string(settings.RIGHTS_DEMANDED_BY)(account, right)


def once(request: Request, create: Callable[[], Response]) -> Response:
    """Run `create` once for one Idempotency-Key (settings.CREATED_ONCE_BY answers)."""
    response: Response = import_string(settings.CREATED_ONCE_BY)(request, create)
    return response
