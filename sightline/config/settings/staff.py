"""The staff front: people of the agencies, signed in, each request as the person who makes it."""

from sightline.config.headers import permissions
from sightline.config.settings.base import *
from sightline.config.settings.base import FIRST, HTTPS

ROOT_URLCONF = "sightline.config.urls_staff"
MIDDLEWARE = [
    *FIRST,
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "sightline.config.same_origin.Tokens",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sightline.agencies.reader.Reader",
    "sightline.agencies.machines.Machine",
    "sightline.demo.story.StoryTime",
]

EVERY_ANSWER = {
    "Permissions-Policy": permissions("publickey-credentials-create", "publickey-credentials-get"),
    "X-Robots-Tag": "noindex, nofollow",
}
SESSION_ENGINE = "sightline.agencies.sessions"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "sightline.agencies.views.late.without_token"
LAST_HERE_COOKIE = "__Host-last-here" if HTTPS else "last-here"  # whose what was typed is, when the session has ended
