"""The kit: ideas that every stage uses and that know no word of the trade."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KitConfig(AppConfig):
    """Finds every stage's facts and rules once all models are loaded."""

    name = "sightline.kit"
    purpose = "duty notices"

    def ready(self) -> None:
        from sightline.kit import changes, lookups  # noqa: F401  register what was applied, and `column in fact`

        autodiscover_modules("facts", "policies")
