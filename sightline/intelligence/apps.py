from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    name = "sightline.intelligence"
    purpose = "intelligence on slavery and trafficking"
