"""The page that shows every component, for whoever writes the next page."""

from django.urls import path

from sightline.kit import views

app_name = "kit"
urlpatterns = [
    path("kit/", views.components, name="components"),
    path("kit/<slug:name>/", views.layout, name="layout"),
]
