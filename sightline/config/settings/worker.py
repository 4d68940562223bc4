"""The worker: jobs by the clock, as a role that proposes and never decides. It signs for nobody and opens nothing."""

from os import environ

from sightline.config.database import connection
from sightline.config.settings.base import *
from sightline.config.settings.base import INSTALLED_APPS, JOBS

INSTALLED_APPS = [*INSTALLED_APPS, *JOBS]
DATABASES = {"default": connection(environ.get("SIGHTLINE_DATABASE", ""))}
ROOT_URLCONF = "sightline.config.urls_staff"
PROCRASTINATE_READONLY_MODELS = True
