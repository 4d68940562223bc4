"""Addresses of places, for staff."""

from django.urls import path

from sightline.places import views

app_name = "places"
urlpatterns = [
    path("places/record", views.record, name="record"),
    path("places/<str:ref>/amend", views.amend, name="amend"),
]
