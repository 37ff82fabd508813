"""Probes for whoever keeps the processes running, and figures for Prometheus."""

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import connection
from django.db.utils import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from redis.exceptions import RedisError


def live(_request: HttpRequest) -> JsonResponse:
    """Say that the process answers."""
    return JsonResponse({"live": True})


def ready(_request: HttpRequest) -> JsonResponse:
    """Say whether the parts needed to serve people answer; 503 names the ones that do not."""
    failing = [
        name
        for name, answers in (("database", _database_answers()), ("nudges", _nudges_pass()))
        if not answers
    ]
    # Without nudges the feed still moves on its timer: slower, so reported, but not a reason to stop serving.
    status = 503 if "database" in failing else 200
    return JsonResponse({"ready": status == 200, "failing": failing}, status=status)


def metrics(_request: HttpRequest) -> HttpResponse:
    """Send the Prometheus figures of this process."""
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _nudges_pass() -> bool:
    layer = get_channel_layer()
    if layer is None:
        return False
    try:
        async_to_sync(layer.group_send)("health", {"type": "health.ping"})
    except (RedisError, OSError):
        return False
    return True
