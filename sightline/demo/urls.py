"""The page of the demonstration."""

from django.urls import path

from sightline.demo import views

app_name = "demo"
urlpatterns = [path("demonstration", views.clock, name="clock")]
