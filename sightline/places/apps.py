from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "sightline.places"
    purpose = "knowing the places of the work"
