"""The addresses for partners' programs, below `/api/`."""

from django.urls import path

from sightline.reports.views import api

urlpatterns = [
    path("description", api.description, name="api_description"),
    path("reports", api.reports, name="api_reports"),
    path("reports/several", api.several, name="api_several"),
    path("reports/<str:ref>", api.one, name="api_report"),
]
