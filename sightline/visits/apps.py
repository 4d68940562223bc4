from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "sightline.visits"
    purpose = "visiting and meeting people at risk"
