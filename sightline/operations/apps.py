from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "sightline.operations"
    purpose = "planning operations"
