"""Addresses of this app under /api/v1/."""

from django.urls import URLPattern, path

from dispatch.planning.api import views

urlpatterns: list[URLPattern] = [
    path("plans", views.Plans.as_view()),
    path("plans/<uuid:plan_id>", views.PlanDetail.as_view()),
    path("plans/<uuid:plan_id>/publish", views.PlanPublish.as_view()),
    path("plans/<uuid:plan_id>/cancel", views.PlanCancel.as_view()),
]
