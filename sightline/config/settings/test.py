"""Tests: one login that may take on every role, and begins each test as the owner."""

from sightline.config import keys, roles
from sightline.config.database import connection
from sightline.config.embedded import cluster
from sightline.config.paths import SECRETS
from sightline.config.settings.staff import *

CLUSTER = cluster("test", lasting=False)
SECRET_KEY = "a key for tests"
CONTEXT_KEY = bytes(range(32)).hex()
RECEIPT_KEY = bytes(range(32, 64)).hex()
DEMONSTRATION = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

TEST_PASSWORD = keys.key("sl_test", SECRETS / "test")
DATABASES = {"default": connection(CLUSTER.url("sl_test", TEST_PASSWORD, "postgres"), assume=roles.OWNER)}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
