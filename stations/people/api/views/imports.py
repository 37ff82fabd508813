"""Importing tables through the browser: the same readers as the commands."""

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from stations.ground.clock import today
from stations.ground.imports.refusals import FileTooLarge, RowsWrong
from stations.ground.imports.run import Outcome, run_import
from stations.ground.refusal import NotFound
from stations.people.api.authentication import asking
from stations.people.api.serializers.imports import CommitAsked, FileAsked, ImportShown
from stations.people.imports.doors import ImportName, import_for

MOST_FAULTS_SHOWN = 500
# What the multipart form adds around the file.
FORM_BYTES = 10_000


class Imports(APIView):
    """A table as a file: previewed, or with `commit=1` written whole or not at all."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        request={"multipart/form-data": FileAsked}, parameters=[CommitAsked], responses=ImportShown
    )
    def post(self, request: Request, name: str) -> Response:
        """Answer what the table would change and each wrong cell.

        Asked to write a table with wrong rows: 422 rows_wrong with the faults, and nothing is written.
        """
        if name not in list(ImportName):
            raise NotFound
        kind = import_for(asking(request), ImportName(name), today())
        commit = CommitAsked(data=request.query_params)
        commit.is_valid(raise_exception=True)
        outcome = run_import(
            kind,
            self._content(request),
            largest_bytes=settings.IMPORT_LARGEST_BYTES,
            commit=commit.validated_data["commit"],
            tick=_silent,
        )
        answer = ImportShown(_shown(outcome)).data
        if commit.validated_data["commit"] and not outcome.committed:
            raise RowsWrong(bad=answer["bad"], faults=answer["faults"])
        return Response(answer)

    @staticmethod
    def _content(request: Request) -> bytes:
        """The bytes of the file, looked at only when there are not too many."""
        largest = settings.IMPORT_LARGEST_BYTES
        if int(request.META.get("CONTENT_LENGTH") or 0) > largest + FORM_BYTES:
            raise FileTooLarge(megabytes=largest // 1_000_000)
        asked = FileAsked(data=request.data)
        asked.is_valid(raise_exception=True)
        content: bytes = asked.validated_data["file"].read()
        return content


def _silent(_done: int, _total: int) -> None:
    """Show no progress: the browser waits for the whole answer."""


def _shown(outcome: Outcome) -> dict[str, object]:
    faults = outcome.report.in_order()
    return {
        **outcome.counts,
        "committed": outcome.committed,
        "faults": faults[:MOST_FAULTS_SHOWN],
        "faults_left_off": max(0, len(faults) - MOST_FAULTS_SHOWN),
    }
