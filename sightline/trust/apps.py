"""Who sees what and why, who has looked, what leaves when: the data-protection auditor's pages."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "sightline.trust"

    def ready(self) -> None:
        from sightline.trust import answering  # noqa: F401  makes the function that says why
