"""Addresses of who sees what and why."""

from django.urls import path

from sightline.trust.views import matrix

app_name = "trust"
urlpatterns = [
    path("trust/who-sees-what", matrix.table, name="matrix"),
    path("trust/who-sees-what/paper", matrix.paper, name="paper"),
    path("trust/why", matrix.why, name="why"),
]
