"""Addresses of people, and of places as accounts see them, under /api/v1/."""

from django.urls import URLPattern, path

from stations.people.api.views.caregivers import Caregivers, Credentials, Shifts, WithdrawShift
from stations.people.api.views.elders import Elders, OneElder, RevealElder, StateOfElder
from stations.people.api.views.families import Family, RevokeBinding
from stations.people.api.views.imports import Imports
from stations.people.api.views.places import Divisions, Stations
from stations.people.api.views.session import Password, Session, WhoIAm

urlpatterns: list[URLPattern] = [
    path("session", Session.as_view()),
    path("me", WhoIAm.as_view()),
    path("me/password", Password.as_view()),
    path("elders", Elders.as_view()),
    path("elders/<slug:number>", OneElder.as_view()),
    path("elders/<slug:number>/reveal", RevealElder.as_view()),
    path("elders/<slug:number>/state", StateOfElder.as_view()),
    path("elders/<slug:number>/family", Family.as_view()),
    path("family-bindings/<int:pk>/revoke", RevokeBinding.as_view()),
    path("caregivers", Caregivers.as_view()),
    path("caregivers/<slug:number>/credentials", Credentials.as_view()),
    path("shifts", Shifts.as_view()),
    path("shifts/<int:pk>/withdraw", WithdrawShift.as_view()),
    path("imports/<slug:name>", Imports.as_view()),
    path("divisions", Divisions.as_view()),
    path("stations", Stations.as_view()),
]
