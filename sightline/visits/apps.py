from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "sightline.visits"
    purpose = "visiting and meeting people at risk"

    def ready(self) -> None:
        """The functions of the database that this stage makes from its rules are known from the start."""
        from sightline.visits import since  # noqa: F401
