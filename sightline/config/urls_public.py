"""The addresses of the public front."""

from sightline.config.addresses import addresses

urlpatterns = addresses("urls_public")
