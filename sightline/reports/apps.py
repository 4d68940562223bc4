from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "sightline.reports"
    purpose = "receiving reports"

    def ready(self) -> None:
        from sightline.reports import later, led_to, searching  # noqa: F401  the functions of the database they define
