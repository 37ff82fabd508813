"""Addresses of this app under /api/v1/."""

from django.urls import URLPattern, path

from dispatch.visits.api.views import DoorProofs, Moves, OrderEvidence

urlpatterns: list[URLPattern] = [
    path("work-orders/<str:number>/moves", Moves.as_view()),
    path("work-orders/<str:number>/evidence", OrderEvidence.as_view()),
    path("elders/<str:number>/door-proofs", DoorProofs.as_view()),
]
