"""Talking to the API in tests."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from stations.people.models import Account


def signed_in(account: Account) -> Client:
    """A browser that is signed in as the account."""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def post(client: Client, path: str, content: object, **headers: str) -> Any:
    """POST JSON under /api/v1/; `headers` as `idempotency_key="…"`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(f"/api/v1/{path}", content, content_type="application/json", headers=named)


def get(client: Client, path: str, **query: str) -> Any:
    """GET under /api/v1/."""
    return client.get(f"/api/v1/{path}", query)


def queries(client: Client, path: str, **query: str) -> int:
    """How many queries a GET takes, once the session is warm."""
    get(client, path, **query)
    with CaptureQueriesContext(connection) as seen:
        assert get(client, path, **query).status_code == 200
    return len(seen)
