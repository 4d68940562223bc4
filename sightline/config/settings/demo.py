"""The replay of the demonstration: begins as the owner, then acts as each person of the story in turn."""

from os import environ

from sightline.config.database import connection
from sightline.config.settings.base import INSTALLED_APPS, JOBS
from sightline.config.settings.staff import *

INSTALLED_APPS = [*INSTALLED_APPS, *JOBS]
DATABASES = {"default": connection(environ.get("SIGHTLINE_DATABASE", ""), assume="sl_owner")}
# What is replayed goes into a draft; the last step, which puts it in place, waits for the disk once for all of it.
DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
