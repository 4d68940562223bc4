"""Released statements and the figures in them, for everybody."""

from django.urls import path

from sightline.oversight.views import public

app_name = "statements"
urlpatterns = [
    path("figures/", public.figures, name="figures"),
    path("statements/", public.statements, name="list"),
    path("statements/<str:ref>", public.statement, name="statement"),
]
