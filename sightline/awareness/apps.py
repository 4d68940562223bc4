from django.apps import AppConfig


class AwarenessConfig(AppConfig):
    name = "sightline.awareness"
    purpose = "raising awareness"
