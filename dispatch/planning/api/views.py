"""Plans over HTTP: ask, watch, look, publish, cancel."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema, inline_serializer
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dispatch.orders.api.wishes import command_of
from dispatch.planning.acts import Wish, ask_for_plan, cancel, publish
from dispatch.planning.api.filters import PlanFilter
from dispatch.planning.api.serializers import (
    BoundShown,
    PlanInput,
    PlanRow,
    PlanShown,
    PublishInput,
    RoundShown,
    UnservedShown,
)
from dispatch.planning.heartbeat import real_now
from dispatch.planning.models import PlanRun
from dispatch.planning.selectors import listed, run_visible_to, runs_visible_to, station_to_plan
from dispatch.planning.showing import shown_plan
from stations.ground.clock import now
from stations.ground.paging import NewestLastPages
from stations.people.api.authentication import asking

ASKED = inline_serializer("PlanAsked", {"id": serializers.UUIDField()})


class NewestFirstPages(NewestLastPages):
    """Cursor pages, the newest run first."""

    ordering = "-requested_at"


class Plans(generics.ListAPIView[PlanRun]):
    """The runs one may see; POST asks for a plan."""

    serializer_class = PlanRow
    filterset_class = PlanFilter
    pagination_class = NewestFirstPages

    def get_queryset(self) -> QuerySet[PlanRun]:
        """Only of stations one may plan."""
        if getattr(self, "swagger_fake_view", False):
            return PlanRun.objects.none()
        return listed(runs_visible_to(asking(self.request)))

    @extend_schema(request=PlanInput, responses={202: ASKED})
    def post(self, request: Request) -> Response:
        """Ask for a plan; 202 with the run's id, to be watched at /plans/{id}."""
        asked = PlanInput(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = dict(asked.validated_data)
        station = station_to_plan(asking(request), wanted.pop("station"))
        wish = Wish(station, **wanted)
        run = ask_for_plan(
            wish=wish, by=asking(request), at=now(), beat_at=real_now(), command=command_of(request)
        )
        return Response({"id": str(run.pk)}, status=status.HTTP_202_ACCEPTED)


class PlanDetail(APIView):
    """One run: its progress, and once it is ready its rounds."""

    @extend_schema(responses=PlanShown)
    def get(self, request: Request, plan_id: UUID) -> Response:
        """Show a run."""
        return Response(_shown(run_visible_to(asking(request), plan_id)))


class PlanPublish(APIView):
    """Giving a plan out."""

    @extend_schema(
        request=PublishInput,
        responses={200: PlanShown, 409: OpenApiResponse(description="orders_changed, shifts_changed")},
    )
    def post(self, request: Request, plan_id: UUID) -> Response:
        """Publish a ready plan; 409 with what changed since it was made."""
        asked = PublishInput(data=request.data)
        asked.is_valid(raise_exception=True)
        run = run_visible_to(asking(request), plan_id)
        run = publish(run=run, by=asking(request), at=now(), **asked.validated_data)
        return Response(_shown(run))


class PlanCancel(APIView):
    """Stopping a run."""

    @extend_schema(request=None, responses=PlanShown)
    def post(self, request: Request, plan_id: UUID) -> Response:
        """Cancel a run that is queued or running."""
        run = cancel(run=run_visible_to(asking(request), plan_id), by=asking(request), at=now())
        return Response(_shown(run))


def _shown(run: PlanRun) -> dict[str, Any]:
    """A run with its rounds, as one answer."""
    plan = shown_plan(run)
    return {
        **PlanRow(run).data,
        "rounds": RoundShown(plan.rounds, many=True).data,
        "unserved": UnservedShown(plan.unserved, many=True).data,
        "bound": BoundShown(plan.bound).data if plan.bound else None,
    }
