"""Pages of a list by cursor: stable while rows are added."""

from collections.abc import Sequence
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView

from stations.ground.refusal import WrongInput

Listed = TypeVar("Listed", bound=Model)
Row = TypeVar("Row")


class NewestLastPages(CursorPagination):
    """Cursor pages in the order of the primary key."""

    ordering = "pk"
    page_size_query_param = "page_size"
    max_page_size = 1000

    def paginate_queryset(
        self, queryset: QuerySet[Listed, Row] | Sequence[Row], request: Request, view: APIView | None = None
    ) -> list[Row] | None:
        """The rows of the page asked for; raises WrongInput for a cursor that none of our pages gave."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (NotFound, ValueError, ValidationError) as error:
            # A position may be well written and still be none of the ordering's values.
            if self.cursor_query_param not in request.query_params:
                raise
            raise WrongInput(fields={self.cursor_query_param: "cursor_wrong"}) from error
