"""Addresses of this app under /api/v1/."""

from django.urls import URLPattern, path

from dispatch.orders.api import views
from dispatch.orders.api.withdrawals import CaregiverWithdrawal

urlpatterns: list[URLPattern] = [
    path("service-requests", views.ServiceRequestList.as_view()),
    path("caregivers/<str:number>/withdrawal", CaregiverWithdrawal.as_view()),
    path("work-orders", views.WorkOrderList.as_view()),
    path("work-orders/<str:number>", views.WorkOrderDetail.as_view()),
    path("work-orders/<str:number>/events", views.WorkOrderEvents.as_view()),
]
