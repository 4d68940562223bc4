"""The addresses of the staff front."""

from sightline.config.addresses import addresses

urlpatterns = addresses("urls")
