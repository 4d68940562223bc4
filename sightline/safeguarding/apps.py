from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "sightline.safeguarding"
    purpose = "safeguarding people at risk"
