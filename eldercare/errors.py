"""Every refusal as RFC 9457 problem+json with a stable code, in the person's language."""

from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
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


def problem_answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn what a view raised into a problem answer; None lets Django report a real fault.

    A `Refused` keeps its own code; a serializer's complaints become `wrong_input` with one entry a field.
    """
    if isinstance(error, Http404):
        error = NotFound()
    if isinstance(error, PermissionDenied):
        error = NotYours()
    if isinstance(error, Refused):
        fields = {name: refusal_text(code, error.facts) for name, code in error.fields.items()}
        return problem(error.code, error.status, fields=fields, facts=error.facts)
    if isinstance(error, exceptions.ValidationError):
        return problem("wrong_input", 422, fields=_flat(error.detail))
    if isinstance(error, exceptions.APIException):
        return _of_framework(error)
    log.exception("unexpected", view=type(context.get("view")).__name__)
    return None


def unknown_address(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that no view has; Django names the argument."""
    del exception
    return _plain_problem("not_found", 404)


def broken(_request: HttpRequest) -> HttpResponse:
    """Answer after a fault of ours; what it was is in the log, never in the answer."""
    return _plain_problem("broken", 500)


def _plain_problem(code: str, http_status: int) -> HttpResponse:
    answer = problem(code, http_status)
    return JsonResponse(answer.data, status=http_status, content_type="application/problem+json")


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


def _of_framework(error: exceptions.APIException) -> Response:
    code = CODES.get(type(error), "refused")
    if isinstance(error, exceptions.PermissionDenied) and "CSRF" in str(error.detail):
        code = "csrf"
    answer = problem(code, status.HTTP_401_UNAUTHORIZED if code == "not_signed_in" else error.status_code)
    if challenge := getattr(error, "auth_header", None):
        answer["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        answer["Retry-After"] = str(int(wait) + 1)
    return answer


def _flat(detail: Any, path: str = "") -> dict[str, str]:
    """Flatten nested complaints to {"position.lat": "..."}; a list's index is part of the path."""
    if isinstance(detail, dict):
        children = [(str(name), inner) for name, inner in detail.items()]
    elif isinstance(detail, list) and any(isinstance(inner, dict | list) for inner in detail):
        children = [(str(index), inner) for index, inner in enumerate(detail)]
    else:
        return {
            path or "request": " ".join(
                str(part) for part in (detail if isinstance(detail, list) else [detail])
            )
        }
    flat: dict[str, str] = {}
    for name, inner in children:
        flat.update(_flat(inner, f"{path}.{name}" if path and name != "non_field_errors" else path or name))
    return flat
