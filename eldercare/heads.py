"""Answers to HEAD: the headers of GET, and no body."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


class NoBodyToHead:
    """Takes the body off answers to HEAD.

    Daphne leaves out only the first piece of a long one; the rest would be read as the answer to whatever is
    asked next over the same connection.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the length told stays that of the body."""
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""
        return response
