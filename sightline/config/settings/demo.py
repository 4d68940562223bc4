"""The replay of the demonstration: begins as the owner, then acts as each person of the story in turn."""

from os import environ

from sightline.config.database import connection
from sightline.config.settings.staff import *

DATABASES = {"default": connection(environ.get("SIGHTLINE_DATABASE", ""), assume="sl_owner")}
