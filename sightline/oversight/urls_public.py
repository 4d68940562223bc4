"""Released statements, for everybody."""

from django.urls import path

from sightline.oversight.views import public

app_name = "statements"
urlpatterns = [
    path("statements/", public.statements, name="list"),
    path("statements/<str:ref>", public.statement, name="statement"),
]
