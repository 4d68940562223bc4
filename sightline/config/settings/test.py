"""Tests: one login that may take on every role, and begins each test as the owner."""

from sightline.config import keys, roles, sealing
from sightline.config.database import connection
from sightline.config.embedded import cluster
from sightline.config.paths import SECRETS
from sightline.config.settings.base import AS_IN_THE_SOURCE, INSTALLED_APPS, JOBS
from sightline.config.settings.staff import *
from sightline.ledger.heads import public_key

CLUSTER = cluster("test", lasting=False)
TEST_SECRETS = SECRETS / "test"
SECRET_KEY = keys.key("django.key", TEST_SECRETS)
CONTEXT_KEY = keys.key("context.key", TEST_SECRETS)
FACTOR_KEY = keys.key("factor.key", TEST_SECRETS)
FINGERPRINT_KEY = keys.key("fingerprint.key", TEST_SECRETS)
SEAL_KEY = keys.key("seal.key", TEST_SECRETS)
SEAL_PUBLIC_KEYS = (public_key(SEAL_KEY),)
WITNESSES = {}
PUBLISHED = "/nonexistent"
RECEIPT_KEY = keys.key("receipt.key", TEST_SECRETS)
SEALING_KEYS = sealing.versions(TEST_SECRETS)
DOOR_KEY = sealing.read_door(sealing.written_door(TEST_SECRETS))
DEMONSTRATION = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

ADDRESS = CLUSTER.url("sl_test", keys.key("sl_test", TEST_SECRETS), "postgres")  # each run names its own clone
INSTALLED_APPS = [*INSTALLED_APPS, *JOBS]
DATABASES = {"default": connection(ADDRESS, assume=roles.OWNER)}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": AS_IN_THE_SOURCE},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
