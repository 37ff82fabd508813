"""Pages of a list by cursor: stable while rows are added."""

from rest_framework.pagination import CursorPagination


class NewestLastPages(CursorPagination):
    """Cursor pages in the order of the primary key."""

    ordering = "pk"
    page_size_query_param = "page_size"
    max_page_size = 1000
