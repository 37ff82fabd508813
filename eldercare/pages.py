"""The one page of the frontend; its own router decides what to show."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie

NOT_BUILT = "The pages are not built yet. Run `make demo`, or `npm run build` in frontend/."


@ensure_csrf_cookie
def single_page(_request: HttpRequest) -> HttpResponse:
    """Send the built index page, never cached, so that a new release reaches every tablet."""
    index = settings.FRONTEND_DIST / "index.html"
    if not index.is_file():
        return HttpResponse(NOT_BUILT, status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse(index.read_bytes(), headers={"Cache-Control": "no-cache"})
