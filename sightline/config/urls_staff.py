"""The addresses of the staff front."""

from sightline.config.addresses import addresses

urlpatterns = addresses("urls")
handler400 = handler500 = "sightline.config.failing.staff"
