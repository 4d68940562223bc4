from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "sightline.oversight"
    purpose = "counting and answering for the work"
