from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "sightline.desk"
    purpose = "the day's work"
