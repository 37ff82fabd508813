"""Creating once: a retry with the same Idempotency-Key gets the first answer again and creates nothing."""

import hashlib
import json
from collections.abc import Callable

from django.db import IntegrityError, transaction
from drf_spectacular.utils import OpenApiParameter
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from stations.people.api.authentication import asking
from stations.people.models import Account, KeptAnswer
from stations.people.refusals import KeyTooLong, KeyUsedDifferently

HEADER = "Idempotency-Key"
LONGEST_KEY = 80
LONGEST_PATH = 120
IDEMPOTENCY_KEY = OpenApiParameter(
    name=HEADER,
    type=str,
    location=OpenApiParameter.HEADER,
    required=False,
    description="A UUID made by the client; a retry with the same key has one effect and the same answer.",
)


def once(request: Request, create: Callable[[], Response]) -> Response:
    """Run `create` unless this account sent this key to this address before; then answer as then.

    The key is claimed first and in the same transaction, so of two requests at once one waits for the other,
    and a refused create leaves the key free. Raises KeyTooLong or KeyUsedDifferently.
    """
    key = request.headers.get(HEADER, "").strip()
    if not key:
        return create()
    if len(key) > LONGEST_KEY:
        raise KeyTooLong
    account, path, digest = asking(request), request.path[:LONGEST_PATH], _digest(request)
    if kept := _kept(account, key, path):
        return _again(kept, digest)
    try:
        return _first_time(account, key, path, digest, create)
    except _Claimed:
        return _again(KeptAnswer.objects.get(account=account, key=key, path=path), digest)


class _Claimed(Exception):
    """Somebody else claimed the key between our look and our claim."""


def _first_time(
    account: Account, key: str, path: str, digest: str, create: Callable[[], Response]
) -> Response:
    with transaction.atomic():
        claim = _claim(account, key, path, digest)
        response = create()
        claim.status = response.status_code
        claim.answer = JSONRenderer().render(response.data).decode()
        claim.save(update_fields=["status", "answer"])
    return response


def _claim(account: Account, key: str, path: str, digest: str) -> KeptAnswer:
    try:
        with transaction.atomic():
            return KeptAnswer.objects.create(
                account=account, key=key, path=path, body_digest=digest, status=0, answer=""
            )
    except IntegrityError as error:
        raise _Claimed from error


def _kept(account: Account, key: str, path: str) -> KeptAnswer | None:
    return KeptAnswer.objects.filter(account=account, key=key, path=path).first()


def _again(kept: KeptAnswer, digest: str) -> Response:
    if kept.body_digest != digest:
        raise KeyUsedDifferently
    return Response(json.loads(kept.answer), status=kept.status, headers={"Idempotent-Replay": "true"})


def _digest(request: Request) -> str:
    """What was sent and where to, in 64 hex digits."""
    canonical = json.dumps([request.path, request.data], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
