"""What every process of Sightline shares. Secrets come from the environment, each process with its own."""

from os import environ
from typing import Any

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from sightline.config import sealing
from sightline.config.database import connection
from sightline.config.headers import permissions
from sightline.config.paths import ROOT, VAR

DEBUG = False
SECRET_KEY = environ.get("SIGHTLINE_DJANGO_KEY", "")
CONTEXT_KEY = environ.get("SIGHTLINE_CONTEXT_KEY", "")  # signs who reads, 32 bytes in hex; never on the public front
FACTOR_KEY = environ.get("SIGHTLINE_FACTOR_KEY", "")  # seals what people sign in with, 32 bytes in hex; staff alone
FINGERPRINT_KEY = environ.get("SIGHTLINE_FINGERPRINT_KEY", "")  # marks what was asked, 32 bytes in hex
SEAL_KEY = environ.get("SIGHTLINE_SEAL_KEY", "")  # signs the ledger's heads; the sealer's alone
SEAL_PUBLIC_KEYS = tuple(environ.get("SIGHTLINE_SEAL_PUBLIC_KEYS", "").split())
WITNESSES = dict(each.split("=", 1) for each in environ.get("SIGHTLINE_WITNESSES", "").split(";") if each)
PUBLISHED = environ.get("SIGHTLINE_PUBLISHED", "")  # the folder of the heads that everybody may read
RECEIPT_KEY = environ.get("SIGHTLINE_RECEIPT_KEY", "")  # makes the code a reporter comes back with, 32 bytes in hex
SEALING_KEYS = sealing.read(environ.get("SIGHTLINE_SEALING_KEYS", ""))  # open what is sealed, by version
DOOR_KEY = sealing.read_door(environ.get("SIGHTLINE_DOOR_KEY", ""))  # the public half, which only puts in
ERASURES = VAR / "erasures.jsonl"  # what was erased, for a restore to replay; written by the worker
DEMONSTRATION = environ.get("SIGHTLINE_DEMONSTRATION") == "1"
PAGES = environ.get("SIGHTLINE_PAGES", "gathered")  # static files: gathered, source; live: templates read anew too
HTTPS = environ.get("SIGHTLINE_HTTPS") == "1"
ALLOWED_HOSTS = environ.get("SIGHTLINE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "django.forms",
    "django_cotton.apps.SimpleAppConfig",
    "csp",
    "sightline.kit",
    "sightline.ledger",
    "sightline.agencies",
    "sightline.sharing",
    "sightline.places",
    "sightline.reports",
    "sightline.intelligence",
    "sightline.operations",
    "sightline.visits",
    "sightline.justice",
    "sightline.safeguarding",
    "sightline.awareness",
    "sightline.oversight",
    "sightline.trust",
    "sightline.desk",
    "sightline.demo",
]
JOBS = ["procrastinate.contrib.django"]  # only where jobs are done and where tables are made; no front needs it
AUTH_USER_MODEL = "agencies.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES: dict[str, dict[str, Any]] = {"default": connection(environ.get("SIGHTLINE_DATABASE", ""), pool=True)}

TABLES_WITHOUT_WALLS = {
    "django_migrations": "what has been migrated; the owner's alone",
    "agencies_session": "read before the person is known; granted to the staff front's login by name",
    "agencies_tries": "kept before the person is known; granted to the staff front's login by name",
    "agencies_account": "read before the person is known; granted to the staff front's login by name",
    "django_content_type": "the framework's own; tells nothing, granted to nobody",
    "auth_permission": "the framework's own; not used, granted to nobody",
    "auth_group": "the framework's own; not used, granted to nobody",
    "auth_group_permissions": "the framework's own; not used, granted to nobody",
    "procrastinate_jobs": "names of jobs and when they run, no record; granted to the worker's login by name",
    "procrastinate_events": "as procrastinate_jobs",
    "procrastinate_periodic_defers": "as procrastinate_jobs",
    "procrastinate_workers": "as procrastinate_jobs",
}

RULE_NUMBERS = ROOT / "sightline" / "config" / "rule_numbers.txt"

# Every front begins with these; its own follow.
FIRST = [
    "sightline.config.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "sightline.config.methods.Methods",
    "sightline.config.health.Health",
    "whitenoise.middleware.WhiteNoiseMiddleware",
]
MIDDLEWARE: list[str] = [*FIRST, "django.middleware.common.CommonMiddleware"]
WSGI_APPLICATION = "sightline.config.wsgi.application"

READ_ANEW: list[Any] = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
READ_ONCE = [("django.template.loaders.cached.Loader", READ_ANEW)]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "sightline.agencies.context.reader",
                "sightline.demo.context.demonstration",
                "sightline.desk.context.story",
            ],
            "loaders": READ_ANEW if PAGES == "live" else READ_ONCE,
            "builtins": ["django_cotton.templatetags.cotton"],
        },
    }
]
FORM_RENDERER = "sightline.kit.forms.Plain"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "sightline.agencies.passwords.NotCommon"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "sightline.agencies.passwords.NotOurWords"},
]

LANG_INFO.setdefault("ti", {"bidi": False, "code": "ti", "name": "Tigrinya", "name_local": "ትግርኛ"})  # unknown to Django
LANGUAGE_CODE = "en-gb"
LANGUAGES = [
    ("en-gb", _("English")),
    ("cy", _("Welsh")),
    ("sq", _("Albanian")),
    ("vi", _("Vietnamese")),
    ("ro", _("Romanian")),
    ("ar", _("Arabic")),
    ("ti", _("Tigrinya")),
    ("pl", _("Polish")),
]
LOCALE_PATHS = [ROOT / "sightline" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
HASHED_AND_COMPRESSED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
AS_IN_THE_SOURCE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": HASHED_AND_COMPRESSED if PAGES == "gathered" else AS_IN_THE_SOURCE},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = PAGES != "gathered"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
EVERY_ANSWER = {"Permissions-Policy": permissions()}
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = ["sightline.kit.uploads.Bounded"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {"()": "sightline.config.logs.Discreet", "format": "%(levelname)s %(name)s: %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A refused or missing page is in the ledger where it matters; here it would be a log of who asked for what.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "ERROR"}},
}
