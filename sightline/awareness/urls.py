"""Addresses of awareness, for staff."""

from django.urls import path

from sightline.awareness import views

app_name = "awareness"
urlpatterns = [
    path("awareness/", views.index, name="index"),
    path("awareness/plan", views.plan, name="plan"),
    path("awareness/beside/<ref>", views.beside, name="beside"),
    path("awareness/<ref>", views.event, name="event"),
    path("awareness/<ref>/attend", views.attend, name="attend"),
    path("awareness/<ref>/hold", views.hold, name="hold"),
    path("awareness/<ref>/call-off", views.call_off, name="call_off"),
]
