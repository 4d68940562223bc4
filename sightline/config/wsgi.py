"""What the web server calls. DJANGO_SETTINGS_MODULE says which front this is."""

from django.core.wsgi import get_wsgi_application

from sightline.config.safety import refuse_unsafe, refuse_wrong_keys

application = get_wsgi_application()
refuse_unsafe()
refuse_wrong_keys()
