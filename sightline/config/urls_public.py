"""The addresses of the public front: in English as they are, in another language behind its code ("/cy/...")."""

from django.conf.urls.i18n import i18n_patterns

from sightline.config.addresses import addresses

urlpatterns = i18n_patterns(*addresses("urls_public"), prefix_default_language=False)
handler404 = "sightline.reports.views.reading.nothing_here"
handler400 = handler500 = "sightline.config.failing.public"
