"""Addresses of sharing agreements, for staff."""

from django.urls import path

from sightline.sharing import views

app_name = "sharing"
urlpatterns = [
    path("agreements/", views.index, name="index"),
    path("agreements/new", views.draft, name="draft"),
    path("agreements/<ref>", views.agreement, name="agreement"),
    path("agreements/<ref>/approve", views.approve, name="approve"),
    path("agreements/<ref>/amend", views.amend, name="amend"),
    path("agreements/<ref>/end", views.end, name="end"),
]
