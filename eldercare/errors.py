"""Every refusal as RFC 9457 problem+json with a stable code, in the person's language."""

from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from rest_framework import exceptions, status
from rest_framework.response import Response

from stations.ground.messages import refusal_text
from stations.ground.refusal import NotFound, NotYours, Refused

log = structlog.get_logger("errors")

CODES: dict[type[exceptions.APIException], str] = {
    exceptions.NotAuthenticated: "not_signed_in",
    exceptions.AuthenticationFailed: "not_signed_in",
    exceptions.PermissionDenied: "not_yours",
    exceptions.NotFound: "not_found",
    exceptions.ParseError: "malformed",
    exceptions.MethodNotAllowed: "method_not_allowed",
    exceptions.UnsupportedMediaType: "unsupported_media_type",
    exceptions.NotAcceptable: "not_acceptable",
    exceptions.Throttled: "throttled",
}
# What the framework calls a wrong field, where its own sentence names no remedy or speaks of our insides.
FIELD_SENTENCES = {
    "null": "field_null",
    "does_not_exist": "name_unknown",
    "null_characters_not_allowed": "characters_forbidden",
    "surrogate_characters_not_allowed": "characters_forbidden",
}


def problem_answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn what a view raised into a problem answer; None lets Django report a real fault.

    A `Refused` keeps its own code; a serializer's complaints become `wrong_input` with one entry a field.
    """
    if isinstance(error, Http404):
        error = NotFound()
    if isinstance(error, PermissionDenied):
        error = NotYours()
    if isinstance(error, RequestDataTooBig):
        return _too_large()
    if isinstance(error, Refused):
        fields = {name: refusal_text(code, error.facts) for name, code in error.fields.items()}
        return problem(error.code, error.status, fields=fields, facts=error.facts)
    if isinstance(error, exceptions.ValidationError):
        return problem("wrong_input", 422, fields=_flat(error.detail))
    if isinstance(error, exceptions.APIException):
        return _of_framework(error, context)
    log.exception("unexpected", view=type(context.get("view")).__name__)
    return None


def unknown_address(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that no view has; Django names the argument."""
    del exception
    return _plain(problem("not_found", 404))


def unreadable(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that was refused before any view saw it."""
    too_large = isinstance(exception, RequestDataTooBig)
    return _plain(_too_large() if too_large else problem("malformed", 400))


def broken(_request: HttpRequest) -> HttpResponse:
    """Answer after a fault of ours; what it was is in the log, never in the answer."""
    return _plain(problem("broken", 500))


def _plain(answer: Response) -> HttpResponse:
    return JsonResponse(answer.data, status=answer.status_code, content_type="application/problem+json")


def _too_large() -> Response:
    megabytes = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // 1_000_000
    return problem("request_too_large", 413, facts={"megabytes": megabytes})


def problem(
    code: str,
    http_status: int,
    *,
    fields: dict[str, Any] | None = None,
    facts: dict[str, object] | None = None,
) -> Response:
    """Build the answer: type, title, status, code, and where they exist `fields` and the facts."""
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": refusal_text(code, facts or {}),
        "status": http_status,
        "code": code,
    }
    if fields:
        body["fields"] = fields
    body.update({name: value for name, value in (facts or {}).items() if name not in body})
    return Response(body, status=http_status, content_type="application/problem+json")


def _of_framework(error: exceptions.APIException, context: dict[str, Any]) -> Response:
    code = CODES.get(type(error), "refused")
    facts: dict[str, object] = {}
    if isinstance(error, exceptions.PermissionDenied) and "CSRF" in str(error.detail):
        code = "csrf"
    if isinstance(error, exceptions.UnsupportedMediaType):
        facts = {"accepted": _accepted_by(context.get("view"))}
    answered = status.HTTP_401_UNAUTHORIZED if code == "not_signed_in" else error.status_code
    answer = problem(code, answered, facts=facts)
    if challenge := getattr(error, "auth_header", None):
        answer["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        answer["Retry-After"] = str(int(wait) + 1)
    return answer


def _accepted_by(view: object) -> str:
    parsers = getattr(view, "parser_classes", ())
    return ", ".join(parser.media_type for parser in parsers) or "application/json"


def _flat(detail: Any, path: str = "") -> dict[str, str]:
    """Flatten nested complaints to {"position.lat": "..."}; a list's index is part of the path."""
    if isinstance(detail, dict):
        children = [(str(name), inner) for name, inner in detail.items()]
    elif isinstance(detail, list) and any(isinstance(inner, dict | list) for inner in detail):
        children = [(str(index), inner) for index, inner in enumerate(detail)]
    else:
        parts = detail if isinstance(detail, list) else [detail]
        return {path or "request": " ".join(_sentence(part) for part in parts)}
    flat: dict[str, str] = {}
    for name, inner in children:
        flat.update(_flat(inner, path if name == "non_field_errors" else f"{path}.{name}".lstrip(".")))
    return flat


def _sentence(complaint: object) -> str:
    ours = FIELD_SENTENCES.get(getattr(complaint, "code", ""))
    return refusal_text(ours, {}) if ours else str(complaint)
