"""The public front: no session, no cookie, no sign-in; it may store a report and read what is published."""

from sightline.config.settings.base import *
from sightline.config.settings.base import FIRST

ROOT_URLCONF = "sightline.config.urls_public"
MIDDLEWARE = [
    *FIRST,
    "sightline.config.same_origin.SameOrigin",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "sightline.kit.untranslated.Untranslated",
    "sightline.reports.languages.Offered",
    "sightline.agencies.reader.Public",
    "sightline.reports.languages.Corrected",
    "sightline.demo.story.StoryTime",
]
