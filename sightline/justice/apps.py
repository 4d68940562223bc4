from django.apps import AppConfig


class JusticeConfig(AppConfig):
    name = "sightline.justice"
    purpose = "investigating and prosecuting"
