"""Migrations and `sightline policies apply`: as the owner of every table, whom no front logs in as."""

from os import environ

from sightline.config.database import connection
from sightline.config.settings.base import INSTALLED_APPS, JOBS
from sightline.config.settings.staff import *

INSTALLED_APPS = [*INSTALLED_APPS, *JOBS]
DATABASES = {"default": connection(environ.get("SIGHTLINE_DATABASE", ""), assume="sl_owner")}
