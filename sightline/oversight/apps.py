from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "sightline.oversight"
    purpose = "counting and answering for the work"

    def ready(self) -> None:
        """What reports led to is told on their own pages; only here is it known further on."""
        from sightline.oversight.led_on import led_on
        from sightline.reports.led_to import tell_further

        tell_further(led_on)
