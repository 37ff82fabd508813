"""Addresses of this app under /api/v1/."""

from django.urls import URLPattern, path

from stations.catalogue.api.views import Menu, Services

urlpatterns: list[URLPattern] = [
    path("services", Services.as_view()),
    path("menu", Menu.as_view()),
]
