"""The addresses of the staff front."""

from sightline.config.addresses import addresses

urlpatterns = addresses("urls")
handler404 = "sightline.trust.views.sights.nothing_here"
handler400 = handler500 = "sightline.config.failing.staff"
