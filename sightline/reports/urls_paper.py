"""The address of what is printed, below `/paper`."""

from django.urls import path

from sightline.reports.views import printed

urlpatterns = [path("", printed.paper, name="paper"), path("/page", printed.offline, name="offline")]
