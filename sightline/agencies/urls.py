"""Sign-in stands outside the walls: these addresses are served by the login role itself."""

from django.urls import path

from sightline.agencies import views

app_name = "agencies"
urlpatterns = [
    path("sign/in", views.sign_in, name="sign_in"),
    path("sign/become", views.become, name="become"),
    path("sign/confirm", views.confirm, name="confirm"),
    path("sign/out", views.sign_out, name="sign_out"),
]
