"""Addresses of this app under /api/v1/."""

from django.urls import URLPattern, path

from dispatch.oversight.api import views

urlpatterns: list[URLPattern] = [
    path("oversight/accuracy", views.AccuracyView.as_view()),
    path("oversight/three-rates", views.ThreeRatesView.as_view()),
    path("oversight/complaints", views.ComplaintList.as_view()),
    path("oversight/work-orders", views.VerdictList.as_view()),
    path("oversight/work-orders/<str:number>/verdict", views.VerdictDetail.as_view()),
]
