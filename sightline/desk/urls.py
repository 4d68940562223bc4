"""The first page after signing in, and looking something up."""

from django.urls import path

from sightline.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("find", views.find, name="find"),
    path("answer/<str:ref>", views.answer, name="answer"),
]
