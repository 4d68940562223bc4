from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "sightline.reports"
    purpose = "receiving reports"

    def ready(self) -> None:
        from sightline.reports import searching  # noqa: F401  the function of the database it defines
